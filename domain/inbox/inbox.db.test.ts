import { beforeEach, describe, expect, it } from "vitest";
import { anIncident, dispatch, smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";
import { type IncidentIntent, incidentCommands } from "../incidents/commands/index.server.ts";
import { execute } from "../kernel/command.server.ts";
import { newId } from "../kernel/id.ts";
import type { Actor } from "../people/actor.ts";
import { keyOf } from "./inbox.ts";
import { inboxCount, inboxView, ROWS_A_KIND } from "./queries/inbox.server.ts";
import { inboxDone } from "./queries/inbox-done.server.ts";
import { inboxFates } from "./queries/inbox-fates.server.ts";

const { db, now } = await stack({ now: "2026-11-24T06:34:00Z" });
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);

type City = Awaited<ReturnType<typeof smallCity>>;
let city: City;
let coordinator: Actor;
let liaison: Actor;
let head: Actor;
let incidentId: string;

const run = (intent: IncidentIntent, by: Actor, input: Record<string, unknown>, at = now) =>
  // biome-ignore lint/suspicious/noExplicitAny: a table of commands of different inputs
  execute(incidentCommands[intent] as any, by, input, { commandId: newId(), now: at }) as Promise<
    Record<string, string>
  >;
const inbox = async (actor: Actor, at = now) => (await inboxView(actor, at)).items;
const kinds = async (actor: Actor, at = now) => (await inbox(actor, at)).map((item) => item.kind);
const partOf = (unit: { id: string }) => db.assignment.findFirstOrThrow({ where: { incidentId, unitId: unit.id } });

beforeEach(async () => {
  await db.$executeRawUnsafe(
    "truncate mention, incident_task, demand, assignment, incident, grants, person, unit, counter, command_receipt cascade",
  );
  city = await smallCity(now);
  coordinator = await city.person("周敏", { unit: city.city, duty: "coordinator" });
  liaison = await city.person("任远", { unit: city.health, duty: "liaison" });
  head = await city.person("邱悦", { unit: city.health, duty: "unit_head" });
  incidentId = await anIncident(coordinator, city.east, now);
});

