import { describe, expect, it } from "vitest";
import type { BoardCard } from "#domain/incidents/board.ts";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { blockOf, climbOf, clockWords, placeOf, readClock, silentUnits, trendOf, worstFace } from "./card-facts.ts";
import { columnState } from "./column-state.ts";

const now = Date.parse("2026-11-24T06:34:00Z");
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const card = (more: Partial<ShownCard>) => more as ShownCard;

describe("blockOf", () => {
  it("shows how far a unit is; past its time and unaccepted it climbs", () => {
    const unit = (
      state: BoardCard["ladder"][number]["state"],
      acceptBy: string | null,
      climbed: "head" | null = null,
    ) => blockOf({ unitId: "1", unitName: "某局", state, acceptBy, climbed, climbAt: acceptBy }, now);
    expect(unit("sent", at(5))).toBe("empty");
    expect(unit("delivered", null)).toBe("empty");
    expect(unit("seen", at(5))).toBe("half");
    expect(unit("seen", at(0))).toBe("climbing");
    expect(unit("sent", at(-5))).toBe("climbing");
    expect(unit("seen", at(5), "head")).toBe("climbing");
    expect(unit("objected", at(-5))).toBe("objected");
    for (const state of ["accepted", "arrived", "reported"] as const) expect(unit(state, at(-5))).toBe("full");
  });
});

describe("trendOf", () => {
  it("says the difference to the count before, in either direction", () => {
    const trend = (headCount: number | null, headCountBefore: number | null) =>
      trendOf(card({ headCount, headCountBefore }));
    expect(trend(210, 136)).toEqual({ direction: "up", by: 74 });
    expect(trend(46, 52)).toEqual({ direction: "down", by: 6 });
    expect(trend(9, 9)).toEqual({ direction: "level", by: 0 });
    expect([trend(9, null), trend(null, null)]).toEqual([null, null]);
  });
});

describe("climbing", () => {
  const unit = (unitName: string, climbed: "head" | "convener" | null, climbAt: string | null, state = "seen") =>
    ({ unitId: unitName, unitName, state, acceptBy: at(-5), climbed, climbAt }) as BoardCard["ladder"][number];
  const timer = (label: string, kind = "accept") => ({ kind, label, from: at(-20), at: at(-5) }) as BoardCard["timer"];

  it("names to whom each silent unit has climbed, and nobody who has accepted since", () => {
    const ladder = [
      unit("甲局", "head", at(5)),
      unit("乙局", "convener", null),
      unit("丙局", "head", null, "accepted"),
    ];
    expect(silentUnits(ladder).map((one) => [one.unitName, one.climbed])).toEqual([
      ["甲局", "head"],
      ["乙局", "convener"],
    ]);
    expect(climbOf({ ladder, timer: timer("甲局") })).toEqual({ to: "head", at: at(5) });
    expect(climbOf({ ladder, timer: timer("乙局") })).toEqual({ to: "convener", at: null });
    expect(climbOf({ ladder, timer: timer("丙局") })).toBeNull();
    expect(climbOf({ ladder, timer: timer("甲局", "task") })).toBeNull();
  });
});

it("a closed card says when it ended, and the report it still owes", () => {
  const closed = card({
    ...{ phase: "closed", occurredAt: at(-300), closedAt: at(-60), ladder: [], lastEntry: null },
    timer: { kind: "report", label: "final", from: at(-60), at: at(-1) },
  });
  expect(readClock(clockWords(closed, now, "zh-CN"))).toMatchObject({ face: "over" });
  expect(readClock(clockWords({ ...closed, timer: null }, now, "zh-CN"))).toMatchObject({ face: "calm", left: "" });
});

describe("worstFace", () => {
  it("puts past due before soon, and says nothing of calm ones", () => {
    const timer = (from: number | null, due: number) =>
      card({ timer: { kind: "task", label: "", from: from === null ? null : at(from), at: at(due) } });
    expect(worstFace([card({ timer: null }), timer(-10, 60)], now)).toBeNull();
    expect(worstFace([timer(-10, 60), timer(-60, 9)], now)).toBe("soon");
    expect(worstFace([timer(-60, 9), timer(null, -1)], now)).toBe("over");
  });
});

it("names the county once", () => {
  expect(placeOf(card({ countyName: "青崖县", place: "红石镇 西河村口" }))).toBe("青崖县红石镇 西河村口");
  expect(placeOf(card({ countyName: "青崖县", place: "青崖县红石镇" }))).toBe("青崖县红石镇");
});

it("a column says what it is to the carried card", () => {
  const carried = card({ phase: "on_site", verified: true, ladder: [], accepted: 1, openDemands: 2 });
  const state = (phase: Parameters<typeof columnState>[1], over: Parameters<typeof columnState>[1] | null = null) =>
    columnState({ card: carried, how: "pointer", over }, phase);
  expect(columnState(null, "talking")).toEqual({ kind: "rest" });
  expect(state("on_site")).toEqual({ kind: "origin", over: false });
  expect(state("talking", "talking")).toEqual({ kind: "forward", over: true });
  expect(state("dispatched")).toEqual({ kind: "back", over: false });
  expect(state("closed")).toMatchObject({ kind: "closed", why: { zh: "2 项诉求未答复" } });
});
