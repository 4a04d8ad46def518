import { beforeAll, describe, expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { commandsByIntent, type Intent } from "../../commands.server.ts";
import { streamAfter } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../../people/actor.ts";
import { roomView } from "../queries/room.server.ts";
import { applyEvent, openRoom } from "../room-reducer.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const city = await smallCity(now);
const { east, health } = city;
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const wei = await city.person("卫一", { unit: health, duty: "liaison" });

const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
// biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
const run = (actor: Actor, intent: Intent, input: object, minutes = 0): Promise<any> =>
  execute(commandsByIntent[intent] as Command, actor, input, { commandId: newId(), now: at(minutes) });
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code ?? String(error),
  );

/** An incident that is closed and, with `reviewed`, moved to 复盘. */
async function closedIncident({ reviewed = true } = {}) {
  const { incidentId } = await run(zhou, "report", {
    ...{ title: "聚集", level: 2, countyId: east.id, place: "村口", cause: "欠薪", occurredAt: now },
  });
  await run(zhou, "verify", { incidentId, note: "属实" }, 5);
  const { assignmentIds } = await run(
    zhou,
    "dispatch",
    { incidentId, units: [{ unitId: health.id, role: "lead" }] },
    10,
  );
  await run(wei, "accept", { assignmentId: assignmentIds[0] }, 16);
  const { seq } = await run(wei, "post", { incidentId, text: "先答了工资哪天发" }, 20);
  await run(zhou, "close", { incidentId, outcome: "了结" }, 60);
  if (reviewed) await run(zhou, "move", { incidentId, from: "closed", to: "reviewed" }, 90);
  return { incidentId, seq: seq as number };
}

