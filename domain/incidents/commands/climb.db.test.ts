import { describe, expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { streamAfter } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { inboxCount, inboxView } from "../../inbox/queries/inbox.server.ts";
import { inboxFates } from "../../inbox/queries/inbox-fates.server.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { sql } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../../people/actor.ts";
import { sheetRows } from "../../shifts/queries/sheet-rows.server.ts";
import { entrySentence } from "../entry-kinds.ts";
import { boardCards } from "../queries/board-cards.server.ts";
import { roomView } from "../queries/room.server.ts";
import { applyEvent, openRoom } from "../room-reducer.ts";
import { climbDue } from "./climb-assignment.server.ts";
import { type IncidentIntent, incidentCommands } from "./index.server.ts";

const { db, now } = await stack();
const city = await smallCity(now);
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const liaison = await city.person("卫一", { unit: city.health, duty: "liaison" });
const head = await city.person("陈立", { unit: city.health, duty: "unit_head" });
await city.person("旧任", { unit: city.health, duty: "unit_head", until: new Date(now.getTime() + 60_000) });
const convener = await city.person("罗召", { unit: city.east, duty: "convener" });
await city.person("何市", { unit: city.city, duty: "convener" });

const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
type Outcome = { incidentId: string; assignmentIds: string[] };
const run = (actor: Actor, intent: IncidentIntent, input: object, at = now) =>
  execute(incidentCommands[intent] as Command, actor, input, { commandId: newId(), now: at }) as Promise<Outcome>;

/** An incident with one unit that has ten minutes to accept. */
async function waiting({
  unit = city.health as { id: string },
  county = city.east as { id: string },
  drill = false,
} = {}) {
  const { incidentId } = await run(zhou, "report", {
    ...{ title: "厂门口聚集", level: 1, countyId: county.id, place: "厂门口", occurredAt: now, drill },
  });
  const { assignmentIds } = await run(zhou, "dispatch", { incidentId, units: [{ unitId: unit.id, role: "lead" }] });
  return { incidentId, assignmentId: assignmentIds[0]! };
}
const climbs = async (incidentId: string) =>
  (await streamAfter(incidentId, 0, 1000)).filter(
    (event): event is RecordedEvent<"incidents.assignment.climbed"> => event.name === "incidents.assignment.climbed",
  );
const stepsOf = async (incidentId: string) =>
  (await climbs(incidentId)).map(({ data }) => [data.step, data.to.map(({ name }) => name)]);
/** Rows and replay agree. */
async function sameAsReplay(incidentId: string) {
  const [first, ...rest] = await streamAfter(incidentId, 0, 1000);
  const replayed = rest.reduce(applyEvent, openRoom(first as RecordedEvent<"incidents.reported">));
  const { room } = await roomView(zhou, incidentId, minutes(1));
  expect(replayed.units).toEqual(room.units);
  return room;
}

describe("a unit that does not accept", () => {
  test("climbs to its head, then after the same time again to the convener of the territory; once each", async () => {
    const { incidentId } = await waiting();
    expect(await climbDue(minutes(9.99))).toBe(0);
    expect(await climbDue(minutes(10))).toBe(1);
    expect(await climbDue(minutes(10))).toBe(0);
    expect(await stepsOf(incidentId)).toEqual([["head", ["陈立"]]]);
    const [unit] = (await sameAsReplay(incidentId)).units;
    expect(unit).toMatchObject({ climbAt: minutes(20).toISOString(), climbs: [{ step: "head" }] });
    expect(await climbDue(minutes(19.9))).toBe(0);
    expect(await climbDue(minutes(20))).toBe(1);
    expect(await climbDue(minutes(500))).toBe(0);
    expect(await stepsOf(incidentId)).toEqual([
      ["head", ["陈立"]],
      ["convener", ["罗召"]],
    ]);
    await sameAsReplay(incidentId);
    const [card] = await boardCards([incidentId]);
    expect(card?.ladder).toMatchObject([{ climbed: "convener", climbAt: null }]);
    expect(card?.lastEntry).toMatchObject({
      by: null,
      text: {
        zh: "东县卫健局 仍未接受，已升级至召集人 罗召",
        en: "东县卫健局 has still not accepted; climbed to the convener, 罗召",
      },
    });
    // The sheet of a hand-over says to whom each silent unit has climbed.
    const sheet = { shiftId: newId(), unitId: city.health.id, unitPath: city.health.path, fromPersonId: zhou.personId };
    const rows = await sheetRows((text, values) => sql(text, values), zhou, sheet, minutes(500));
    expect(rows.filter((one) => one.group === "unit" && one.incidentId === incidentId)).toMatchObject([
      { unitName: "东县卫健局", climbed: "convener", climbedTo: ["罗召"] },
    ]);
    const [event] = await climbs(incidentId);
    expect(event).toMatchObject({ actor: null });
    expect(entrySentence(event!)).toEqual({
      zh: "东县卫健局 10 分钟未接受，已升级至单位负责人 陈立",
      en: "东县卫健局 did not accept within 10 min; climbed to the unit head, 陈立",
    });
  });

  test("climbs once when two sweep at the same moment, many at a time", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => waiting()));
    const answers = await Promise.all(Array.from({ length: 4 }, () => climbDue(minutes(11))));
    expect(answers.reduce((sum, n) => sum + n, 0)).toBe(8);
    for (const { incidentId } of made) expect(await stepsOf(incidentId)).toEqual([["head", ["陈立"]]]);
  });

  test("after its convener there is nobody: it stays overdue and climbs no further", async () => {
    const { incidentId, assignmentId } = await waiting();
    await climbDue(minutes(10));
    await climbDue(minutes(20));
    await climbDue(minutes(30));
    expect(await climbs(incidentId)).toHaveLength(2);
    expect(await db.assignment.findUniqueOrThrow({ where: { id: assignmentId } })).toMatchObject({
      climbAt: null,
      climbStep: "convener",
    });
  });

  test("of a drill climbs as well", async () => {
    const { incidentId } = await waiting({ drill: true });
    await climbDue(minutes(10));
    expect(await stepsOf(incidentId)).toEqual([["head", ["陈立"]]]);
  });
});

