import { describe, expect, it } from "vitest";
import type { BoardCard } from "#domain/incidents/board.ts";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { blockOf, placeOf, trendOf, worstFace } from "./card-facts.ts";
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
