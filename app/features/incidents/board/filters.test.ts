import { describe, expect, it } from "vitest";
import { filterOf, isAfterPage, isFiltered, noFilter, sameBoard, searchOf } from "./filters.ts";

const unit = "0199a0b0-1111-7222-8333-444455556666";
const of = (search: string) => filterOf(new URLSearchParams(search));

describe("filterOf", () => {
  it("reads back what searchOf writes", () => {
    const filters = [
      noFilter,
      { ...noFilter, county: unit, levels: [1, 3] as (1 | 3)[], mine: true },
      { ...noFilter, unit, drills: false, closedBefore: "2026-11-17T00:00:00.000Z" },
    ];
    for (const filter of filters) expect(of(searchOf(filter))).toEqual(filter);
  });

  it("takes what is malformed as absent", () => {
    expect(of("?county=x&level=5&level=zwei&unit=&mine=yes&closedBefore=gestern")).toEqual(noFilter);
  });

  it("reads a form sent without scripts", () => {
    expect(of("?county=&level=2&unit=&mine=&drills=0&drills=1")).toEqual({ ...noFilter, levels: [2] });
    expect(of("?drills=0").drills).toBe(false);
  });

  it("knows whether anything is hidden", () => {
    expect(isFiltered(noFilter)).toBe(false);
    expect(isFiltered({ ...noFilter, drills: false })).toBe(true);
  });
});

describe("isAfterPage", () => {
  it("keeps what was closed just now out of a page of older ones", () => {
    const page = { ...noFilter, closedBefore: "2026-11-17T00:00:00.000Z" };
    const closed = (phaseSince: string) => isAfterPage({ phase: "closed", phaseSince }, page);
    expect([closed("2026-11-18T00:00:00.000Z"), closed("2026-11-16T00:00:00.000Z")]).toEqual([true, false]);
    expect(isAfterPage({ phase: "talking", phaseSince: "2026-11-18T00:00:00.000Z" }, page)).toBe(false);
  });
});

describe("sameBoard", () => {
  const url = (search: string) => new URL(`http://portal.invalid/incidents${search}`);
  it("is not asked anew for what opens over it", () => {
    expect(sameBoard(url("?mine=1"), url("?mine=1&report=1&from=a,b"))).toBe(true);
    expect(sameBoard(url(""), url("?phase=talking"))).toBe(true);
    expect(sameBoard(url(""), url("?mine=1"))).toBe(false);
  });
});
