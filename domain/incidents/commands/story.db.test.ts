import { describe, expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { roomView } from "../queries/room.server.ts";
import { type IncidentIntent, incidentCommands } from "./index.server.ts";

const { db, now } = await stack();
const city = await smallCity(now);
const zhou = await city.person("周", { unit: city.city, duty: "coordinator" });
const wu = await city.person("吴", { unit: city.city, duty: "coordinator" });
const recorder = await city.person("记", { unit: city.city, duty: "recorder" });
const supervisor = await city.person("督", { unit: city.city, duty: "supervisor" });
const health = await city.person("卫", { unit: city.health, duty: "liaison" });
const water = await city.person("水", { unit: city.water, duty: "liaison" });
const handler = await city.person("办", { unit: city.health, duty: "handler" });

type Outcome = { incidentId: string; seq: number; demandId: string; taskId: string; assignmentIds: string[] };
const run = (actor: Actor, intent: IncidentIntent, input: Record<string, unknown>, at = now) =>
  execute(incidentCommands[intent] as Command, actor, input, { commandId: newId(), now: at }) as Promise<Outcome>;
const refused = async (promise: Promise<unknown>): Promise<Refusal> => {
  const error = await promise.then(
    () => undefined,
    (e: Refusal) => e,
  );
  if (!error) throw new Error("it was not refused");
  return error;
};
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
async function incident(actor = zhou) {
  const { incidentId } = await run(actor, "report", {
    title: "厂门口聚集",
    level: 2,
    countyId: city.east.id,
    place: "东县厂门口",
    cause: "欠薪",
    occurredAt: now,
  });
  return incidentId;
}
async function dispatched(...units: { id: string }[]) {
  const incidentId = await incident();
  await run(zhou, "verify", { incidentId, note: "属实" });
  const outcome = await run(zhou, "dispatch", {
    incidentId,
    units: units.map((u, i) => ({ unitId: u.id, role: i === 0 ? "lead" : "support" })),
  });
  return { incidentId, assignmentIds: outcome.assignmentIds };
}
const row = (id: string) => db.incident.findUniqueOrThrow({ where: { id } });
const eventsOf = (id: string) => db.event.findMany({ where: { streamId: id }, orderBy: { seq: "asc" } });

describe("reporting and moving", () => {
  test("numbers run per year and series; a drill has its own", async () => {
    const a = await row(await incident());
    const b = await row(await incident());
    expect(Number(b.number.slice(-4))).toBe(Number(a.number.slice(-4)) + 1);
    const { incidentId } = await run(zhou, "report", {
      title: "演练",
      level: 4,
      countyId: city.east.id,
      place: "广场",
      occurredAt: now,
      drill: true,
    });
    expect((await row(incidentId)).number).toMatch(/^演 \d{4}-0001$/);
  });
  test("an event time in the future, an unknown county, an empty title are refused at their fields", async () => {
    const input = { title: "a", level: 2, countyId: city.east.id, place: "b", occurredAt: minutes(10) };
    expect((await refused(run(zhou, "report", input))).fields).toHaveProperty("eventTime");
    expect(
      (await refused(run(zhou, "report", { ...input, occurredAt: now, countyId: newId() }))).fields,
    ).toHaveProperty("countyId");
    expect((await refused(run(zhou, "report", { ...input, occurredAt: now, title: " " }))).fields).toHaveProperty(
      "title",
    );
  });
  test("dispatch ahead of verification is lawful and marked; verification keeps the phase then", async () => {
    const incidentId = await incident();
    await run(zhou, "dispatch", { incidentId, units: [{ unitId: city.health.id, role: "lead" }] });
    expect(await row(incidentId)).toMatchObject({ phase: "dispatched", dispatchedUnverified: true, verifiedAt: null });
    await run(zhou, "verify", { incidentId, note: "核实属实" });
    expect(await row(incidentId)).toMatchObject({ phase: "dispatched", dispatchedUnverified: true, verifiedAt: now });
  });
  test("an illegal move says why; a back-step asks a reason; two movers at once: one is told what is now so", async () => {
    const { incidentId, assignmentIds } = await dispatched(city.health);
    expect((await refused(run(zhou, "move", { incidentId, from: "dispatched", to: "on_site" }))).sentence.zh).toBe(
      "尚无单位接受",
    );
    await run(health, "accept", { assignmentId: assignmentIds[0] });
    const outcomes = await Promise.allSettled([
      run(zhou, "move", { incidentId, from: "dispatched", to: "on_site" }),
      run(wu, "move", { incidentId, from: "dispatched", to: "verified", reason: "等一等" }),
    ]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = outcomes.find((o) => o.status === "rejected") as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: "stale", current: { phase: (await row(incidentId)).phase } });
    const { phase } = await row(incidentId);
    if (phase === "on_site")
      expect(
        (await refused(run(zhou, "move", { incidentId, from: "on_site", to: "dispatched" }))).fields,
      ).toHaveProperty("reason");
  });
  test("a supervisor reads and writes nothing; an outsider does not learn that it exists", async () => {
    const incidentId = await incident();
    expect((await refused(run(supervisor, "post", { incidentId, text: "看" }))).code).toBe("not_allowed");
    expect((await refused(run(water, "post", { incidentId, text: "看" }))).code).toBe("not_found");
    expect((await refused(run(water, "post", { incidentId: newId(), text: "看" }))).message).toBe(
      (await refused(run(water, "post", { incidentId, text: "看" }))).message,
    );
  });
});