describe("what waits", () => {
  it("an assignment waits for head and liaison of its unit alone, with the limit to accept", async () => {
    const elsewhere = await city.person("罗文", { unit: city.water, duty: "liaison" });
    const handler = await city.person("卢书言", { unit: city.health, duty: "handler" });
    await dispatch(coordinator, incidentId, city.health, now);
    for (const actor of [liaison, head]) {
      const [item] = await inbox(actor);
      expect(item).toMatchObject({
        kind: "assignment",
        unitName: "东县卫健局",
        by: "周敏",
        byUnit: "试验市",
        incidentId,
      });
      expect(item!.due).toEqual({ from: now.toISOString(), at: minutes(20).toISOString() });
    }
    expect(await inbox(elsewhere)).toEqual([]);
    expect(await inbox(handler)).toEqual([]);
  });

  it("who accepts takes it from the other's inbox; the other learns by whom, he himself does not", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    const [item] = await inbox(head);
    await run("accept", liaison, { assignmentId: item!.id });
    expect(await inbox(head)).toEqual([]);
    expect(await inboxFates(head, [keyOf(item!)], now)).toEqual([
      { key: keyOf(item!), by: "任远", did: "东县卫健局 接受" },
    ]);
    expect(await inboxFates(liaison, [keyOf(item!)], now)).toMatchObject([{ by: null }]);
  });

  it("an assignment that was withdrawn leaves, and nothing is told of it to those who may no longer read the incident", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    const [item] = await inbox(head);
    await run("withdraw", coordinator, { assignmentId: item!.id, reason: "误派" });
    expect(await inbox(head)).toEqual([]);
    expect(await inboxFates(head, [keyOf(item!), "task:x", "nothing"], now)).toEqual([]);
  });

  it("an objection waits for the coordinator; upheld it is back with the reason and a fresh limit", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    const part = await partOf(city.health);
    await run("object", liaison, { assignmentId: part.id, reason: "不属本单位" }, minutes(2));
    expect(await kinds(liaison)).toEqual([]);
    expect(await kinds(coordinator)).toEqual(["verify", "objection"]);
    expect((await inbox(coordinator))[1]).toMatchObject({ reason: "不属本单位", by: "任远", unitName: "东县卫健局" });
    await run("settle", coordinator, { assignmentId: part.id, decision: "uphold", reason: "现场在你辖区" }, minutes(5));
    const [back] = await inbox(liaison, minutes(6));
    expect(back).toMatchObject({ kind: "assignment", upheld: "现场在你辖区" });
    expect(back!.due).toEqual({ from: minutes(5).toISOString(), at: minutes(25).toISOString() });
  });

  it("tasks go to their owner, or to the unit while nobody has them; handed back they go to the coordinator", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    await run("accept", liaison, { assignmentId: (await partOf(city.health)).id });
    const give = { incidentId, kind: "medical", title: "设医护点", unitId: city.health.id };
    const { taskId } = await run("give-task", coordinator, {
      ...give,
      ownerId: head.personId,
      dueAt: minutes(90).toISOString(),
    });
    await run("give-task", coordinator, { ...give, title: "备担架", dueAt: minutes(30).toISOString() });
    expect((await inbox(head)).map((item) => "title" in item && item.title)).toEqual(["备担架", "设医护点"]);
    expect((await inbox(liaison)).map((item) => "title" in item && item.title)).toEqual(["备担架"]);
    await run("hand-back-task", head, { taskId, reason: "医护已在另一处" }, minutes(3));
    const back = (await inbox(coordinator, minutes(4))).find((item) => item.kind === "handedBack");
    expect(back).toMatchObject({ reason: "医护已在另一处", by: "邱悦", since: minutes(3).toISOString() });
    expect(await kinds(head)).toEqual(["task"]);
  });

  it("a demand waits for the unit that answers it; the answer by one is told to the other", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    await run("accept", liaison, { assignmentId: (await partOf(city.health)).id });
    const { demandId } = await run("add-demand", coordinator, {
      incidentId,
      text: "公布检测结果",
      unitId: city.health.id,
    });
    const [item] = await inbox(head);
    expect(item).toMatchObject({ kind: "demand", no: 1, due: null, since: now.toISOString() });
    await run("answer-demand", liaison, { demandId, version: 1, answer: "今晚八点公布" });
    expect(await inbox(head)).toEqual([]);
    expect(await inboxFates(head, [keyOf(item!)], now)).toMatchObject([{ by: "任远" }]);
  });

  it("a mention waits until it is read; one whose entry is struck, or of an incident one may no longer read, does not", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    await dispatch(coordinator, incidentId, city.water, now);
    await run("accept", liaison, { assignmentId: (await partOf(city.health)).id });
    const other = await city.person("罗文", { unit: city.water, duty: "handler" });
    const post = { incidentId, text: "@邱悦 请到场", mentions: [head.personId, other.personId] };
    const { seq } = await run("post", liaison, post);
    expect(await kinds(other)).toEqual(["mention"]);
    await run("withdraw", coordinator, { assignmentId: (await partOf(city.water)).id, reason: "误派" });
    expect(await kinds(other)).toEqual([]);
    expect(await inbox(head)).toMatchObject([{ kind: "mention", by: "任远", text: "@邱悦 请到场" }]);
    await run("strike", liaison, { incidentId, seq, reason: "发错了" });
    expect(await inbox(head)).toEqual([]);
    await run("post", liaison, { ...post, text: "@邱悦 请到东门", mentions: [head.personId] });
    const [second] = await inbox(head);
    await run("read-mention", head, { mentionId: second!.id });
    expect(await inbox(head)).toEqual([]);
  });

  it("work of a closed incident drops out, but for follow-up tasks", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    await run("accept", liaison, { assignmentId: (await partOf(city.health)).id });
    const give = {
      incidentId,
      title: "回访",
      unitId: city.health.id,
      ownerId: head.personId,
      dueAt: minutes(90).toISOString(),
    };
    await run("give-task", coordinator, { ...give, kind: "record" });
    await run("give-task", coordinator, { ...give, kind: "follow_up" });
    await run("post", liaison, { incidentId, text: "@邱悦", mentions: [head.personId] });
    await dispatch(coordinator, incidentId, city.east, now);
    expect(await kinds(head)).toEqual(["task", "task", "mention"]);
    await run("close", coordinator, { incidentId, outcome: "已答复" });
    expect(await inbox(head)).toMatchObject([{ kind: "task", taskKind: "follow_up" }]);
    expect(await kinds(coordinator)).toEqual([]);
  });
});

