import { describe, expect, test } from "vitest";
import { anIncident, dispatch, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { loadActor } from "../../people/actor.server.ts";
import type { Actor } from "../../people/actor.ts";
import { type Duty, dutyNames } from "../../people/duties.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { MENTIONABLE_AT_MOST, mentionablePeople } from "./mentionable.server.ts";
import { incidentThing } from "./room.server.ts";

const { db, now } = await stack({ now: "2026-11-24T06:00:00Z" });
const { city, east, west, health, water, person } = await smallCity(now);
const coordinator = await person("周敏", { unit: east, duty: "coordinator", pinyin: "zhou min" });
const incidentId = await anIncident(coordinator, east, now);
await dispatch(coordinator, incidentId, health, now);
const people: Actor[] = [coordinator];
for (const unit of [city, east, west, health, water])
  for (const duty of dutyNames) people.push(await person(`${unit.shortName}${duty}`, { unit, duty: duty as Duty }));
people.push(await person("没有授权", { unit: east }));
people.push(await person("已到期", { unit: east, duty: "coordinator", until: new Date(now.getTime() - 1) }));
people.push(await person("只此一件", { unit: water, duty: "recorder", scopeKind: "incident", scopeId: incidentId }));
people.push(await person("另一件", { unit: water, duty: "recorder", scopeKind: "incident", scopeId: west.id }));

describe("who may be mentioned", () => {
  test("is exactly who may read the incident, the asker left out", async () => {
    const thing = (await incidentThing(incidentId))!;
    for (const one of people) {
      const found = await mentionablePeople(coordinator, incidentId, one.name, now);
      const may = incidentRules["incidents.read"](one, thing, now) === true && one.personId !== coordinator.personId;
      expect(
        found.some((hit) => hit.id === one.personId),
        one.name,
      ).toBe(may);
    }
  });

  test("is evaluated at now", async () => {
    const head = people.find((one) => one.name === "东县卫健局unit_head")!;
    const asked = () => mentionablePeople(coordinator, incidentId, head.name, now);
    expect(await asked()).toEqual([{ id: head.personId, name: head.name, unitName: "东县卫健局" }]);
    await db.grant.updateMany({ where: { personId: head.personId }, data: { revokedAt: now } });
    expect(await asked()).toEqual([]);
  });

  test("a disabled person is not offered", async () => {
    const liaison = people.find((one) => one.name === "东县卫健局liaison")!;
    await db.person.update({ where: { id: liaison.personId }, data: { disabledAt: now } });
    expect(await mentionablePeople(coordinator, incidentId, liaison.name, now)).toEqual([]);
  });

  test("not_found for who may not read the incident", async () => {
    const stranger = people.find((one) => one.name === "西县coordinator")!;
    await expect(mentionablePeople(stranger, incidentId, "", now)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("how they are found", () => {
  test("by characters, pinyin, initials and unit", async () => {
    const lin = await person("林佳", { unit: east, duty: "recorder", pinyin: "lin jia" });
    const me = (await loadActor(coordinator.personId, now))!;
    for (const query of ["林", "佳", "linjia", "lin jia", "LJ", "东县"])
      expect(
        (await mentionablePeople(me, incidentId, query, now)).map((one) => one.id),
        query,
      ).toContain(lin.personId);
    for (const query of ["jia", "%", "_", "林佳佳", "'; drop table person; --"])
      expect(
        (await mentionablePeople(me, incidentId, query, now)).map((one) => one.id),
        query,
      ).not.toContain(lin.personId);
  });

  test("units at work come first, and the list has an end", async () => {
    const all = await mentionablePeople(coordinator, incidentId, "", now);
    expect(all.length).toBeLessThanOrEqual(MENTIONABLE_AT_MOST);
    const units = all.map((one) => one.unitName);
    expect(units.lastIndexOf("东县卫健局")).toBeLessThan(units.findIndex((name) => name !== "东县卫健局"));
  });
});
