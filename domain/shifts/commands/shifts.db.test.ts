import { describe, expect, test } from "vitest";
import { anIncident, dispatch, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { streamAfter } from "../../events/read.server.ts";
import { incidentCommands } from "../../incidents/commands/index.server.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { snapshot } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../../people/actor.ts";
import { sheetView } from "../queries/sheet.server.ts";
import { sheetRows } from "../queries/sheet-rows.server.ts";
import { shiftList } from "../queries/shift-list.server.ts";
import { whoOnDuty } from "../queries/who-on-duty.server.ts";
import { whoAt } from "../who.ts";
import { climbDueShifts } from "./climb-shift.server.ts";
import { shiftCommands } from "./index.server.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const city = await smallCity(now);
const office = await officeOf(city.city);
const tian = await city.person("田禾", { unit: office, duty: "coordinator", scopeId: city.city.id });
const zhou = await city.person("周敏", { unit: office, duty: "coordinator", scopeId: city.city.id });
const head = await city.person("程越", { unit: office, duty: "unit_head" });
const wei = await city.person("卫一", { unit: city.health, duty: "liaison" });
const west = await city.person("西门", { unit: city.west, duty: "coordinator" });

/** 联席办: an office of the city, whose territory is all of it. */
async function officeOf(parent: { id: string; path: string }) {
  const id = newId(now.getTime());
  const unit = { id, path: `${parent.path}${id}/`, shortName: "市联席办" };
  await db.unit.create({
    data: { ...unit, name: "联席办", kind: "office", parentId: parent.id, pinyin: "", initials: "" },
  });
  return unit;
}

const MINUTE = 60_000;
const later = (minutes: number) => new Date(now.getTime() + minutes * MINUTE);
// biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
type Outcome = any;
const run = (actor: Actor, intent: keyof typeof shiftCommands, input: object, at = now): Promise<Outcome> =>
  execute(shiftCommands[intent] as Command, actor, input, { commandId: newId(), now: at });
const act = (actor: Actor, intent: keyof typeof incidentCommands, input: object, at = now): Promise<Outcome> =>
  execute(incidentCommands[intent] as Command, actor, input, { commandId: newId(), now: at });
const plan = async (who: Actor, from: number, hours: number, at = now): Promise<string> =>
  (
    await run(
      head,
      "plan-shift",
      {
        ...{ unitId: office.id, duty: "coordinator", name: "夜班", personId: who.personId },
        ...{ startsAt: later(from), endsAt: later(from + hours * 60) },
      },
      at,
    )
  ).shiftId;
const refused = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error) => error.code,
  );
const rowsOf = (shiftId: string, reader: Actor, at = now) =>
  snapshot((_tx, query) =>
    sheetRows(query, reader, { shiftId, unitId: office.id, unitPath: office.path, fromPersonId: tian.personId }, at),
  );