describe("units", () => {
  test("the ladder: delivered and seen by a named liaison, accepted, arrived, reported; skipped rungs are filled", async () => {
    const { incidentId, assignmentIds } = await dispatched(city.health, city.water);
    await run(health, "deliver", { assignmentId: assignmentIds[0] });
    await run(health, "see", { assignmentId: assignmentIds[0] }, minutes(1));
    await run(health, "accept", { assignmentId: assignmentIds[0] }, minutes(2));
    await run(health, "deliver", { assignmentId: assignmentIds[0] }, minutes(3));
    await run(health, "arrive", { assignmentId: assignmentIds[0] }, minutes(4));
    await run(handler, "report-back", { assignmentId: assignmentIds[0], text: "医护点已设" }, minutes(5));
    await run(water, "accept", { assignmentId: assignmentIds[1] }, minutes(2));
    expect(await db.assignment.findUnique({ where: { id: assignmentIds[0] } })).toMatchObject({
      state: "reported",
      deliveredTo: "卫",
      seenAt: minutes(1),
      acceptedAt: minutes(2),
      arrivedAt: minutes(4),
      reportedAt: minutes(5),
    });
    expect(await db.assignment.findUnique({ where: { id: assignmentIds[1] } })).toMatchObject({
      state: "accepted",
      deliveredAt: minutes(2),
      seenBy: "水",
    });
    expect((await eventsOf(incidentId)).filter((e) => e.name === "incidents.assignment.delivered")).toHaveLength(1);
  });
  test("accepting twice at once is one acceptance", async () => {
    const { incidentId, assignmentIds } = await dispatched(city.health);
    const both = await Promise.allSettled([
      run(health, "accept", { assignmentId: assignmentIds[0] }),
      run(recorder, "accept-by-phone", { assignmentId: assignmentIds[0], name: "老李" }),
    ]);
    expect(both.map((o) => o.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await row(incidentId)).toMatchObject({ unitsAccepted: 1, unitsActive: 1 });
  });
  test("an acceptance by telephone has the name and time that were given", async () => {
    const { incidentId, assignmentIds } = await dispatched(city.health);
    await run(
      recorder,
      "accept-by-phone",
      { assignmentId: assignmentIds[0], name: "值班老李", eventTime: now.toISOString() },
      minutes(6),
    );
    const event = (await eventsOf(incidentId)).at(-1);
    expect(event).toMatchObject({
      name: "incidents.assignment.accepted",
      eventTime: now,
      recordedAt: minutes(6),
      data: { via: "phone", acceptedBy: "值班老李" },
      actorName: "记",
    });
  });
  test("an objection needs reasons; upheld it waits again with a fresh limit, returned it is over and the unit loses sight", async () => {
    const { incidentId, assignmentIds } = await dispatched(city.water, city.health);
    expect(
      (await refused(run(health, "object", { assignmentId: assignmentIds[1], reason: "" }))).fields,
    ).toHaveProperty("reason");
    await run(health, "object", { assignmentId: assignmentIds[1], reason: "不属本局" });
    await run(zhou, "settle", { assignmentId: assignmentIds[1], decision: "uphold", reason: "请先到场" }, minutes(30));
    expect(await db.assignment.findUnique({ where: { id: assignmentIds[1] } })).toMatchObject({
      state: "seen",
      acceptBy: minutes(50),
    });
    await run(health, "object", { assignmentId: assignmentIds[1], reason: "仍不属本局" });
    await run(zhou, "settle", { assignmentId: assignmentIds[1], decision: "return", reason: "同意" });
    await expect(roomView(health, incidentId, now)).rejects.toMatchObject({ code: "not_found" });
    await run(zhou, "dispatch", { incidentId, units: [{ unitId: city.health.id, role: "support" }] }, minutes(31));
    expect(
      (await roomView(health, incidentId, now)).room.units
        .filter((u) => u.unitId === city.health.id)
        .map((u) => u.state),
    ).toEqual(["returned", "sent"]);
  });
  test("a unit twice, a second lead, another unit's liaison are refused", async () => {
    const { incidentId, assignmentIds } = await dispatched(city.health);
    expect(
      (await refused(run(zhou, "dispatch", { incidentId, units: [{ unitId: city.health.id, role: "support" }] })))
        .sentence.zh,
    ).toContain("东县卫健局");
    expect(
      (await refused(run(zhou, "dispatch", { incidentId, units: [{ unitId: city.water.id, role: "lead" }] }))).code,
    ).toBe("invalid");
    await run(zhou, "dispatch", { incidentId, units: [{ unitId: city.water.id, role: "support" }] });
    expect((await refused(run(water, "accept", { assignmentId: assignmentIds[0] }))).code).toBe("not_allowed");
  });
});

describe("the timeline", () => {
  test("strike: one's own or as recorder any, once, with a reason; the entry stays and the head count falls back", async () => {
    const { incidentId } = await dispatched(city.health);
    const { seq } = await run(health, "post", { incidentId, text: "约八十人" });
    await run(health, "head-count", { incidentId, count: 40 });
    const counted = await run(handler, "head-count", { incidentId, count: 80 }, minutes(1));
    expect((await refused(run(handler, "strike", { incidentId, seq, reason: "不符" }))).code).toBe("not_allowed");
    expect((await refused(run(recorder, "strike", { incidentId, seq, reason: "" }))).fields).toHaveProperty("reason");
    await run(recorder, "strike", { incidentId, seq, reason: "与清点不符" });
    expect((await refused(run(recorder, "strike", { incidentId, seq, reason: "再来" }))).code).toBe("wrong_state");
    expect((await row(incidentId)).headCount).toBe(80);
    await run(recorder, "strike", { incidentId, seq: counted.seq, reason: "数错" });
    expect(await row(incidentId)).toMatchObject({ headCount: 40, headCounts: [40] });
    const struck = (await roomView(zhou, incidentId, now)).room.entries.find((e) => e.seq === seq);
    expect(struck).toMatchObject({ data: { text: "约八十人" }, struck: { by: "记", reason: "与清点不符" } });
    expect((await refused(run(recorder, "pin", { incidentId, seq }))).code).toBe("wrong_state");
  });
  test("who may not see the incident cannot be mentioned in it; others are told once each", async () => {
    const { incidentId } = await dispatched(city.health);
    const lost = await refused(run(zhou, "post", { incidentId, text: "@水 请看", mentions: [water.personId] }));
    expect(lost).toMatchObject({ code: "invalid", fields: { mentions: { zh: "水 看不到这件事" } } });
    await run(zhou, "post", { incidentId, text: "@卫 请看", mentions: [health.personId, health.personId] });
    expect(await db.mention.findMany({ where: { incidentId } })).toMatchObject([
      { personId: health.personId, readAt: null },
    ]);
    await run(health, "visit", { incidentId, lastSeq: 99 });
    expect((await db.mention.findFirst({ where: { incidentId } }))?.readAt).toEqual(now);
  });
  test("head counts stand in order of observation, whenever they were recorded", async () => {
    const incidentId = await incident();
    await run(zhou, "head-count", { incidentId, count: 30 }, minutes(10));
    await run(wu, "head-count", { incidentId, count: 20, eventTime: minutes(5) }, minutes(12));
    expect(await row(incidentId)).toMatchObject({ headCount: 30, headCountBefore: 20, headCounts: [20, 30] });
  });
});

describe("demands, representatives, tasks, links, closing", () => {
  test("two editors of a demand: the second is told what is there now and nothing is overwritten", async () => {
    const incidentId = await incident();
    const { demandId } = await run(zhou, "add-demand", { incidentId, text: "夜间停产", unitId: city.health.id });
    await run(wu, "edit-demand", { demandId, version: 1, text: "夜间二十二点后停产", unitId: city.health.id });
    const lost = await refused(
      run(zhou, "edit-demand", { demandId, version: 1, text: "立即停产", unitId: city.health.id }),
    );
    expect(lost).toMatchObject({ code: "stale", current: { version: 2, text: "夜间二十二点后停产" } });
  });
  test("two editors of the facts: only what was changed is sent, and the second of two is told", async () => {
    const incidentId = await incident();
    await run(wu, "edit-facts", { incidentId, factsVersion: 1, place: "厂北门" });
    expect(await refused(run(zhou, "edit-facts", { incidentId, factsVersion: 1, place: "厂南门" }))).toMatchObject({
      code: "stale",
      current: { place: "厂北门", factsVersion: 2 },
    });
  });
  test("five represent one matter; the sixth is told the article, another matter is open", async () => {
    const incidentId = await incident();
    for (const name of ["甲", "乙", "丙", "丁", "戊"])
      await run(zhou, "add-representative", { incidentId, matter: "欠薪", name, phone: "12900000000" });
    const sixth = await refused(run(zhou, "add-representative", { incidentId, matter: "欠薪", name: "己" }));
    expect(sixth.sentence.zh).toMatch(/第二十条.*照常接待/);
    await run(zhou, "add-representative", { incidentId, matter: "工伤", name: "己" });
    const { phoneSealed } = await db.representative.findFirstOrThrow({ where: { incidentId, name: "甲" } });
    expect(phoneSealed).not.toContain("12900000000");
  });
  test("closing needs an outcome and each demand answered or carried on; a carried-on one waits as a task and can be finished afterwards", async () => {
    const { incidentId, assignmentIds } = await dispatched(city.health);
    await run(health, "accept", { assignmentId: assignmentIds[0] });
    const a = await run(zhou, "add-demand", { incidentId, text: "发放拖欠工资", unitId: city.health.id });
    const b = await run(zhou, "add-demand", { incidentId, text: "补缴社保", unitId: city.health.id });
    expect((await refused(run(zhou, "close", { incidentId, outcome: "散去" }))).sentence.zh).toBe("2 项诉求未答复");
    await run(health, "answer-demand", { demandId: a.demandId, version: 1, answer: "本周五前发放" });
    const { taskId } = await run(zhou, "carry-on-demand", { demandId: b.demandId, reason: "需核对参保记录" });
    expect((await refused(run(zhou, "close", { incidentId, outcome: "" }))).fields).toHaveProperty("outcome");
    await run(zhou, "close", { incidentId, outcome: "工资周五前发放，社保另案办理" });
    expect((await refused(run(zhou, "post", { incidentId, text: "再记一条" }))).code).toBe("wrong_state");
    expect(await row(incidentId)).toMatchObject({
      ...{ phase: "closed", timerKind: "report", timerLabel: "final" },
    });
    await run(health, "finish-task", { taskId, note: "已登记" });
    await run(zhou, "move", { incidentId, from: "closed", to: "talking", reason: "群众返回" });
    expect(await row(incidentId)).toMatchObject({ phase: "talking", closedAt: null, outcome: null });
  });
  test("tasks: an owner of another unit is refused, hand-back asks a reason and can be given again", async () => {
    const { incidentId } = await dispatched(city.health);
    const given = { incidentId, kind: "medical", title: "设医护点", unitId: city.health.id, dueAt: minutes(30) };
    expect((await refused(run(zhou, "give-task", { ...given, ownerId: water.personId }))).fields).toHaveProperty(
      "ownerId",
    );
    expect((await refused(run(zhou, "give-task", { ...given, kind: "intercept" }))).fields).toHaveProperty("kind");
    const { taskId } = await run(zhou, "give-task", { ...given, ownerId: handler.personId });
    expect((await row(incidentId)).timerKind).toBe("accept");
    await run(handler, "start-task", { taskId });
    expect((await refused(run(handler, "hand-back-task", { taskId, reason: " " }))).fields).toHaveProperty("reason");
    await run(handler, "hand-back-task", { taskId, reason: "人手不足" });
    await run(zhou, "regive-task", { taskId, unitId: city.water.id, dueAt: minutes(60) });
    expect(await db.incidentTask.findUnique({ where: { id: taskId } })).toMatchObject({
      state: "given",
      unitId: city.water.id,
      ownerId: null,
    });
  });
  test("the card's next limit is the nearest of verification, acceptance, tasks and demands", async () => {
    const incidentId = await incident();
    expect(await row(incidentId)).toMatchObject({ timerKind: "verify", timerAt: minutes(40) });
    await run(zhou, "add-demand", { incidentId, text: "见面", unitId: city.health.id, dueAt: minutes(15) });
    expect(await row(incidentId)).toMatchObject({ timerKind: "demand", timerAt: minutes(15) });
    await run(zhou, "dispatch", { incidentId, units: [{ unitId: city.health.id, role: "lead" }], acceptMinutes: 5 });
    expect(await row(incidentId)).toMatchObject({ timerKind: "accept", timerLabel: "东县卫健局", timerAt: minutes(5) });
  });
});
