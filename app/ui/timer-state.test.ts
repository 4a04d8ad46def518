import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timerFace, timerState } from "./timer-state.ts";

const now = Date.parse("2026-11-24T14:34:00+08:00");
const minute = 60_000;
const hour = 60 * minute;
const at = (ms: number) => new Date(now + ms).toISOString();

describe("the face of a timer", () => {
  it.each([
    ["more than a quarter left", { dueAt: at(31 * minute), startedAt: at(-89 * minute) }, "calm"],
    ["a quarter left", { dueAt: at(30 * minute), startedAt: at(-90 * minute) }, "soon"],
    ["eleven minutes of a short span", { dueAt: at(11 * minute), startedAt: at(-9 * minute) }, "calm"],
    ["ten minutes left", { dueAt: at(10 * minute), startedAt: at(0) }, "soon"],
    ["no start known, eleven minutes", { dueAt: at(11 * minute) }, "calm"],
    ["no start known, ten minutes", { dueAt: at(10 * minute) }, "soon"],
    ["at the very moment", { dueAt: at(0) }, "over"],
    ["past due", { dueAt: at(-1) }, "over"],
    ["done, though past due", { dueAt: at(-hour), doneAt: at(-2 * hour) }, "done"],
  ] as const)("%s: %s", (_words, times, face) => {
    expect(timerFace(times, now)).toBe(face);
  });
});

describe("what a timer says", () => {
  it.each([
    [130 * minute, "left", "余 2 时 10 分", "2 h 10 min left"],
    [18 * minute, "left", "余 18 分", "18 min left"],
    [10 * minute, "left", "余 10 分", "10 min left"],
    [10 * minute - 1, "left", "余 09:59", "09:59 left"],
    [400_000, "left", "余 06:40", "06:40 left"],
    [24 * hour - minute, "left", "余 23 时 59 分", "23 h 59 min left"],
    [24 * hour, "left", "2026-11-25", "2026-11-25"],
    [-130_000, "left", "超 02:10", "over 02:10"],
    [-hour, "left", "超 1 时 00 分", "over 1 h 00 min"],
    [-50 * hour, "left", "超 2 天 2 时", "over 2 d 2 h"],
    [176 * minute, "due", "今日 17:30", "Today 17:30"],
    [-130_000, "due", "超 02:10", "over 02:10"],
    [400_000, "due", "余 06:40", "06:40 left"],
  ] as const)("%d ms, %s: %s", (left, show, zh, en) => {
    expect(timerState({ dueAt: at(left) }, now, "zh-CN", show).text).toBe(zh);
    expect(timerState({ dueAt: at(left) }, now, "en", show).text).toBe(en);
  });

  it("the time it was done", () => {
    expect(timerState({ dueAt: at(0), doneAt: "2026-11-24T11:52:00+08:00" }, now, "zh-CN").text).toBe("11:52");
    expect(timerState({ dueAt: at(0), doneAt: "2026-11-23T16:20:00+08:00" }, now, "zh-CN").text).toBe("11-23 16:20");
    expect(timerState({ dueAt: at(0), doneAt: "2025-11-23T16:20:00+08:00" }, now, "zh-CN").text).toBe(
      "2025-11-23 16:20",
    );
  });

  it("keeps its width while seconds tick", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(hour - 1), max: 10 * minute - 1 }), (left) => {
        const state = timerState({ dueAt: at(left) }, now, "zh-CN");
        expect(state.ticking).toBe(true);
        expect(state.text).toMatch(/^[余超] \d\d:\d\d$/);
      }),
    );
  });
});
