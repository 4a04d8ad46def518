import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  dayNumber,
  formatBytes,
  formatCount,
  formatDate,
  formatDateTime,
  formatDue,
  formatElapsed,
  formatMinutesSeconds,
  formatNear,
  formatShort,
  formatTime,
  fromInputDateTime,
  toInputDateTime,
} from "./format.ts";

const now = "2026-11-24T14:34:00+08:00";

describe("dates are those of Shanghai", () => {
  it.each([
    ["2026-11-24T06:34:00Z", "2026-11-24 14:34"],
    ["2026-12-31T16:00:00Z", "2027-01-01 00:00"],
    ["2026-12-31T15:59:59Z", "2026-12-31 23:59"],
  ])("%s is %s", (iso, text) => {
    expect(formatDateTime(iso)).toBe(text);
    expect(formatDateTime(new Date(iso))).toBe(text);
    expect(formatDateTime(Date.parse(iso))).toBe(text);
    expect(formatDate(iso)).toBe(text.slice(0, 10));
    expect(formatTime(iso)).toBe(text.slice(11));
  });

  it("whatever zone the machine has", () => {
    for (const zone of ["UTC", "America/New_York", "Pacific/Auckland"]) {
      vi.stubEnv("TZ", zone);
      expect(formatDateTime("2026-11-24T06:34:00Z")).toBe("2026-11-24 14:34");
      expect(fromInputDateTime("2026-11-24T14:34")).toBe("2026-11-24T06:34:00.000Z");
    }
    vi.unstubAllEnvs();
  });

  it.each([
    ["2026-11-24T09:05:00+08:00", "09:05", "09:05"],
    ["2026-11-23T09:05:00+08:00", "11-23", "11-23 09:05"],
    ["2025-11-24T09:05:00+08:00", "2025-11-24", "2025-11-24 09:05"],
  ])("%s is short %s, near %s", (at, short, near) => {
    expect(formatShort(at, now)).toBe(short);
    expect(formatNear(at, now)).toBe(near);
  });

  it.each([
    ["2026-11-24T17:30:00+08:00", "今日 17:30", "Today 17:30"],
    ["2026-11-25T12:00:00+08:00", "明日 12:00", "Tomorrow 12:00"],
    ["2026-12-08T12:00:00+08:00", "12-08 12:00", "12-08 12:00"],
    ["2027-01-04T12:00:00+08:00", "2027-01-04", "2027-01-04"],
  ])("%s is due %s", (at, zh, en) => {
    expect(formatDue(at, now, "zh-CN")).toBe(zh);
    expect(formatDue(at, now, "en")).toBe(en);
  });

  it("an input's text names the instant it shows", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
        (date) => {
          date.setUTCSeconds(0, 0);
          expect(fromInputDateTime(toInputDateTime(date))).toBe(date.toISOString());
        },
      ),
    );
  });

  it("an input that names no time is no time", () => {
    expect(fromInputDateTime("")).toBeUndefined();
    expect(fromInputDateTime("2026-13-01")).toBeUndefined();
    expect(fromInputDateTime("2026-11-24")).toBe("2026-11-23T16:00:00.000Z");
  });

  it("days are calendar days", () => {
    expect(dayNumber("2026-11-24T23:59:00+08:00") - dayNumber("2026-11-24T00:00:00+08:00")).toBe(0);
    expect(dayNumber("2026-11-25T00:00:00+08:00") - dayNumber("2026-11-24T23:59:00+08:00")).toBe(1);
  });
});

const minute = 60_000;
it.each([
  [0, "0 分", "0 min"],
  [-5, "0 分", "0 min"],
  [11 * minute, "11 分", "11 min"],
  [206 * minute, "3 时 26 分", "3 h 26 min"],
  [125 * minute, "2 时 05 分", "2 h 05 min"],
  [27 * 60 * minute, "1 天 3 时", "1 d 3 h"],
  [48 * 60 * minute, "2 天", "2 d"],
])("%d ms last %s", (ms, zh, en) => {
  expect(formatElapsed(ms, "zh-CN")).toBe(zh);
  expect(formatElapsed(ms, "en")).toBe(en);
});

it("seconds, counts, sizes", () => {
  expect(formatMinutesSeconds(400_900)).toBe("06:40");
  expect(formatMinutesSeconds(-1)).toBe("00:00");
  expect(formatCount(1206)).toBe("1,206");
  expect(formatCount(10_000)).toBe("10,000");
  expect(formatCount(10_001)).toBe("10,000+");
  expect(formatBytes(980)).toBe("980 B");
  expect(formatBytes(2_516_582)).toBe("2.4 MB");
});
