import { describe, expect, test } from "vitest";
import { anIncident, dispatch, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { streamAfter } from "../../events/read.server.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { reportRules } from "../../permissions/reports.ts";
import { incidentCommands } from "../commands/index.server.ts";
import { openReportTimers } from "../queries/report-timers.server.ts";
import { incidentThing, roomView } from "../queries/room.server.ts";
import { applyEvent, openRoom } from "../room-reducer.ts";
import { tellOverdueReports } from "./commands/tell-overdue.server.ts";
import { reportDocx } from "./docx.server.ts";
import { reportPage } from "./queries/report-page.server.ts";
import { beginDocument, linesOf, paragraphsIn } from "./report-text.ts";

const start = new Date("2026-11-24T03:20:00Z");
const { db } = await stack({ now: start });
const city = await smallCity(start);
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const he = await city.person("何一鸣", { unit: city.city, duty: "recorder" });
const xu = await city.person("许闻", { unit: city.city, duty: "convener" });
const fei = await city.person("费启航", { unit: city.city, duty: "supervisor" });
const liaison = await city.person("林佳", { unit: city.health, duty: "liaison" });
const away = await city.person("西", { unit: city.west, duty: "coordinator" });

const minute = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
// biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
const run = (who: Actor, intent: keyof typeof incidentCommands, input: object, now = minute(10)): Promise<any> =>
  execute(incidentCommands[intent] as Command, who, input, { commandId: newId(), now });
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("was not refused");
    },
    (error): Refusal => {
      expect(error).toBeInstanceOf(Refusal);
      return error;
    },
  );
const write = (reportId: string, version: number, lines: string[]) =>
  db.reportDocument.update({
    where: { reportId_version: { reportId, version } },
    data: { state: Buffer.from(beginDocument(lines)) },
  });
const sent = async (incidentId: string, now = minute(20)) => {
  const { reportId } = await run(zhou, "draft-report", { incidentId }, now);
  await run(he, "check-report", { reportId }, now);
  await run(zhou, "freeze-report", { reportId }, now);
  const { number } = await run(xu, "sign-report", { reportId, version: 1 }, now);
  return { reportId: reportId as string, number: number as string };
};
const timers = async (incidentId: string) =>
  (await openReportTimers(zhou, start)).filter((one) => one.incidentId === incidentId);

