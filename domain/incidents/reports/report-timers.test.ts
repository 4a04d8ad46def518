import { describe, expect, test } from "vitest";
import { addresseeClasses, chineseNumber, reportName, timedKinds } from "./report-kinds.ts";
import { isWritten, reportMachine, reportStateNames } from "./report-machine.ts";
import { dueOf, nextKind, openTimers, type ReportLimits, type ReportTimer, timersAfter } from "./report-timers.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 3, minute)).toISOString();
const shown = (timers: ReportTimer[]) =>
  timers.map(
    ({ addressee, kind, since, open }) => `${addressee} ${open ? kind : "none"} ${new Date(since).getUTCMinutes()}`,
  );
const reported = timersAfter([], { does: "reported", at: at(0) });
const dispatched = timersAfter(reported, { does: "dispatched", at: at(5) });
const all = [...addresseeClasses];

describe("what each class of addressees is owed", () => {
  test("reporting starts the first report; the competent department's starts with the dispatch", () => {
    expect(shown(reported)).toEqual(["bureau first 0", "conference first 0", "government first 0"]);
    expect(shown(dispatched)).toEqual([...shown(reported).slice(0, 2), "department first 5", "government first 0"]);
    expect(timersAfter(dispatched, { does: "dispatched", at: at(9) })).toEqual(dispatched);
  });
  test("a report satisfies those whom it went to, and no other", () => {
    const sent = timersAfter(dispatched, { does: "sent", at: at(20), kind: "first", addressees: ["government"] });
    expect(shown(sent)).toEqual([
      "bureau first 0",
      "conference first 0",
      "department first 5",
      "government follow_up 20",
    ]);
    expect(timersAfter(sent, { does: "sent", at: at(30), kind: "correction", addressees: all })).toEqual(sent);
  });
  test("closing asks for the final report alone; once it is sent nothing is owed, until the incident is opened again", () => {
    const closed = timersAfter(dispatched, { does: "closed", at: at(40) });
    expect(new Set(closed.map((one) => `${one.kind} ${one.since}`))).toEqual(new Set([`final ${at(40)}`]));
    const late = timersAfter(closed, { does: "sent", at: at(45), kind: "follow_up", addressees: all });
    expect(late).toEqual(closed);
    const final = timersAfter(closed, { does: "sent", at: at(50), kind: "final", addressees: all });
    expect(final.every((one) => !one.open)).toBe(true);
    const again = timersAfter(final, { does: "reopened", at: at(55) });
    expect(shown(again)).toEqual(all.toSorted().map((one) => `${one} follow_up 55`));
  });
  test("the due time follows the level", () => {
    const limits = Object.fromEntries(
      [1, 2, 3, 4].map((level) => [
        level,
        Object.fromEntries(
          timedKinds.map((kind) => [kind, Object.fromEntries(all.map((one, index) => [one, level * 10 + index]))]),
        ),
      ]),
    ) as unknown as ReportLimits;
    expect(dueOf(reported[2]!, 1, limits)).toBe(at(10));
    expect(openTimers(dispatched, 2, limits).map((one) => `${one.addressee} ${one.dueAt}`)).toEqual([
      `government ${at(20)}`,
      `conference ${at(22)}`,
      `bureau ${at(23)}`,
      `department ${at(26)}`,
    ]);
  });
});

test("the next report: the first until one is sent, the final one after closing", () => {
  const open = { closedAt: null };
  expect(nextKind([], open)).toBe("first");
  expect(nextKind([{ kind: "first", state: "dropped" }], open)).toBe("first");
  expect(nextKind([{ kind: "first", state: "sent" }], open)).toBe("follow_up");
  expect(nextKind([], { closedAt: at(1) })).toBe("final");
});

test("the machine of a report", () => {
  for (const [from, moves] of Object.entries(reportMachine))
    for (const to of Object.values(moves)) expect(reportMachine, from).toHaveProperty(to);
  expect(Object.keys(reportStateNames)).toEqual(Object.keys(reportMachine));
  expect(Object.keys(reportMachine).filter(isWritten)).toEqual(["draft", "checked"]);
});

test("names and numbers", () => {
  expect([1, 10, 11, 20, 23].map(chineseNumber)).toEqual(["一", "十", "十一", "二十", "二十三"]);
  expect(reportName("follow_up", 2).zh).toBe("续报（二）");
  expect(reportName("first", 1).zh).toBe("首报");
});
