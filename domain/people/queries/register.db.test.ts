import { describe, expect, test } from "vitest";
import { anIncident, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../actor.ts";
import { addPerson } from "../commands/add-person.server.ts";
import { giveGrant } from "../commands/give-grant.server.ts";
import { grantPreview } from "./grant-preview.server.ts";
import { grantsGrid, placeOf } from "./grants-grid.server.ts";
import { liveSessions } from "./live-sessions.server.ts";
import { registerCounts, registerHome } from "./register-counts.server.ts";
import { type UnitPageAsked, unitPage } from "./unit-page.server.ts";
import { unitPeople } from "./unit-people.server.ts";
import { unitChildren, unitTree } from "./unit-tree.server.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const { city, east, west, health, water, person } = await smallCity(now);
const admin = await person("孟川", { unit: city, duty: "administrator", pinyin: "meng chuan" });
const eastAdmin = await person("叶东", { unit: health, duty: "administrator", scopeId: east.id, pinyin: "ye dong" });
const officer = await person("阮清和", { unit: city, duty: "organisation_officer", pinyin: "ruan qing he" });
const coordinator = await person("周敏", { unit: east, duty: "coordinator", pinyin: "zhou min" });
const liaison = await person("何一鸣", { unit: health, duty: "liaison", pinyin: "he yi ming" });
const ofWater = await person("西人", { unit: water, duty: "liaison", pinyin: "xi ren" });
const asked: UnitPageAsked = {
  ...{ unitId: null, after: null, before: null, past: false, place: null, at: null, gridAfter: null, find: null },
  panel: { kind: "", id: null },
  draft: { duty: "", scopeKind: "", scope: "", notBefore: "", notAfter: "", orderNumber: "", reason: "" },
};
const notFound = { code: "not_found" };

describe("the tree", () => {
  test("opens at the top of one's territory, counts people in whole subtrees, and shows the way to the selected unit", async () => {
    const tree = await unitTree(admin, now, health.id);
    const node = (id: string) => tree.nodes.find((one) => one.id === id);
    expect(tree.roots).toEqual([city.id]);
    expect(node(city.id)).toMatchObject({ people: 6, hasChildren: true });
    expect(node(east.id)).toMatchObject({ people: 3 });
    expect(node(health.id)).toMatchObject({ people: 2, hasChildren: false });
    expect(node(water.id)).toBeUndefined();
    expect((await unitChildren(admin, now, west.id)).map(({ id }) => id)).toEqual([water.id]);
  });
  test("of a county holds nothing above or beside it", async () => {
    const tree = await unitTree(eastAdmin, now, water.id);
    expect(tree.roots).toEqual([east.id]);
    expect(tree.nodes.map(({ id }) => id).sort()).toEqual([east.id, health.id].sort());
    expect(await unitChildren(eastAdmin, now, west.id)).toEqual([]);
    await expect(unitChildren(eastAdmin, now, "x")).rejects.toMatchObject(notFound);
  });
});

describe("the page of a unit", () => {
  test("is not found outside the territory, for anybody else, and for what is no id", async () => {
    for (const [who, unitId] of [
      [eastAdmin, west.id],
      [eastAdmin, city.id],
      [coordinator, east.id],
      [liaison, health.id],
      [admin, "x"],
      [admin, newId()],
    ] as [Actor, string][])
      await expect(unitPage(who, now, { ...asked, unitId })).rejects.toMatchObject(notFound);
    const panel = (kind: string, id: string | null) => unitPage(eastAdmin, now, { ...asked, panel: { kind, id } });
    await expect(panel("person", ofWater.personId)).rejects.toMatchObject(notFound);
    await expect(panel("grant", ofWater.grants[0]!.id)).rejects.toMatchObject(notFound);
    await expect(panel("person", null)).rejects.toMatchObject(notFound);
    expect((await panel("nonsense", null)).panel).toBeNull();
  });
  test("opens at one's own topmost unit; a place one may not ask about is answered for the unit itself", async () => {
    const page = await unitPage(eastAdmin, now, { ...asked, place: newId() });
    expect(page.unit.id).toBe(east.id);
    expect(page.unit.above).toEqual([]);
    expect(page.grid.placeId).toBe(east.id);
    await expect(unitPage(eastAdmin, now, { ...asked, place: west.id })).rejects.toMatchObject(notFound);
  });
  test("says what one may; a reader gets the reason in place of each act", async () => {
    expect((await unitPage(admin, now, { ...asked, unitId: east.id })).unit.can).toEqual({
      ...{ add: true, edit: true, close: true, addPerson: true },
    });
    const { unit } = await unitPage({ ...officer, locale: "en" }, now, { ...asked, unitId: east.id });
    expect(unit.can.edit).toBe("Only an administrator of this unit's territory may do this.");
  });
  test("opening a person's card stands in the access log", async () => {
    await unitPage(admin, now, { ...asked, unitId: health.id, panel: { kind: "person", id: liaison.personId } });
    const last = await db.accessEntry.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(last).toMatchObject({
      action: "open",
      subjectKind: "person",
      subjectId: liaison.personId,
      personId: admin.personId,
    });
  });
});

describe("people of a unit", () => {
  test("phones are masked, grants stand under their person, pages turn by key", async () => {
    const login = (n: number) => `many${String(n).padStart(2, "0")}`;
    for (let n = 0; n < 45; n++)
      await execute(
        addPerson,
        admin,
        { unitId: west.id, name: `员${n}`, login: login(n), phone: "13912340427", password: "shaofeng-9-yu" },
        { commandId: newId(), now },
      );
    const first = await unitPeople(admin, now, west.id);
    expect([first.rows.length, first.people, first.previous]).toEqual([40, 45, null]);
    expect(first.rows.every(({ phone }) => phone === "139****0427")).toBe(true);
    const second = await unitPeople(admin, now, west.id, { after: first.next });
    expect([second.rows.length, second.next]).toEqual([5, null]);
    const back = await unitPeople(admin, now, west.id, { before: second.previous });
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    expect((await unitPeople(admin, now, west.id, { after: "broken" })).rows[0]!.id).toBe(first.rows[0]!.id);
  }, 60_000);
});

describe("the grid", () => {
  const names = async (actor: Actor, unitId: string, at = now) =>
    (await grantsGrid(actor, now, { place: await placeOf(unitId), at, unitId })).rows.map(({ name }) => name);
  test("lists who holds a grant at or above the place, the unit's own people first, and nobody from outside one's territory", async () => {
    expect(await names(admin, east.id)).toEqual(["周敏", "孟川", "阮清和", "叶东"]);
    expect(await names(eastAdmin, east.id)).toEqual(["周敏", "叶东"]);
    expect(await names(admin, health.id)).toEqual(["何一鸣", "叶东", "孟川", "阮清和", "周敏"]);
    await expect(names(eastAdmin, west.id)).rejects.toMatchObject(notFound);
  });
  test("is empty when all is over, and then says nothing is possible", async () => {
    expect(await names(admin, east.id, new Date("2026-06-09T08:00:00Z"))).toEqual([]);
  });
  test("says it is partial to whom it is", async () => {
    const of = async (actor: Actor) =>
      (await grantsGrid(actor, now, { place: await placeOf(east.id), at: now, unitId: east.id })).partial;
    expect([await of(admin), await of(eastAdmin)]).toEqual([false, true]);
  });
});

describe("the preview of a grant", () => {
  const draft = {
    ...{ personId: liaison.personId, duty: "coordinator", scopeKind: "unit", scope: east.id },
    ...{ notBefore: "2026-03-10", notAfter: "2026-09-01" },
  };
  const grid = { at: now, unitId: health.id };
  test("agrees with what the grant then does, cell by cell", async () => {
    const before = await grantPreview(admin, now, draft, grid);
    if (!before.ok) throw new Error("refused");
    expect(before.days).toBe(175);
    const row = before.grid.rows.find(({ personId }) => personId === liaison.personId)!;
    expect(row.cells.some(({ added }) => added)).toBe(true);
    await execute(giveGrant, admin, { ...draft, orderNumber: "1", reason: "试" }, { commandId: newId(), now });
    const after = await grantsGrid(admin, now, { place: await placeOf(east.id), at: now, unitId: health.id });
    const then = after.rows.find(({ personId }) => personId === liaison.personId)!;
    expect(then.cells.map(({ power, from, until }) => [power, from, until])).toEqual(
      row.cells.map(({ power, from, until }) => [power, from, until]),
    );
  });
  test("answers what is wrong by field and writes nothing", async () => {
    const wrong = async (who: Actor, more: object) => {
      const answer = await grantPreview(who, now, { ...draft, ...more }, grid);
      return answer.ok ? null : Object.keys(answer.fields);
    };
    const events = await db.event.count();
    expect(await wrong(admin, { notAfter: "2026-03-10" })).toEqual(["notAfter"]);
    expect(await wrong(admin, { scope: "x" })).toEqual(["scope"]);
    expect(await wrong(admin, { scopeKind: "topic" })).toEqual(["scopeKind"]);
    expect(await wrong(eastAdmin, { scope: west.id })).toEqual(["scope"]);
    expect(await wrong(officer, {})).toEqual(["personId"]);
    expect(await wrong(admin, { personId: admin.personId })).toEqual(["personId"]);
    await expect(wrong(eastAdmin, { personId: ofWater.personId })).rejects.toMatchObject(notFound);
    await expect(wrong(coordinator, {})).rejects.toMatchObject(notFound);
    expect(await db.event.count()).toBe(events);
  });
  test("of a grant for one incident is asked at that incident", async () => {
    const id = await anIncident(coordinator, east, now);
    const { number } = await db.incident.findUniqueOrThrow({ where: { id } });
    const answer = await grantPreview(
      admin,
      now,
      { ...draft, personId: ofWater.personId, duty: "recorder", scopeKind: "incident", scope: number },
      grid,
    );
    expect(answer).toMatchObject({
      ok: true,
      preview: { gained: ["read", "post", "phone"] },
      grid: { placeName: number },
    });
  });
});

describe("tabs and sessions", () => {
  test("open to whom they do", async () => {
    expect(registerHome(officer, now)).toBe("units");
    expect(await registerCounts(officer, now)).toMatchObject({ sessions: null });
    expect((await registerCounts(eastAdmin, now)).grants).toBeLessThan((await registerCounts(admin, now)).grants!);
    await expect(registerCounts(coordinator, now)).rejects.toMatchObject(notFound);
    await expect(liveSessions(officer, now)).rejects.toMatchObject(notFound);
  });
  test("a session is listed while it lives, within one's territory", async () => {
    const session = (personId: string, minutesIdle: number) =>
      db.session.create({
        data: {
          ...{ id: newId() + personId, publicId: newId(), personId, createdAt: now },
          lastSeenAt: new Date(now.getTime() - minutesIdle * 60_000),
          expiresAt: new Date(now.getTime() + 3_600_000),
        },
      });
    await session(liaison.personId, 5);
    await session(ofWater.personId, 5);
    await session(liaison.personId, 31);
    const who = async (actor: Actor) =>
      (await liveSessions(actor, now)).rows.map(({ personName }) => personName).sort();
    expect(await who(admin)).toEqual(["何一鸣", "西人"]);
    expect(await who(eastAdmin)).toEqual(["何一鸣"]);
    expect((await liveSessions(admin, now, { query: "xr" })).rows.map(({ personName }) => personName)).toEqual([
      "西人",
    ]);
  });
});