describe("the way of a report", () => {
  test("drafted, checked, frozen, sent back, frozen again, signed and sent: the timers follow, and the room replays", async () => {
    const incidentId = await anIncident(zhou, city.east, start);
    await dispatch(zhou, incidentId, city.health, minute(1));
    expect((await timers(incidentId)).map((one) => [one.kind, one.addressee, one.dueAt])).toEqual([
      ["first", "government", minute(60).toISOString()],
      ["first", "bureau", minute(90).toISOString()],
      ["first", "conference", minute(90).toISOString()],
    ]);
    // A county's bureau is told by dispatch; a department of the city is owed a report (Art. 25).
    await dispatch(zhou, incidentId, await city.unit("市教育局", "department", city.city), minute(2));
    expect((await timers(incidentId)).at(-1)).toMatchObject({
      kind: "first",
      addressee: "department",
      dueAt: minute(92).toISOString(),
    });
    const { reportId } = await run(zhou, "draft-report", { incidentId });
    expect(await run(he, "draft-report", { incidentId })).toEqual({ reportId, begun: false });
    expect((await timers(incidentId))[0]).toMatchObject({ label: "首报：党委和政府", drafters: ["周敏"] });
    const begun = await db.reportDocument.findFirstOrThrow({ where: { reportId } });
    expect(linesOf(paragraphsIn(begun.state))[0]).toMatch(/^11月24日11时20分，东县村口发生搅拌站扬尘噪声/);

    expect((await refused(run(zhou, "freeze-report", { reportId }))).code).toBe("wrong_state");
    expect((await refused(run(he, "check-report", { reportId, seen: "别的" }))).code).toBe("stale");
    await run(he, "check-report", { reportId });
    await write(reportId, 1, ["核稿之后改的"]);
    expect((await refused(run(zhou, "freeze-report", { reportId }))).sentence.zh).toContain("再核一遍");
    await run(he, "check-report", { reportId, seen: "核稿之后改的" });
    await run(zhou, "freeze-report", { reportId, seen: "核稿之后改的" });
    expect((await refused(run(zhou, "sign-report", { reportId, version: 1 }))).code).toBe("not_allowed");
    expect((await refused(run(he, "add-addressee", { reportId, class: "bureau", name: "省局" }))).code).toBe(
      "wrong_state",
    );
    await run(xu, "return-report", { reportId, version: 1, reason: "人数写明是哪一刻" });
    expect((await refused(run(xu, "sign-report", { reportId, version: 2 }))).code).toBe("wrong_state");
    await write(reportId, 2, ["至14时20分，现场46人。"]);
    await run(he, "check-report", { reportId });
    await run(zhou, "freeze-report", { reportId });
    expect((await refused(run(xu, "sign-report", { reportId, version: 1 }))).code).toBe("stale");
    const { number } = await run(xu, "sign-report", { reportId, version: 2 }, minute(32));
    expect(number).toMatch(/^试联办报〔2026〕\d+号$/);
    expect((await timers(incidentId)).map((one) => [one.kind, one.dueAt])).toEqual(
      [
        ["follow_up", minute(32 + 180).toISOString()],
        ["follow_up", minute(32 + 210).toISOString()],
        ["follow_up", minute(32 + 210).toISOString()],
        ["follow_up", minute(32 + 210).toISOString()],
      ].sort((a, b) => String(a[1]).localeCompare(String(b[1]))),
    );
    const frozen = await db.reportFrozen.findMany({ where: { reportId }, orderBy: { version: "asc" } });
    expect(frozen.map((one) => one.paragraphs)).toEqual([["核稿之后改的"], ["至14时20分，现场46人。"]]);

    const addressee = await db.reportAddressee.findFirstOrThrow({ where: { reportId, copy: false } });
    await run(he, "receive-report", { addresseeId: addressee.id, receivedBy: "值班室 钱" }, minute(40));
    expect((await refused(run(he, "receive-report", { addresseeId: addressee.id, receivedBy: "再" }))).code).toBe(
      "wrong_state",
    );
    const view = await roomView(zhou, incidentId, minute(41));
    const [first, ...rest] = await streamAfter(incidentId, 0, 1000);
    const replayed = rest.reduce(applyEvent, openRoom(first as Parameters<typeof openRoom>[0]));
    expect(replayed.reports).toEqual(view.room.reports);
    expect(replayed.reportTimers).toEqual(view.room.reportTimers);
    expect(view.room.reports[0]).toMatchObject({ state: "sent", signedBy: "许闻", number });
    expect(view.room.reports[0]!.addressees[0]).toMatchObject({ name: "市委、市政府", receivedBy: "值班室 钱" });
  });

  test("what was frozen is never changed, not by a statement either", async () => {
    const incidentId = await anIncident(zhou, city.east, start);
    const { reportId } = await sent(incidentId);
    await expect(db.$executeRawUnsafe(`update report_frozen set title = '改'`)).rejects.toThrow("never changed");
    await expect(db.$executeRawUnsafe(`delete from report_frozen`)).rejects.toThrow("never changed");
    for (const intent of ["check-report", "freeze-report"] as const)
      expect((await refused(run(zhou, intent, { reportId }))).code).toBe("wrong_state");
    expect((await refused(run(zhou, "drop-report", { reportId, reason: "误" }))).code).toBe("wrong_state");
  });

  test("numbers run without gaps; a correction is a report of its own and moves no timer", async () => {
    const incidentId = await anIncident(zhou, city.east, start);
    const one = await sent(incidentId);
    const before = await timers(incidentId);
    const { reportId } = await run(zhou, "draft-report", { incidentId, correctsId: one.reportId });
    await run(zhou, "check-report", { reportId });
    await run(zhou, "freeze-report", { reportId });
    const { number } = await run(xu, "sign-report", { reportId, version: 1 });
    const figure = (text: string) => Number(/〕(\d+)号/.exec(text)![1]);
    expect(figure(number)).toBe(figure(one.number) + 1);
    expect(await db.incidentReport.findUnique({ where: { id: reportId } })).toMatchObject({
      kind: "correction",
      correctsId: one.reportId,
    });
    expect(await timers(incidentId)).toEqual(before.map((timer) => ({ ...timer, drafters: [] })));
    const draft = await run(zhou, "draft-report", { incidentId });
    expect((await refused(run(zhou, "draft-report", { incidentId, correctsId: draft.reportId }))).code).toBe(
      "wrong_state",
    );
  });

  test("lower bodies get no copy: they are refused by name", async () => {
    const incidentId = await anIncident(zhou, city.east, start);
    const { reportId } = await run(zhou, "draft-report", { incidentId });
    for (const name of ["东县", "东县卫健局", "省信访局、东县"]) {
      const refusal = await refused(run(zhou, "add-addressee", { reportId, class: "department", name }));
      expect(refusal.sentence.zh).toContain("上行文不抄送下级机关：东县");
      expect(refusal.fields).toHaveProperty("name");
    }
    await run(zhou, "add-addressee", { reportId, class: "department", name: "省教育厅" });
    expect((await refused(run(zhou, "add-addressee", { reportId, class: "department", name: "省教育厅" }))).code).toBe(
      "invalid",
    );
  });
});