describe("the answer as a whole", () => {
  it("stands in the order of groups, then of time left; what has no limit comes after, by how long it waits", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    const second = await anIncident(coordinator, city.east, minutes(-30), "二");
    await dispatch(coordinator, second, city.health, minutes(-5));
    await run("post", coordinator, { incidentId, text: "@任远", mentions: [liaison.personId] });
    const items = await inbox(liaison);
    expect(items.map((item) => [item.kind, "incidentId" in item && item.incidentId === second])).toEqual([
      ["assignment", true],
      ["assignment", false],
      ["mention", false],
    ]);
  });

  it("shows the most pressing of a kind and counts all", async () => {
    for (let i = 0; i < ROWS_A_KIND + 5; i++) await anIncident(coordinator, city.east, minutes(-i), `第 ${i} 件`);
    const view = await inboxView(coordinator, now);
    expect(view.items.filter((item) => item.kind === "verify")).toHaveLength(ROWS_A_KIND);
    expect(view.count.kinds).toMatchObject({ verify: ROWS_A_KIND + 6 });
    expect(view.count.total).toBe(view.count.kinds.verify + view.count.kinds.reportDue);
    expect(view.items[0]!.due!.at).toBe(minutes(-(ROWS_A_KIND + 4) + 40).toISOString());
  });

  it("counts what has come since a moment, by group", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    expect((await inboxCount(liaison, now, minutes(-1))).fresh).toEqual({ accept: 1, work: 0, mention: 0, explain: 0 });
    expect((await inboxCount(liaison, now, now)).fresh.accept).toBe(0);
  });

  it("brings the incident of each row with its newest entries, strikes left out", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    const { seq } = await run("post", coordinator, { incidentId, text: "第一批瓶装水已到" });
    await run("post", coordinator, { incidentId, text: "传言" });
    await run("strike", coordinator, { incidentId, seq: Number(seq) + 1, reason: "未核实" });
    const { incidents } = await inboxView(liaison, now);
    const { last, ladder } = incidents[incidentId]!;
    expect(last[0]).toMatchObject({
      text: "第一批瓶装水已到",
      human: true,
      by: "周敏",
      unit: "试验市",
      seq: Number(seq),
    });
    expect(last.map((entry) => entry.text)).not.toContain("传言");
    expect(ladder).toHaveLength(1);
  });

  it("ends with the grant, at the minute", async () => {
    const until = minutes(10);
    const leaving = await city.person("田禾", { unit: city.health, duty: "liaison", until });
    await dispatch(coordinator, incidentId, city.health, now);
    expect(await kinds(leaving, minutes(9))).toEqual(["assignment"]);
    expect(await kinds(leaving, until)).toEqual([]);
    expect((await inboxCount(leaving, until)).total).toBe(0);
  });
});

describe("what I did", () => {
  it("is listed newest first, page by page, and only as far as I may still read it", async () => {
    await dispatch(coordinator, incidentId, city.health, now);
    const part = await partOf(city.health);
    await run("deliver", liaison, { assignmentId: part.id });
    await run("accept", liaison, { assignmentId: part.id });
    for (let i = 1; i <= 55; i++) await run("post", liaison, { incidentId, text: `第 ${i} 条` });
    const first = await inboxDone(liaison, now, {});
    expect(first.rows).toHaveLength(50);
    expect(first.rows[0]).toMatchObject({ text: "任远：第 55 条", to: `/incidents/${incidentId}` });
    expect(first.previous).toBeNull();
    const second = await inboxDone(liaison, now, { after: first.next });
    expect(second.rows.map((row) => row.text)).toEqual(
      [5, 4, 3, 2, 1].map((i) => `任远：第 ${i} 条`).concat("东县卫健局 接受"),
    );
    expect(second.next).toBeNull();
    expect((await inboxDone(liaison, now, { before: second.previous })).rows).toEqual(first.rows);
    await run("withdraw", coordinator, { assignmentId: part.id, reason: "误派" });
    expect((await inboxDone(liaison, now, {})).rows).toEqual([]);
  });
});
