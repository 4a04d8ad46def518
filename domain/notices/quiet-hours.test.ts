import { expect, test } from "vitest";
import { defaultQuiet, isQuiet, minuteOf, minuteOfDay, timeOf } from "./quiet-hours.ts";

const at = (time: string) => minuteOf(time);

test("hours of rest hold over midnight, their end is exclusive", () => {
  const night = { from: at("22:00"), until: at("07:00") };
  expect(["21:59", "22:00", "03:00", "06:59", "07:00", "12:00"].map((time) => isQuiet(night, at(time)))).toEqual([
    false,
    true,
    true,
    true,
    false,
    false,
  ]);
  const noon = { from: at("12:00"), until: at("13:30") };
  expect(["11:59", "12:00", "13:29", "13:30"].map((time) => isQuiet(noon, at(time)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isQuiet(null, 0)).toBe(false);
});

test("of several duties the one that rests least holds; coordinators and recorders have none", () => {
  expect(defaultQuiet(["liaison", "coordinator"])).toBeNull();
  expect(defaultQuiet(["researcher", "liaison"])).toEqual({ from: at("22:00"), until: at("07:00") });
  expect(defaultQuiet([])).toBeNull();
});

test("minutes are those of Shanghai, and read as typed", () => {
  expect(timeOf(minuteOfDay(new Date("2026-11-24T23:05:00Z")))).toBe("07:05");
  expect(timeOf(at("22:30"))).toBe("22:30");
});