describe("comments beside the text", () => {
  const page = (who: Actor, incidentId: string, reportId: string) => reportPage(who, incidentId, reportId, minute(12));

  test("writers and the signer remark, answer, settle and reopen; the paper knows nothing of it, and freezing holds it", async () => {
    const incidentId = await anIncident(zhou, city.east, start);
    const { reportId } = await run(zhou, "draft-report", { incidentId });
    const entries = (await streamAfter(incidentId, 0, 100)).length;
    const marked = { quote: "现将有关情况报告如下", startsAt: "{}", endsAt: "{}" };
    const { commentId } = await run(xu, "comment-report", { reportId, version: 1, text: "写明是谁说的", ...marked });
    await run(he, "reply-comment", { commentId, text: "已写明" });
    const remark = { reportId, version: 1, text: "再短些", quote: "不作数" };
    const whole = await run(he, "comment-report", remark, minute(11));
    await run(zhou, "settle-comment", { commentId });
    expect((await refused(run(zhou, "settle-comment", { commentId }))).code).toBe("wrong_state");
    expect((await refused(run(zhou, "reply-comment", { commentId, text: "晚了" }))).code).toBe("wrong_state");
    expect((await page(fei, incidentId, reportId)).comments).toMatchObject([
      {
        ...{ text: "写明是谁说的", by: "许闻", state: "settled", quote: "现将有关情况报告如下" },
        settled: { by: "周敏" },
      },
      { id: whole.commentId, by: "何一鸣", state: "open", anchor: null, quote: "", settled: null },
    ]);
    expect((await page(zhou, incidentId, reportId)).comments[0]!.replies).toMatchObject([
      { by: "何一鸣", text: "已写明" },
    ]);
    await run(xu, "reopen-comment", { commentId });

    // Who only reads does not remark; a unit learns of no comment; an empty one and one on another version are refused.
    expect((await refused(run(fei, "comment-report", { reportId, version: 1, text: "看过" }))).code).toBe(
      "not_allowed",
    );
    for (const [intent, input] of [
      ["comment-report", { reportId, version: 1, text: "看过" }],
      ["settle-comment", { commentId }],
    ] as const)
      expect((await refused(run(liaison, intent, input))).code).toBe("not_found");
    expect((await refused(run(he, "comment-report", { reportId, version: 1, text: " " }))).fields).toHaveProperty(
      "text",
    );
    expect((await refused(run(he, "comment-report", { reportId, version: 2, text: "早了" }))).code).toBe("stale");
    expect((await streamAfter(incidentId, 0, 100)).length).toBe(entries);

    await run(he, "check-report", { reportId });
    await run(zhou, "freeze-report", { reportId });
    const frozen = await page(xu, incidentId, reportId);
    expect(frozen.comments.map((one) => one.state)).toEqual(["open", "open"]);
    expect(JSON.stringify(frozen.paper)).not.toMatch(/写明是谁说的|再短些/);
    expect((await reportDocx(frozen.paper)).length).toBeGreaterThan(1000);
    const late: [string, object][] = [
      ["comment-report", { reportId, version: 1, text: "晚了" }],
      ["reply-comment", { commentId, text: "晚了" }],
      ["settle-comment", { commentId }],
    ];
    for (const [intent, input] of late)
      expect((await refused(run(zhou, intent as "comment-report", input))).code, intent).toBe("wrong_state");
    // Sent back, what was remarked stands beside the new version.
    await run(xu, "return-report", { reportId, version: 1, reason: "见批注" });
    await run(he, "reply-comment", { commentId, text: "改好了" });
  });
});

