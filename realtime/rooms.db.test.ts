import { expect, test } from "vitest";
import { incidentThing } from "#domain/incidents/queries/room.server.ts";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import { incidentRules } from "#domain/permissions/incidents.ts";
import { stack } from "../tests/support/stack.ts";
import { boardRooms, boardRoomsOf, prefixes } from "./rooms.ts";

const { db } = await stack({ seeded: true });

test("for every seeded person and incident, a socket on the board hears of it exactly when the rule lets him read it", async () => {
  const now = clockNow();
  const people = await db.person.findMany({ select: { id: true } });
  const things = await Promise.all(
    (await db.incident.findMany({ select: { id: true } })).map(({ id }) => incidentThing(id)),
  );
  let allowed = 0;
  for (const { id } of people) {
    const actor = (await loadActor(id, now))!;
    const rooms = new Set(boardRooms(actor, now));
    for (const thing of things) {
      const hears = boardRoomsOf(thing!).some((room) => rooms.has(room));
      expect(hears, `${actor.login} ${thing!.id}`).toBe(incidentRules["incidents.read"](actor, thing!, now) === true);
      if (hears) allowed += 1;
    }
  }
  expect(allowed).toBeGreaterThan(0);
  expect(allowed).toBeLessThan(people.length * things.length);
});

test("prefixes of a path are the units above it and itself", () => {
  expect(prefixes("/a/b/c/")).toEqual(["/a/", "/a/b/", "/a/b/c/"]);
  expect(prefixes("")).toEqual([]);
});
