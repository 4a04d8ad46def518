import { expect, test } from "vitest";
import type { RoomState, RoomTask, RoomUnit } from "#domain/incidents/room.ts";
import type { OutboxItem } from "../../offline/outbox-item.ts";
import { queuedIntents } from "../../offline/queue.ts";
import { missingIn, queuedTaskState, withQueued, writtenOf } from "./queued-acts.ts";

const unit = { id: "a1", unitName: "青崖县卫健局", state: "seen", acceptedAt: null, arrivedAt: null } as RoomUnit;
const task = { id: "t1", title: "设医护点", state: "given" } as RoomTask;
const item = (intent: OutboxItem["intent"], id = "a1", change: Partial<OutboxItem> = {}) =>
  ({
    intent,
    about: { id, name: "" },
    text: "不属本单位",
    eventTime: "2026-11-24T06:34:00.000Z",
    writtenAt: "2026-11-24T06:35:00.000Z",
    state: "waiting",
    ...change,
  }) as OutboxItem;

test("the next rung is the one after what waits", () => {
  const after = withQueued(unit, [item("accept"), item("arrive", "a1", { eventTime: null }), item("report-back")]);
  expect(after).toMatchObject({
    state: "reported",
    acceptedAt: "2026-11-24T06:34:00.000Z",
    arrivedAt: "2026-11-24T06:35:00.000Z",
    waiting: ["accepted", "arrived", "reported"],
  });
  expect(withQueued(unit, [item("object")])).toMatchObject({ state: "objected", objection: "不属本单位", waiting: [] });
});

test("what is refused, is another's or cannot follow changes nothing", () => {
  for (const items of [
    [item("accept", "a1", { state: "refused" })],
    [item("accept", "a2")],
    [item("arrive")],
    [item("post"), item("head-count")],
  ])
    expect(withQueued(unit, items)).toEqual({ ...unit, waiting: [] });
});

test("a task is as its reports that wait make it", () => {
  expect(queuedTaskState(task, [item("start-task", "t1")])).toBe("underway");
  expect(queuedTaskState(task, [item("start-task", "t1"), item("finish-task", "t1")])).toBe("done");
  expect(queuedTaskState(task, [item("hand-back-task", "t1"), item("finish-task", "t1")])).toBe("handed_back");
  expect(queuedTaskState(task, [item("finish-task", "t2")])).toBe("given");
});

test("a form's input is written down whole, and what is missing is said before it waits", () => {
  const room = { facts: { id: "i1" }, units: [unit], tasks: [task] } as unknown as RoomState;
  const at = "2026-11-24T06:34:00.000Z";
  expect(writtenOf("report-back", { assignmentId: "a1", text: " 已设点 ", eventTime: at }, room)).toMatchObject({
    incidentId: "i1",
    text: "已设点",
    about: { id: "a1", name: "青崖县卫健局" },
    eventTime: at,
  });
  expect(writtenOf("finish-task", { taskId: "t1" }, room)).toMatchObject({ text: "", about: { name: "设医护点" } });
  const missing = queuedIntents.map((intent) => [intent, missingIn(writtenOf(intent, { taskId: "t1" }, room))]);
  expect(Object.fromEntries(missing)).toMatchObject({
    object: "reason",
    "report-back": "text",
    "hand-back-task": "reason",
    "head-count": "count",
    accept: null,
    "finish-task": null,
  });
  for (const [count, name] of [
    ["46", null],
    ["0", null],
    ["4.5", "count"],
    ["-1", "count"],
  ] as const)
    expect(missingIn(writtenOf("head-count", { count }, room))).toBe(name);
});