describe("the review", () => {
  test("opens by the move to the last phase, with the course chosen from the timeline", async () => {
    const { incidentId, seq } = await closedIncident();
    const { room } = await roomView(zhou, incidentId, now);
    const names = (await streamAfter(incidentId, 0, 100)).filter((e) => room.review?.picked.includes(e.seq));
    expect(names.map((e) => e.name)).toEqual([
      "incidents.reported",
      "incidents.verified",
      "incidents.units.dispatched",
      "incidents.closed",
      "incidents.moved",
    ]);
    expect(room.review?.picked).not.toContain(seq);
  });

  test("is refused before the incident was moved there", async () => {
    const { incidentId } = await closedIncident({ reviewed: false });
    const lesson = { incidentId, text: "早点算给他们看", sources: [1] };
    expect(await refused(run(zhou, "review-add-lesson", lesson))).toBe("wrong_state");
    expect(await refused(run(zhou, "review-finish", { incidentId }))).toBe("wrong_state");
    expect(await refused(run(wei, "review-see", { incidentId, unitId: health.id }))).toBe("wrong_state");
  });

  test("entries are picked and left out, each change once", async () => {
    const { incidentId, seq } = await closedIncident();
    const first = await run(zhou, "review-pick", { incidentId, add: [seq], remove: [1] });
    expect(first.picked).toContain(seq);
    expect(first.picked).not.toContain(1);
    const events = await db.event.count();
    await run(zhou, "review-pick", { incidentId, add: [seq], remove: [1] });
    expect(await db.event.count()).toBe(events);
    expect(await refused(run(zhou, "review-pick", { incidentId, add: [9999] }))).toBe("invalid");
  });

  test("a lesson names an entry that is there and not struck", async () => {
    const { incidentId, seq } = await closedIncident();
    const text = "补助类事件先公布算法";
    expect(await refused(run(zhou, "review-add-lesson", { incidentId, text, sources: [] }))).toBe("invalid");
    expect(await refused(run(zhou, "review-add-lesson", { incidentId, text, sources: [seq, 9999] }))).toBe("invalid");
    const struck = await run(zhou, "report", {
      ...{ title: "另一件", level: 3, countyId: east.id, place: "厂门", occurredAt: now },
    });
    expect(struck.incidentId).not.toBe(incidentId);
    await run(zhou, "review-add-lesson", { incidentId, text, sources: [seq, seq] });
    const { room } = await roomView(zhou, incidentId, now);
    expect(room.review?.lessons).toMatchObject([{ no: 1, text, sources: [seq], by: "周敏", version: 1 }]);
  });

  test("two editors of one lesson: the second gets what is there now", async () => {
    const { incidentId, seq } = await closedIncident();
    const { lessonId } = await run(zhou, "review-add-lesson", { incidentId, text: "一稿", sources: [seq] });
    await run(zhou, "review-edit-lesson", { lessonId, version: 1, text: "二稿", sources: [seq] });
    const second = run(zhou, "review-edit-lesson", { lessonId, version: 1, text: "另一稿", sources: [1] });
    await expect(second).rejects.toMatchObject({
      code: "stale",
      current: { version: 2, text: "二稿", sources: [seq] },
    });
    await run(zhou, "review-withdraw-lesson", { lessonId, reason: "重复" });
    expect(await refused(run(zhou, "review-withdraw-lesson", { lessonId, reason: "重复" }))).toBe("wrong_state");
    const next = await run(zhou, "review-add-lesson", { incidentId, text: "再写一条", sources: [seq] });
    expect(next.no).toBe(2);
  });

  test("a follow-up task has an owner of its unit, stands in his inbox and is finished after freezing", async () => {
    const { incidentId, seq } = await closedIncident();
    const task = { incidentId, title: "回访代表", unitId: health.id, ownerId: wei.personId, dueAt: at(9000) };
    expect(await refused(run(zhou, "review-give-task", { ...task, ownerId: zhou.personId }))).toBe("invalid");
    expect(await refused(run(zhou, "review-give-task", { ...task, dueAt: at(-1) }))).toBe("invalid");
    expect(await refused(run(zhou, "give-task", { ...task, kind: "follow_up" }))).toBe("wrong_state");
    const { taskId } = await run(zhou, "review-give-task", task);
    await run(zhou, "review-add-lesson", { incidentId, text: "早回访", sources: [seq] });
    await run(zhou, "review-finish", { incidentId });
    expect(await refused(run(zhou, "review-give-task", task))).toBe("wrong_state");
    await run(wei, "finish-task", { taskId, note: "都访到了" });
    expect((await db.incidentTask.findUniqueOrThrow({ where: { id: taskId } })).state).toBe("done");
  });

  test("units read it and dissent under their name, also after freezing; others may not", async () => {
    const { incidentId, seq } = await closedIncident();
    const unitId = health.id;
    expect(await refused(run(zhou, "review-dissent", { incidentId, unitId, text: "代写" }))).toBe("not_allowed");
    expect(await refused(run(wei, "review-see", { incidentId, unitId: east.id }))).toBe("not_found");
    await run(zhou, "review-add-lesson", { incidentId, text: "早到场", sources: [seq] });
    const { unread } = await run(zhou, "review-finish", { incidentId });
    expect(unread).toEqual(["东县卫健局"]);
    await run(wei, "review-dissent", { incidentId, unitId, text: "我们当时已在路上" });
    await run(wei, "review-see", { incidentId, unitId });
    const { review } = (await roomView(wei, incidentId, now)).room;
    expect(review?.readings).toMatchObject([{ unitName: "东县卫健局", by: "卫一" }]);
    expect(review?.dissents).toMatchObject([{ unitName: "东县卫健局", text: "我们当时已在路上" }]);
    expect(review?.unread).toEqual(["东县卫健局"]);
  });

  test("nothing of it changes once it is frozen, and it is not frozen empty", async () => {
    const { incidentId, seq } = await closedIncident();
    expect(await refused(run(zhou, "review-finish", { incidentId }))).toBe("wrong_state");
    const { lessonId } = await run(zhou, "review-add-lesson", { incidentId, text: "早到场", sources: [seq] });
    await run(zhou, "review-finish", { incidentId });
    const edits: [Intent, object][] = [
      ["review-pick", { incidentId, add: [seq] }],
      ["review-add-lesson", { incidentId, text: "再来", sources: [seq] }],
      ["review-edit-lesson", { lessonId, version: 1, text: "改", sources: [seq] }],
      ["review-withdraw-lesson", { lessonId, reason: "误" }],
      ["review-finish", { incidentId }],
    ];
    for (const [intent, input] of edits) expect(await refused(run(zhou, intent, input)), intent).toBe("wrong_state");
  });

  test("replaying the events gives the same review as the rows", async () => {
    for (const { id } of await db.incident.findMany({ select: { id: true } })) {
      const [first, ...rest] = await streamAfter(id, 0, 1000);
      const room = rest.reduce(applyEvent, openRoom(first as RecordedEvent<"incidents.reported">));
      const loaded = (await roomView(zhou, id, now)).room;
      expect([room.review, room.kind]).toEqual([loaded.review, loaded.kind]);
    }
  });
});

describe("a drill", () => {
  let drill: string;
  beforeAll(async () => {
    const report = { title: "停电演练", level: 3, countyId: east.id, place: "所", occurredAt: now, drill: true };
    drill = (await run(zhou, "report", report)).incidentId;
  });

  test("is started by who leads there, not by who may only report", async () => {
    const report = { title: "演", level: 3, countyId: east.id, place: "所", occurredAt: now };
    expect(await refused(run(wei, "report", { ...report, drill: true }))).toBe("not_allowed");
    expect(await refused(run(wei, "report", report))).toBe("done");
  });

  test("never becomes real, nor the reverse, by whatever writes to the database", async () => {
    await expect(db.incident.update({ where: { id: drill }, data: { drill: false } })).rejects.toThrow();
    const real = await db.incident.findFirstOrThrow({ where: { drill: false } });
    await expect(db.incident.update({ where: { id: real.id }, data: { drill: true } })).rejects.toThrow();
    await db.incident.update({ where: { id: drill }, data: { title: "停电演练（二）", drill: true } });
  });
});
