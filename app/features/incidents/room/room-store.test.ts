import { expect, test } from "vitest";
import type { RecordedEvent } from "#domain/events/recorded.ts";
import type { RoomState } from "#domain/incidents/room.ts";
import { RoomStore } from "./room-store.ts";

const entry = (seq: number) =>
  ({
    ...{ id: String(seq), streamId: "i", streamKind: "incident", seq, name: "incidents.entry.posted" },
    data: { incidentId: "i", text: `第 ${seq} 条`, mentions: [], attachments: [] },
    ...{
      eventTime: "2026-11-24T06:00:00.000Z",
      recordedAt: "2026-11-24T06:00:00.000Z",
      actor: null,
      commandId: `c${seq}`,
    },
  }) as unknown as RecordedEvent;
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => entry(first + i));
const counts = { all: 0, human: 0, system: 0, instructions: 0, files: 0 };
const made = (last: number) =>
  new RoomStore({ entries: from(1, last), seq: last } as unknown as RoomState, counts, null);
const held = (store: RoomStore) => store.held.room.entries.map(({ seq }) => seq);

test("a page that follows lets go of what lies far up, without a gap, and can bring it again", () => {
  const store = made(690);
  store.following = true;
  store.apply(from(691, 702));
  expect(held(store)[0]).toBe(403);
  store.apply(from(703, 1000));
  expect(held(store)).toEqual(Array.from({ length: 598 }, (_, i) => 403 + i));
  expect(store.held.older).toBe("more");
  store.prepend(from(303, 402));
  expect(held(store)[0]).toBe(303);
});

test("who reads further up, prints, or waits for older entries loses nothing", () => {
  const reading = made(900);
  reading.apply(from(901, 950));
  expect(held(reading)[0]).toBe(1);
  const printing = made(900);
  Object.assign(printing, { following: true, whole: true }).apply(from(901, 950));
  expect(held(printing)[0]).toBe(1);
  const waiting = made(900);
  waiting.following = true;
  waiting.set({ older: "loading" });
  waiting.apply(from(901, 950));
  expect(held(waiting)[0]).toBe(1);
});
