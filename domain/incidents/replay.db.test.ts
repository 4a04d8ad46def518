import { expect, test } from "vitest";
import { stack } from "../../tests/support/stack.ts";
import { streamAfter } from "../events/read.server.ts";
import type { RecordedEvent } from "../events/recorded.ts";
import { now as clockNow } from "../kernel/clock.ts";
import type { Actor } from "../people/actor.ts";
import { roomView } from "./queries/room.server.ts";
import type { RoomState } from "./room.ts";
import { applyEvent, openRoom } from "./room-reducer.ts";

const { db } = await stack({ seeded: true });

/** Reads everything: a coordinator of the whole city. */
async function reader(): Promise<Actor> {
  const city = await db.unit.findFirstOrThrow({ where: { kind: "city" } });
  const now = clockNow();
  const grant = {
    id: "",
    duty: "coordinator" as const,
    scopeKind: "unit" as const,
    scopeId: city.id,
    scopePath: city.path,
    notBefore: new Date(0),
    notAfter: new Date(now.getTime() + 1e9),
    revokedAt: null,
  };
  const { id, name } = await db.person.findFirstOrThrow();
  return {
    personId: id,
    name,
    login: "",
    unitId: city.id,
    unitName: city.shortName,
    unitPath: city.path,
    grants: [grant],
    sessionId: null,
    locale: "zh-CN",
  };
}

/** Older pages of entries are not part of the comparison: the loader gives the newest page. */
const comparable = ({ entries: _, ...state }: RoomState) => ({ ...state, facts: { ...state.facts, pinnedText: null } });

async function replayed(incidentId: string): Promise<RoomState> {
  const [first, ...rest] = await streamAfter(incidentId, 0, 10_000);
  // Strikes are shown by the striking event; the stored mark must not be needed.
  const bare = rest.map(({ struckBySeq: _, ...event }) => event as RecordedEvent);
  return bare.reduce(applyEvent, openRoom(first as RecordedEvent<"incidents.reported">));
}

test("replaying its events gives each seeded incident the very room that the loader reads from the rows", async () => {
  const actor = await reader();
  const incidents = await db.incident.findMany({ select: { id: true } });
  expect(incidents.length).toBeGreaterThanOrEqual(8);
  for (const { id } of incidents) {
    const view = await roomView(actor, id, clockNow());
    const room = await replayed(id);
    expect(comparable(room)).toEqual(comparable(view.room));
    expect(room.entries.slice(-view.room.entries.length).map((e) => [e.seq, e.struck])).toEqual(
      view.room.entries.map((e) => [e.seq, e.struck]),
    );
  }
});

test("the comparison catches a row that was changed without an event", async () => {
  const actor = await reader();
  const { id, incidentId } = await db.demand.findFirstOrThrow();
  await db.demand.update({ where: { id }, data: { text: "无事件的改动" } });
  const view = await roomView(actor, incidentId, clockNow());
  expect(comparable(await replayed(incidentId))).not.toEqual(comparable(view.room));
});
