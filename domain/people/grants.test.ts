import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beginOf, dayOf, daysBetween, grantState, termProblems } from "./grants.ts";

const at = (text: string) => new Date(text);
const now = at("2026-11-24T06:34:00Z");
const term = (from: string, until: string, revoked: string | null = null) => ({
  notBefore: beginOf(from)!,
  notAfter: beginOf(until)!,
  revokedAt: revoked ? at(revoked) : null,
});

describe("days in Shanghai", () => {
  test("begin at midnight there, whatever zone the machine has", () => {
    expect(beginOf("2026-12-01")).toEqual(at("2026-11-30T16:00:00Z"));
    expect(dayOf(at("2026-11-30T15:59:59Z"))).toBe("2026-11-30");
    expect(dayOf(at("2026-11-30T16:00:00Z"))).toBe("2026-12-01");
  });
  test.each(["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "", "2026-01-01T00:00"])("%s is no day", (day) =>
    expect(beginOf(day)).toBeNull(),
  );
  test("a day and its beginning are one", () => {
    fc.assert(
      fc.property(fc.date({ min: at("1990-01-01"), max: at("2090-01-01"), noInvalidDate: true }), (date) => {
        expect(dayOf(beginOf(dayOf(date))!)).toBe(dayOf(date));
        expect(daysBetween(date, new Date(date.getTime() + 86_400_000))).toBe(1);
      }),
    );
  });
});

describe("the state of a grant", () => {
  test.each([
    [term("2026-03-01", "2027-03-01"), "live"],
    [term("2026-03-01", "2026-12-24"), "soon"],
    [term("2026-03-01", "2026-12-25"), "live"],
    [term("2026-11-25", "2027-03-01"), "coming"],
    [term("2026-11-24", "2027-03-01"), "live"],
    [term("2026-03-01", "2026-11-24"), "over"],
    [term("2026-03-01", "2026-11-25"), "soon"],
    [term("2026-03-01", "2027-03-01", "2026-11-20T02:00:00Z"), "revoked"],
    [term("2026-12-01", "2027-03-01", "2026-11-20T02:00:00Z"), "revoked"],
  ])("%o is %s", (grant, state) => expect(grantState(grant, now)).toBe(state));
});

describe("a term", () => {
  test.each([
    ["2026-12-01", "2027-03-01", {}],
    ["2026-01-01", "2026-11-25", {}],
    ["2026-12-01", "2026-12-01", { notAfter: expect.anything() }],
    ["2026-12-01", "2026-11-30", { notAfter: expect.anything() }],
    ["2026-01-01", "2026-11-24", { notAfter: expect.anything() }],
    ["2026-12-01", "2031-12-01", {}],
    ["2026-12-01", "2031-12-02", { notAfter: expect.anything() }],
    ["2026-02-30", "2026-13-01", { notBefore: expect.anything(), notAfter: expect.anything() }],
  ])("from %s until %s", (from, until, problems) => expect(termProblems(from, until, now)).toEqual(problems));
});
