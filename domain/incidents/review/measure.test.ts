import { describe, expect, test } from "vitest";
import type { RecordedEvent } from "../../events/recorded.ts";
import { courseOf } from "./course.ts";
import { measureUnits } from "./measure.ts";

const START = Date.parse("2026-03-09T08:00:00Z");
const iso = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
let seq = 0;
/** An event that happened at `at` and was recorded at `recorded`, in minutes. */
const event = (name: string, at: number, data: object, recorded = at) =>
  ({
    name,
    data,
    seq: ++seq,
    eventTime: iso(at),
    recordedAt: iso(recorded),
    actor: { name: "周敏" },
  }) as never as RecordedEvent;
const dispatch = (at: number, units: [id: string, limit: number][]) =>
  event("incidents.units.dispatched", at, {
    units: units.map(([id, limit]) => ({ assignmentId: id, unitName: id, role: "support", acceptBy: iso(at + limit) })),
  });
const on = (name: string, id: string, at: number, data: object = {}, recorded = at) =>
  event(`incidents.assignment.${name}`, at, { assignmentId: id, unitName: id, ...data }, recorded);
const minutes = (ms: number | null) => (ms === null ? null : ms / 60_000);

describe("how soon units answered", () => {
  test("from the events, in the order of dispatch whatever their times", () => {
    const rows = measureUnits(
      [
        dispatch(0, [
          ["慢局", 20],
          ["快局", 20],
        ]),
        on("seen", "快局", 1),
        on("accepted", "快局", 2, { via: "portal" }),
        on("seen", "慢局", 9),
        on("accepted", "慢局", 34, { via: "portal" }),
        on("arrived", "快局", 30),
        on("reported", "快局", 60),
        on("reported", "快局", 90),
      ],
      iso(600),
    );
    expect(rows.map((row) => [row.unitName, minutes(row.seen), minutes(row.accepted), row.late])).toEqual([
      ["慢局", 9, 34, true],
      ["快局", 1, 2, false],
    ]);
    expect([minutes(rows[1]!.arrived), minutes(rows[1]!.reported)]).toEqual([30, 60]);
    expect(minutes(rows[0]!.acceptLimit)).toBe(20);
  });

  test("an acceptance by telephone counts by the call, not by when it was written down", () => {
    const [row] = measureUnits(
      [dispatch(0, [["局", 20]]), on("accepted", "局", 15, { via: "phone", acceptedBy: "王一" }, 45)],
      iso(600),
    );
    expect(row).toMatchObject({ accepted: 15 * 60_000, late: false, notes: [{ kind: "phone", name: "王一" }] });
  });

  test("who never accepted is late once the limit has passed, but not one that ended before it or objected in time", () => {
    const rows = measureUnits(
      [
        dispatch(0, [
          ["无声", 20],
          ["撤回", 20],
          ["异议", 20],
        ]),
        on("withdrawn", "撤回", 10),
        on("objected", "异议", 12),
        on("settled", "异议", 40, { decision: "return", acceptBy: null }),
      ],
      iso(600),
    );
    expect(rows.map((row) => [row.unitName, row.late])).toEqual([
      ["无声", true],
      ["撤回", false],
      ["异议", false],
    ]);
  });

  test("an upheld objection gets a fresh limit", () => {
    const upheld = [
      dispatch(0, [["局", 20]]),
      on("objected", "局", 12),
      on("settled", "局", 30, { decision: "uphold", acceptBy: iso(50) }),
    ];
    expect(measureUnits([...upheld, on("accepted", "局", 45, { via: "portal" })], iso(600))[0]!.late).toBe(false);
    expect(measureUnits([...upheld, on("accepted", "局", 55, { via: "portal" })], iso(600))[0]!.late).toBe(true);
    expect(measureUnits(upheld, iso(600))[0]!.late).toBe(true);
  });
});

test("the course says how long each phase lasted, by what came next", () => {
  const lines = courseOf(
    [
      event("incidents.reported", 0, { links: [] }),
      event("incidents.verified", 23, { note: "属实", phase: "verified" }),
      dispatch(37, []),
      event("incidents.entry.posted", 50, { text: "谈了两次", attachments: [], mentions: [] }),
      dispatch(60, []),
      event("incidents.closed", 97, { outcome: "了结" }),
    ],
    "zh-CN",
  );
  expect(lines.map((line) => [line.phase, line.took && [line.took.next, minutes(line.took.ms)]])).toEqual([
    ["reported", ["verified", 23]],
    ["verified", ["dispatched", 14]],
    ["dispatched", ["closed", 60]],
    [null, null],
    [null, null],
    ["closed", null],
  ]);
  expect([lines[1]!.text, lines[3]!.text, lines[5]!.text]).toEqual(["属实", "谈了两次", "了结"]);
});