describe("a shift is handed over", async () => {
  const day = await plan(tian, -60, 8);
  const night = await plan(zhou, 120, 12);
  const incidentId = await anIncident(tian, city.east, now);
  await dispatch(tian, incidentId, city.health, now);
  const { taskId } = await act(tian, "give-task", {
    ...{ incidentId, kind: "follow_up", title: "跟进饮水", unitId: office.id, ownerId: tian.personId },
    dueAt: later(90),
  });
  await act(tian, "make-promise", { incidentId, text: "今晚不生产", toWhom: "村民代表", unitId: city.health.id });
  await act(tian, "give-instruction", {
    ...{ incidentId, text: "查清", via: "paper", leaderName: "贺维", unitId: city.health.id, dueAt: later(200) },
  });

  test("planned only for who holds the duty then, by who plans there", async () => {
    const shift = { unitId: office.id, duty: "coordinator", name: "白班", startsAt: later(60), endsAt: later(120) };
    expect(await refused(run(head, "plan-shift", { ...shift, personId: wei.personId }))).toBe("invalid");
    expect(await refused(run(wei, "plan-shift", { ...shift, personId: tian.personId }))).toBe("not_allowed");
    expect(await refused(run(west, "plan-shift", { ...shift, personId: west.personId }))).toBe("not_allowed");
    const back = { ...shift, personId: tian.personId, endsAt: later(30) };
    expect(await refused(run(head, "plan-shift", back))).toBe("invalid");
  });

  test("the first is begun, and while somebody has the duty nobody else begins", async () => {
    await run(tian, "begin-shift", { shiftId: day });
    expect(await refused(run(zhou, "begin-shift", { shiftId: night }))).toBe("wrong_state");
    expect(await refused(run(zhou, "accept-shift", { shiftId: night }))).toBe("wrong_state");
  });

  test("the sheet holds what is open, in the order of harm", async () => {
    await run(tian, "hand-over-shift", { shiftId: night, notes: "自来水最急\n承诺只有口头" });
    const view = await sheetView(zhou, night, null, now);
    const groups = view.rows.map((row) => row.group);
    expect([...new Set(groups)]).toEqual(
      ["unit", "task", "report", "promise", "instruction"].filter((group) => groups.includes(group as never)),
    );
    expect(groups).toEqual(expect.arrayContaining(["unit", "task", "promise", "instruction"]));
    expect(view.rows.find((row) => row.group === "task")).toMatchObject({ text: "跟进饮水", passesOn: true });
    expect(view.shift.state).toBe("waiting");
    expect(view.before?.personName).toBe("田禾");
  });

  test("an outsider finds neither sheet nor shift, and reads rows of no incident that is not his", async () => {
    expect(await refused(sheetView(west, night, null, now))).toBe("not_found");
    expect((await shiftList(west, now)).shifts).toEqual([]);
    expect(await refused(run(west, "ask-shift", { shiftId: night, text: "谁" }))).toBe("not_found");
    expect(await rowsOf(night, west)).toEqual([]);
  });

  test("a tick is kept once, only by the next one; settled rows leave, new ones join", async () => {
    const [row] = await rowsOf(night, zhou);
    expect(await refused(run(tian, "open-shift-row", { shiftId: night, key: row!.key }))).toBe("not_allowed");
    await run(zhou, "open-shift-row", { shiftId: night, key: row!.key });
    await run(zhou, "open-shift-row", { shiftId: night, key: row!.key });
    const events = await streamAfter(night, 0, 100);
    expect(events.filter((event) => event.name === "shifts.row.opened")).toHaveLength(1);
    expect((await rowsOf(night, zhou)).find((one) => one.key === row!.key)?.opened).toBe(true);
    const before = await rowsOf(night, zhou);
    await dispatch(tian, incidentId, city.west, now);
    expect((await rowsOf(night, zhou)).length).toBe(before.length + 1);
    const assignment = await db.assignment.findFirstOrThrow({ where: { unitId: city.west.id } });
    await act(tian, "withdraw", { assignmentId: assignment.id, reason: "误" });
    expect((await rowsOf(night, zhou)).map((one) => one.key)).toEqual(before.map((one) => one.key));
  });

  test("sent back with a question, given again", async () => {
    await run(zhou, "ask-shift", { shiftId: night, text: "谁值守" }, later(1));
    await run(tian, "answer-shift", { shiftId: night, text: "潘越" }, later(2));
    await run(zhou, "send-back-shift", { shiftId: night, text: "报告谁在拟" }, later(3));
    expect((await sheetView(tian, night, null, now)).shift.state).toBe("returned");
    expect(await refused(run(zhou, "send-back-shift", { shiftId: night, text: "再" }))).toBe("wrong_state");
    expect(await refused(run(zhou, "hand-over-shift", { shiftId: night, notes: "" }))).toBe("not_allowed");
    await run(tian, "hand-over-shift", { shiftId: night, notes: "何一鸣在拟" });
    expect((await sheetView(zhou, night, null, now)).words.map((word) => word.kind)).toEqual([
      "asked",
      "answered",
      "sent_back",
    ]);
  });

  test("accepted twice at once it is accepted once, with unread rows written down", async () => {
    const outcomes = await Promise.all([
      refused(run(zhou, "accept-shift", { shiftId: night }, later(30))),
      refused(run(zhou, "accept-shift", { shiftId: night }, later(30))),
    ]);
    expect(outcomes.sort()).toEqual(["done", "wrong_state"]);
    const shift = await db.dutyShift.findUniqueOrThrow({ where: { id: night } });
    expect(shift).toMatchObject({ state: "accepted", takesAt: later(120) });
    expect(shift.unread).toBe(shift.rows! - 1);
    const accepted = (await streamAfter(night, 0, 100)).filter((event) => event.name === "shifts.accepted");
    expect(accepted).toHaveLength(1);
    expect(accepted[0]!.data).toMatchObject({ tasks: 1, incidents: 1 });
  });

  test("its open tasks go on, and the room says so", async () => {
    expect(await db.incidentTask.findUniqueOrThrow({ where: { id: taskId } })).toMatchObject({
      ownerId: zhou.personId,
      ownerName: "周敏",
    });
    const names = (await streamAfter(incidentId, 0, 200)).map((event) => event.name);
    expect(names.slice(-2)).toEqual(["incidents.duty.handed-over", "incidents.task.passed-on"]);
  });

  test("who was on duty at a moment: until the named hour the one before", async () => {
    const who = await whoOnDuty(tian, incidentId, office.id, later(400));
    const coordinator = (minutes: number) => whoAt(who, later(minutes).getTime()).coordinator;
    expect([
      coordinator(-5),
      coordinator(1),
      coordinator(60),
      coordinator(119),
      coordinator(120),
      coordinator(500),
    ]).toEqual([null, "田禾", "田禾", "田禾", "周敏", "周敏"]);
    expect(await refused(whoOnDuty(west, incidentId, office.id, now))).toBe("not_found");
  });

  test("of the one that is on duty only the end moves", async () => {
    const { version } = await db.dutyShift.findUniqueOrThrow({ where: { id: night } });
    const as = { shiftId: night, version, name: "夜班", personId: zhou.personId };
    const times = { startsAt: later(120), endsAt: later(900) };
    const other = { ...as, ...times, personId: tian.personId };
    expect(await refused(run(head, "change-shift", other, later(300)))).toBe("wrong_state");
    expect(await refused(run(head, "change-shift", { ...as, ...times, startsAt: later(90) }, later(300)))).toBe(
      "wrong_state",
    );
    await run(head, "change-shift", { ...as, ...times }, later(300));
    expect(await db.dutyShift.findUniqueOrThrow({ where: { id: night } })).toMatchObject({
      ...{ state: "accepted", startsAt: later(120), endsAt: later(900), takesAt: later(120) },
    });
    expect(await refused(run(head, "cancel-shift", { shiftId: night, reason: "误" }, later(301)))).toBe("wrong_state");
  });

  test("not accepted in time it climbs to the head of the office, once; the one before stays", async () => {
    const morning = await plan(tian, 800, 8, later(130));
    await run(zhou, "hand-over-shift", { shiftId: morning, notes: "" }, later(700));
    expect(await climbDueShifts(later(799))).toBe(0);
    const [one, two] = await Promise.all([climbDueShifts(later(801)), climbDueShifts(later(801))]);
    expect(one + two).toBe(1);
    expect(await climbDueShifts(later(802))).toBe(0);
    const who = await whoOnDuty(zhou, incidentId, office.id, later(802));
    expect(whoAt(who, later(802).getTime()).coordinator).toBe("周敏");
    await run(head, "cancel-shift", { shiftId: morning, reason: "请假" }, later(803));
    const other = await plan(tian, 810, 8, later(804));
    await run(zhou, "hand-over-shift", { shiftId: other, notes: "" }, later(805));
    await run(tian, "accept-shift", { shiftId: other, takesAt: later(815) }, later(806));
    expect((await sheetView(tian, other, null, later(806))).accepted?.incidents).toBe(1);
  });
});