describe("nothing climbs", () => {
  test.each<[string, (made: { incidentId: string; assignmentId: string }) => Promise<unknown>]>([
    ["after acceptance", ({ assignmentId }) => run(liaison, "accept", { assignmentId })],
    ["after acceptance by telephone", ({ assignmentId }) => run(zhou, "accept-by-phone", { assignmentId, name: "卫" })],
    ["while an objection is open", ({ assignmentId }) => run(liaison, "object", { assignmentId, reason: "不属" })],
    [
      "after the objection was agreed to",
      async ({ assignmentId }) => {
        await run(liaison, "object", { assignmentId, reason: "不属" });
        await run(zhou, "settle", { assignmentId, decision: "return", reason: "准" });
      },
    ],
    ["after withdrawal", ({ assignmentId }) => run(zhou, "withdraw", { assignmentId, reason: "误" })],
    [
      "after the incident is closed",
      async ({ incidentId }) => {
        await db.incident.update({ where: { id: incidentId }, data: { phase: "agreed" } });
        await run(zhou, "close", { incidentId, outcome: "散去" });
      },
    ],
  ])("%s", async (_, act) => {
    const made = await waiting();
    await act(made);
    await climbDue(minutes(60));
    expect(await climbs(made.incidentId)).toEqual([]);
  });
});