describe("timers", () => {
  test("a change of level moves what is due; closing and reopening change what is owed", async () => {
    const incidentId = await anIncident(zhou, city.east, start);
    await run(zhou, "change-level", { incidentId, from: 2, to: 1, reason: "人数增多" });
    expect((await timers(incidentId))[0]).toMatchObject({ level: 1, dueAt: minute(30).toISOString() });
    expect(await db.incident.findUnique({ where: { id: incidentId } })).toMatchObject({ timerKind: "verify" });
    await run(zhou, "verify", { incidentId, note: "属实" });
    expect(await db.incident.findUnique({ where: { id: incidentId } })).toMatchObject({
      timerKind: "report",
      timerLabel: "first",
      timerAt: minute(30),
    });
  });
  test("a closed incident shows the final report it owes, until that is sent or the incident goes on", async () => {
    const incidentId = await anIncident(zhou, city.east, start);
    await run(zhou, "give-task", {
      ...{ incidentId, kind: "follow_up", title: "回访", unitId: city.health.id, dueAt: minute(12) },
    });
    const card = async () =>
      db.incident.findUniqueOrThrow({ where: { id: incidentId }, select: { timerKind: true, timerLabel: true } });
    await run(zhou, "close", { incidentId, outcome: "已答复" }, minute(30));
    expect(await card()).toEqual({ timerKind: "report", timerLabel: "final" });
    await run(zhou, "move", { incidentId, from: "closed", to: "talking", reason: "群众返回" }, minute(31));
    expect((await card()).timerKind).not.toBe("report");
    await run(zhou, "close", { incidentId, outcome: "已答复" }, minute(32));
    await sent(incidentId, minute(40));
    expect(await card()).toEqual({ timerKind: null, timerLabel: null });
  });
  test("a timer that ran out is told once, also when two tell at the same moment", async () => {
    await tellOverdueReports(minute(59));
    const incidentId = await anIncident(zhou, city.east, minute(60));
    const told = async () =>
      (await streamAfter(incidentId, 0, 100)).filter((event) => event.name === "incidents.report.overdue");
    await tellOverdueReports(minute(119));
    expect(await told()).toEqual([]);
    await Promise.all([tellOverdueReports(minute(121)), tellOverdueReports(minute(121))]);
    expect((await told()).map((event) => event.data)).toMatchObject([{ kind: "first", addressees: ["government"] }]);
    await tellOverdueReports(minute(155));
    expect((await told()).map((event) => (event.data as { addressees: string[] }).addressees)).toEqual([
      ["government"],
      ["bureau", "conference"],
    ]);
  });
});

test("units with a part read the room, not what is reported upward; outsiders read neither", async () => {
  const incidentId = await anIncident(zhou, city.east, start);
  await dispatch(zhou, incidentId, city.health, start);
  const thing = (await incidentThing(incidentId))!;
  const reads = (who: Actor) => reportRules["incidents.report.read"](who, thing, start) === true;
  expect([zhou, he, xu, fei, liaison, away].map(reads)).toEqual([true, true, true, true, false, false]);
  for (const who of [liaison, away])
    expect((await refused(run(who, "draft-report", { incidentId }))).code).toBe("not_found");
  expect((await refused(run(fei, "draft-report", { incidentId }))).code).toBe("not_allowed");
  expect(await openReportTimers(away, start)).toEqual([]);
});