describe("a shift that has not begun is changed", async () => {
  const id = await plan(tian, 2000, 8);
  const clerk = await city.person("记录", { unit: office, duty: "recorder" });
  const shift = () => db.dutyShift.findUniqueOrThrow({ where: { id } });
  const as = { shiftId: id, name: "夜班", personId: tian.personId, startsAt: later(2000), endsAt: later(2480) };
  const change = (who: Actor, what: object, version = 1) => run(who, "change-shift", { ...as, version, ...what });

  test("by who may plan there, for somebody who holds the duty then, to a time that can be", async () => {
    expect(await refused(change(clerk, { name: "早班" }))).toBe("not_allowed");
    expect(await refused(change(west, { name: "早班" }))).toBe("not_found");
    expect(await refused(change(head, { personId: wei.personId }))).toBe("invalid");
    expect(await refused(change(head, { endsAt: later(1990) }))).toBe("invalid");
    expect(await refused(change(head, { startsAt: later(-600), endsAt: later(-60) }))).toBe("invalid");
    expect(await shift()).toMatchObject({ version: 1, personName: "田禾", name: "夜班" });
  });

  test("of two at once the second is told; each change is one event that says what was", async () => {
    const outcomes = await Promise.all([
      refused(change(head, { personId: zhou.personId })),
      refused(change(tian, { name: "早班" })),
    ]);
    expect(outcomes.sort()).toEqual(["done", "stale"]);
    const { version, personName, name } = await shift();
    expect([version, [personName, name].join()]).toEqual([2, expect.stringMatching(/^(周敏,夜班|田禾,早班)$/)]);
    await change(head, { personId: zhou.personId, name: "早班", startsAt: later(2060), endsAt: later(2500) }, 2);
    await change(head, { personId: zhou.personId, name: "早班", startsAt: later(2060), endsAt: later(2500) }, 3);
    const changes = (await streamAfter(id, 0, 100)).filter((event) => event.name === "shifts.changed");
    expect(changes).toHaveLength(2);
    expect(changes[1]!.data).toMatchObject({
      ...{
        personName: "周敏",
        name: "早班",
        startsBefore: later(2000).toISOString(),
        startsAt: later(2060).toISOString(),
      },
    });
  });

  test("handed over it keeps its person, put off it has its own time to be accepted by; called off nothing changes it", async () => {
    const { version } = await shift();
    const on = await db.dutyShift.findFirstOrThrow({ where: { state: "accepted", leavesAt: null } });
    const holder = on.personId === tian.personId ? tian : zhou;
    await run(holder, "hand-over-shift", { shiftId: id, notes: "" }, later(2050));
    const now2 = { ...as, personId: zhou.personId, name: "早班", version: version + 1 };
    const early = { startsAt: later(2060), endsAt: later(2500) };
    const other = { ...now2, ...early, personId: tian.personId };
    expect(await refused(run(head, "change-shift", other, later(2055)))).toBe("wrong_state");
    expect(await climbDueShifts(later(2061))).toBe(1);
    const late = { startsAt: later(2120), endsAt: later(2500) };
    await run(head, "change-shift", { ...now2, ...late, version: version + 2 }, later(2062));
    expect(await shift()).toMatchObject({ state: "waiting", climbedAt: null, personName: "周敏" });
    expect(await climbDueShifts(later(2063))).toBe(0);
    expect(await climbDueShifts(later(2121))).toBe(1);
    await run(head, "cancel-shift", { shiftId: id, reason: "不需要" }, later(2122));
    expect(await refused(change(head, late, version + 5))).toBe("wrong_state");
  });
});
