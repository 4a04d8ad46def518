import { beforeAll, describe, expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { commandsByIntent, type Intent } from "../../commands.server.ts";
import { streamAfter } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { keyOf } from "../../inbox/inbox.ts";
import { inboxView } from "../../inbox/queries/inbox.server.ts";
import { inboxFates } from "../../inbox/queries/inbox-fates.server.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../../people/actor.ts";
import { roomView } from "../queries/room.server.ts";
import { applyEvent, openRoom } from "../room-reducer.ts";
import { printReview } from "./queries/export-review.server.ts";
import { reviewView } from "./queries/review-view.server.ts";

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

  test("waits in the inbox of each unit that took part until one of it has read it; a colleague is told who", async () => {
    const { incidentId, seq } = await closedIncident();
    const lu = await city.person("卢书言", { unit: health, duty: "handler" });
    const mine = async (who: Actor) =>
      (await inboxView(who, at(95))).items.filter((item) => item.kind === "review" && item.incidentId === incidentId);
    const [item] = await mine(wei);
    expect(item).toMatchObject({ unitName: "东县卫健局", finished: false, due: null, since: at(90).toISOString() });
    expect(await mine(lu)).toHaveLength(1);
    expect(await mine(zhou)).toEqual([]);
    await run(zhou, "review-add-lesson", { incidentId, text: "早到场", sources: [seq] });
    await run(zhou, "review-finish", { incidentId });
    expect(await mine(wei)).toMatchObject([{ finished: true }]);
    await run(lu, "review-see", { incidentId, unitId: health.id });
    expect([await mine(wei), await mine(lu)]).toEqual([[], []]);
    expect(await inboxFates(wei, [keyOf(item!)], at(96))).toMatchObject([{ by: "卢书言" }]);
    expect((await reviewView(zhou, incidentId, at(96))).review?.readings).toMatchObject([{ by: "卢书言" }]);
  });

  test("what was promised and not written down is added while it is a draft, and not once it is frozen", async () => {
    const { incidentId, seq } = await closedIncident();
    const promise = { incidentId, text: "补发路费", toWhom: "五名代表", unitId: health.id, fromSeq: seq };
    await run(zhou, "make-promise", promise);
    const view = await reviewView(zhou, incidentId, at(96));
    expect([view.can.promise, view.promises.map((one) => one.text), view.tally.kept]).toEqual([true, ["补发路费"], 0]);
    await run(zhou, "review-add-lesson", { incidentId, text: "当场写下", sources: [seq] });
    await run(zhou, "review-finish", { incidentId });
    expect(await refused(run(zhou, "make-promise", promise))).toBe("wrong_state");
  });

  test("who prints it stands in the access log, and nobody else gets that far", async () => {
    const { incidentId } = await closedIncident();
    await printReview(wei, incidentId, at(96));
    const logged = () => db.accessEntry.findMany({ where: { action: "print", subjectId: incidentId } });
    expect(await logged()).toMatchObject([{ personName: "卫一", reason: "复盘（草稿）" }]);
    const west = await city.person("西", { unit: city.west, duty: "coordinator" });
    expect(await refused(printReview(west, incidentId, at(96)))).toBe("not_found");
    const { incidentId: early } = await closedIncident({ reviewed: false });
    expect(await refused(printReview(zhou, early, at(96)))).toBe("wrong_state");
    expect(await logged()).toHaveLength(1);
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

  test("real submissions that are linked to it count as linked nowhere", async () => {
    const links = async (id: string) => (await db.submission.findUniqueOrThrow({ where: { id } })).incidentLinks;
    const letter = {
      unitId: health.id,
      channel: "letter",
      receivedAt: now,
      petitioner: "甲",
      title: "欠薪",
      body: "三个月",
    };
    const { submissionId } = await run(zhou, "receive", letter);
    const submissionIds = [submissionId];
    const report = { title: "演练二", level: 3, countyId: east.id, place: "所", occurredAt: now, submissionIds };
    const { incidentId: other } = await run(zhou, "report", { ...report, drill: true });
    await run(zhou, "link-submissions", { incidentId: drill, submissionIds, reason: "演练用的来信" });
    expect(await links(submissionId)).toBe(0);
    const { incidentId: real } = await run(zhou, "report", report);
    expect(await links(submissionId)).toBe(1);
    const version = async (id: string) => (await db.incident.findUniqueOrThrow({ where: { id } })).factsVersion;
    const merging = { incidentId: drill, otherId: other, choices: {}, reason: "同一场" };
    await run(zhou, "merge", {
      ...{ ...merging, survivorVersion: await version(drill), absorbedVersion: await version(other) },
    });
    expect(await links(submissionId)).toBe(1);
    for (const incidentId of [drill, real]) {
      const link = await db.incidentLink.findFirstOrThrow({ where: { incidentId, unlinkedAt: null } });
      await run(zhou, "unlink-submission", { linkId: link.id, reason: "误" });
    }
    expect(await links(submissionId)).toBe(0);
  });

  test("never becomes real, nor the reverse, by whatever writes to the database", async () => {
    await expect(db.incident.update({ where: { id: drill }, data: { drill: false } })).rejects.toThrow();
    const real = await db.incident.findFirstOrThrow({ where: { drill: false } });
    await expect(db.incident.update({ where: { id: real.id }, data: { drill: true } })).rejects.toThrow();
    await db.incident.update({ where: { id: drill }, data: { title: "停电演练（二）", drill: true } });
  });
});
