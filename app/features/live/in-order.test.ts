import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { RecordedEvent } from "#domain/events/recorded.ts";
import { inOrder } from "./in-order.ts";

const event = (seq: number) => ({ seq }) as RecordedEvent;

/** A page that holds what it was given, over a server that has all of 1…n. */
function page(n: number) {
  const held: number[] = [];
  const stream = inOrder({
    lastSeq: () => held.at(-1) ?? 0,
    give: (events) => held.push(...events.map((e) => e.seq)),
    fetch: async (after) => Array.from({ length: n - after }, (_, i) => event(after + 1 + i)),
  });
  return { held, stream };
}

test("whatever order, loss or repetition the hints come in, the page ends with each event once, in order", async () => {
  vi.useFakeTimers();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }), { maxLength: 20 }),
      async (messages) => {
        const { held, stream } = page(30);
        for (const seqs of messages) stream.arrived(seqs.map(event));
        stream.serverHas(30);
        await vi.runAllTimersAsync();
        expect(held).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
        stream.stop();
      },
    ),
  );
  vi.useRealTimers();
});

test("a failing server is asked again", async () => {
  vi.useFakeTimers();
  const held: number[] = [];
  let calls = 0;
  const stream = inOrder({
    lastSeq: () => held.at(-1) ?? 0,
    give: (events) => held.push(...events.map((e) => e.seq)),
    fetch: async () => {
      calls += 1;
      if (calls < 3) throw new Error("away");
      return [event(1), event(2)];
    },
  });
  stream.serverHas(2);
  await vi.runAllTimersAsync();
  expect(held).toEqual([1, 2]);
  vi.useRealTimers();
});
