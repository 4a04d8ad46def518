import { describe, expect, test } from "vitest";
import { anIncident, dispatch, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import { addUnit } from "./add-unit.server.ts";
import { closeUnit } from "./close-unit.server.ts";
import { editUnit } from "./edit-unit.server.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const { city, east, west, health, person } = await smallCity(now);
const admin = await person("孟川", { unit: city, duty: "administrator" });
const eastAdmin = await person("叶东", { unit: health, duty: "administrator", scopeId: east.id });
const officer = await person("阮清和", { unit: city, duty: "organisation_officer" });
const coordinator = await person("周敏", { unit: city, duty: "coordinator" });

const run = <I, O>(cmd: Parameters<typeof execute<I, O, typeof admin>>[0], who: typeof admin, input: unknown) =>
  execute(cmd, who, input, { commandId: newId(), now });
const bureau = (shortName: string, more: object = {}) => ({
  parentId: east.id,
  name: `试验市${shortName}`,
  shortName,
  kind: "department",
  ...more,
});
const eventsOf = (id: string) => db.event.findMany({ where: { streamId: id }, orderBy: { seq: "asc" } });

describe("adding a unit", () => {
  test("puts it under its parent, spells it and records one event on its own stream", async () => {
    const { unitId } = await run(addUnit, eastAdmin, bureau("东县司法局", { isMember: "on" }));
    const unit = await db.unit.findUniqueOrThrow({ where: { id: unitId } });
    expect(unit).toMatchObject({
      path: `${east.path}${unitId}/`,
      parentId: east.id,
      isMember: true,
      pinyin: "dong xian si fa ju / shi yan shi dong xian si fa ju",
      initials: "dxsfj / sysdxsfj",
    });
    expect((await eventsOf(unitId)).map((event) => [event.name, event.streamKind])).toEqual([
      ["people.unit.added", "unit"],
    ]);
  });
  test("refuses a short name that is taken, at its field", async () => {
    await expect(run(addUnit, admin, bureau("东县卫健局"))).rejects.toMatchObject({
      code: "invalid",
      fields: { shortName: { zh: "简称“东县卫健局”已被用，请换一个。" } },
    });
  });
  test("of two who take one short name at once one is refused, not failed", async () => {
    const both = await Promise.allSettled([
      run(addUnit, admin, bureau("东县医保局")),
      run(addUnit, eastAdmin, bureau("东县医保局")),
    ]);
    const refused = both.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]!.reason).toMatchObject({ code: "invalid" });
  });
  test("outside one's own territory does not exist; a reader may not; nobody else sees anything", async () => {
    await expect(run(addUnit, eastAdmin, bureau("西县司法局", { parentId: west.id }))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(run(addUnit, eastAdmin, bureau("市局", { parentId: city.id }))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(run(addUnit, officer, bureau("东县民政局"))).rejects.toMatchObject({ code: "not_allowed" });
    await expect(run(addUnit, coordinator, bureau("东县民政局"))).rejects.toMatchObject({ code: "not_found" });
    expect(await db.unit.count({ where: { shortName: { in: ["西县司法局", "市局", "东县民政局"] } } })).toBe(0);
  });
  test("a missing name is said at its field", async () => {
    await expect(run(addUnit, admin, bureau("", { name: "" }))).rejects.toMatchObject({
      code: "invalid",
      fields: { name: { zh: "请填写单位全称" }, shortName: { zh: "请填写简称" } },
    });
  });
});

describe("editing a unit", () => {
  test("saves names and the member flag; the second of two editors is told, with what is there now", async () => {
    const { unitId } = await run(addUnit, admin, bureau("东县文旅局"));
    const edit = { unitId, version: 1, name: "东县文化和旅游局", shortName: "东县文旅局", isMember: "on" };
    expect(await run(editUnit, eastAdmin, edit)).toEqual({ unitId, version: 2 });
    await expect(run(editUnit, admin, { ...edit, name: "另一个名字" })).rejects.toMatchObject({
      code: "stale",
      current: { name: "东县文化和旅游局", isMember: true, version: 2 },
    });
    const unit = await db.unit.findUniqueOrThrow({ where: { id: unitId } });
    expect(unit).toMatchObject({ name: "东县文化和旅游局", isMember: true, version: 2 });
    expect((await eventsOf(unitId)).at(-1)).toMatchObject({ name: "people.unit.edited", seq: 2 });
  });
});

describe("closing a unit", () => {
  test("needs it to be empty of units, people and open work", async () => {
    const close = (unitId: string, version = 1) => run(closeUnit, admin, { unitId, version, reason: "机构改革" });
    await expect(close(city.id)).rejects.toMatchObject({
      code: "wrong_state",
      sentence: { zh: "最上级单位不能撤销。" },
    });
    await expect(close(east.id)).rejects.toMatchObject({ code: "wrong_state" });
    const { unitId } = await run(addUnit, admin, bureau("东县畜牧局"));
    const incident = await anIncident(coordinator, east, now);
    await dispatch(coordinator, incident, { id: unitId }, now);
    await expect(close(unitId)).rejects.toMatchObject({
      code: "wrong_state",
      sentence: { zh: "这个单位还有 1 件未了结的交办，先移走或办完再撤销。" },
    });
    await db.assignment.updateMany({ where: { unitId }, data: { state: "withdrawn" } });
    await close(unitId);
    expect((await db.unit.findUniqueOrThrow({ where: { id: unitId } })).closedAt).toEqual(now);
    await expect(close(unitId, 2)).rejects.toMatchObject({ code: "wrong_state" });
    await expect(run(addUnit, admin, bureau("下属站", { parentId: unitId }))).rejects.toMatchObject({
      code: "wrong_state",
    });
  });
  test("asks a reason", async () => {
    const { unitId } = await run(addUnit, admin, bureau("东县粮食局"));
    await expect(run(closeUnit, admin, { unitId, version: 1, reason: " " })).rejects.toMatchObject({
      fields: { reason: { zh: "请填写理由" } },
    });
  });
});