test("head and convener have it in their inbox when it has climbed to them, as urgent; when it is accepted it leaves", async () => {
  const { incidentId, assignmentId } = await waiting();
  const item = async (actor: Actor, at: Date) =>
    (await inboxView(actor, at)).items.find((one) => "incidentId" in one && one.incidentId === incidentId);
  const fresh = (actor: Actor, since: Date, at: Date) => inboxCount(actor, at, since);
  expect(await item(head, minutes(5))).toMatchObject({ kind: "assignment", climbedAt: null });
  const before = (await fresh(head, minutes(9), minutes(11))).urgent;
  await climbDue(minutes(10));
  expect(await item(head, minutes(11))).toMatchObject({ kind: "assignment", climbedAt: minutes(10).toISOString() });
  expect((await fresh(head, minutes(9), minutes(11))).urgent).toBe(before + 1);
  expect((await fresh(liaison, minutes(9), minutes(11))).urgent).toBe(0);
  await run(zhou, "verify", { incidentId, note: "属实" }, minutes(11));
  expect(await item(convener, minutes(11))).toBeUndefined();
  const toldBefore = (await fresh(convener, minutes(19), minutes(21))).urgent;
  await climbDue(minutes(20));
  expect(await item(convener, minutes(21))).toMatchObject({
    ...{ kind: "climb", id: assignmentId, unitName: "东县卫健局", heads: ["陈立"], minutes: 10 },
    climbedAt: minutes(20).toISOString(),
  });
  expect((await fresh(convener, minutes(19), minutes(21))).urgent).toBe(toldBefore + 1);
  await run(zhou, "accept-by-phone", { assignmentId, name: "陈立" }, minutes(22));
  expect(await item(convener, minutes(23))).toBeUndefined();
  expect(await inboxFates(convener, [`climb:${assignmentId}`], minutes(23))).toMatchObject([{ by: "周敏" }]);
});

test("an upheld objection starts a new time, and both steps anew", async () => {
  const { incidentId, assignmentId } = await waiting();
  await climbDue(minutes(10));
  await run(liaison, "object", { assignmentId, reason: "不属" }, minutes(12));
  await run(zhou, "settle", { assignmentId, decision: "uphold", reason: "属" }, minutes(15));
  expect((await sameAsReplay(incidentId)).units[0]).toMatchObject({
    climbs: [],
    climbAt: minutes(25).toISOString(),
  });
  await climbDue(minutes(24));
  expect(await climbs(incidentId)).toHaveLength(1);
  await climbDue(minutes(25));
  await climbDue(minutes(35));
  expect((await stepsOf(incidentId)).map(([step]) => step)).toEqual(["head", "head", "convener"]);
  await sameAsReplay(incidentId);
});

test("where nobody is head it climbs straight on and says so; without a convener of the county the city's is told", async () => {
  const { incidentId } = await waiting({ unit: city.water, county: city.west });
  await climbDue(minutes(10));
  expect(await stepsOf(incidentId)).toEqual([
    ["head", []],
    ["convener", ["何市"]],
  ]);
  const [first] = await climbs(incidentId);
  expect(entrySentence(first!).zh).toBe("西县水务局 10 分钟未接受，该单位无在任负责人，继续升级");
  await sameAsReplay(incidentId);
});

test("nothing ran when it fell due: it climbs at once, says both times, and whoever is told has the time in full", async () => {
  const { incidentId } = await waiting();
  await climbDue(minutes(47));
  expect(await stepsOf(incidentId)).toEqual([["head", ["陈立"]]]);
  const [event] = await climbs(incidentId);
  expect(event!.data).toMatchObject({
    dueAt: minutes(10).toISOString(),
    firedAt: minutes(47).toISOString(),
    nextAt: minutes(57).toISOString(),
  });
  expect(entrySentence(event!).zh).toMatch(/应于 \d\d:\d\d:\d\d 升级，实际 \d\d:\d\d:\d\d$/);
  await climbDue(minutes(56));
  expect(await climbs(incidentId)).toHaveLength(1);
  await climbDue(minutes(57));
  expect(await climbs(incidentId)).toHaveLength(2);
});

test("a short outage moves nothing: the convener's turn stays twice the time after the dispatch", async () => {
  const { incidentId } = await waiting();
  await climbDue(minutes(13));
  expect((await climbs(incidentId))[0]!.data.nextAt).toBe(minutes(20).toISOString());
});

test("reopened, an incident lets climb what is still not accepted", async () => {
  const { incidentId } = await waiting();
  await climbDue(minutes(10));
  await db.incident.update({ where: { id: incidentId }, data: { phase: "agreed" } });
  await run(zhou, "close", { incidentId, outcome: "散去" }, minutes(12));
  await climbDue(minutes(40));
  expect(await climbs(incidentId)).toHaveLength(1);
  await run(zhou, "move", { incidentId, from: "closed", to: "talking", reason: "又聚集" }, minutes(41));
  await sameAsReplay(incidentId);
  await climbDue(minutes(41));
  expect((await stepsOf(incidentId)).map(([step]) => step)).toEqual(["head", "convener"]);
});
