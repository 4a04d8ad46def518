import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Cell, Epoch } from "./cell.ts";
import { readDate } from "./cell-date.ts";

const text = (value: string): Cell => ({ kind: "text", text: value });
const serial = (value: number | string): Cell => ({ kind: "number", text: String(value) });
const iso = (cell: Cell, epoch: Epoch = 1900) => readDate(cell, epoch)?.toISOString() ?? null;

describe("dates as text are wall time in Asia/Shanghai", () => {
  it.each([
    ["2019/2/28 11:25:05", "2019-02-28T03:25:05.000Z"],
    ["2019-02-28 11:25", "2019-02-28T03:25:00.000Z"],
    ["2019-02-28", "2019-02-27T16:00:00.000Z"],
    ["2019.2.28 0:05", "2019-02-27T16:05:00.000Z"],
    ["2019年2月28日", "2019-02-27T16:00:00.000Z"],
    ["2019年2月28日11时25分05秒", "2019-02-28T03:25:05.000Z"],
    ["2019年2月28日 11点", "2019-02-28T03:00:00.000Z"],
    ["2019/2/28 下午3:25", "2019-02-28T07:25:00.000Z"],
    ["2019年2月28日下午15时5分", "2019-02-28T07:05:00.000Z"],
    ["2019/2/28 12:05 AM", "2019-02-27T16:05:00.000Z"],
    ["2019/2/28 12:05:06 pm", "2019-02-28T04:05:06.000Z"],
    ["20190228", "2019-02-27T16:00:00.000Z"],
    ["201902281125", "2019-02-28T03:25:00.000Z"],
    ["20190228112505", "2019-02-28T03:25:05.000Z"],
    ["2019-02-28T11:25:05", "2019-02-28T03:25:05.000Z"],
    ["2019-02-28T11:25:05.120Z", "2019-02-28T11:25:05.120Z"],
    ["2019-02-28T11:25:05+09:30", "2019-02-28T01:55:05.000Z"],
    ["２０１９／２／２８　１１：２５：０５", "2019-02-28T03:25:05.000Z"],
    ["  2019/2/28   11:25 \t", "2019-02-28T03:25:00.000Z"],
    ["2020/2/29", "2020-02-28T16:00:00.000Z"],
    ["43782.4724652778", "2019-11-13T03:20:21.000Z"],
    ["43810", "2019-12-10T16:00:00.000Z"],
  ])("%s → %s", (value, at) => expect(iso(text(value))).toBe(at));

  it.each([
    "十一月初",
    "2019",
    "2019/2",
    "2019/2/29",
    "2019/13/1",
    "2019/0/5",
    "2019/4/31 10:00",
    "28/2/2019",
    "2/28/2019",
    "19/2/28",
    "2019/2-28",
    "2019/2/28 24:00",
    "2019/2/28 11:60",
    "2019/2/28 11:25:61",
    "2019/2/28 上午15:00",
    "2019/2/28 上午 3:00 PM",
    "2019/2/28 11:25:05 左右",
    "2019/2/28?",
    "1899/1/1",
    "20191301",
    "12345",
    "-",
    "",
    "#N/A",
  ])("%j is no date", (value) => expect(iso(text(value))).toBeNull());
});

describe("serial dates", () => {
  it.each<[number | string, Epoch, string | null]>([
    [43524.4757523148, 1900, "2019-02-28T03:25:05.000Z"],
    [42062.4757523148, 1904, "2019-02-28T03:25:05.000Z"],
    ["4.35244757523148E4", 1900, "2019-02-28T03:25:05.000Z"],
    [43524, 1900, "2019-02-27T16:00:00.000Z"],
    // Half a second before midnight belongs to the next day, as Excel shows it.
    [43524.99999998, 1900, "2019-02-28T16:00:00.000Z"],
    [43524.000005, 1900, "2019-02-27T16:00:00.000Z"],
    [43524.000006, 1900, "2019-02-27T16:00:01.000Z"],
    [61, 1900, "1900-02-28T15:54:17.000Z"],
    [60, 1900, null],
    [59, 1900, "1900-02-27T15:54:17.000Z"],
    [2_958_465, 1900, "9999-12-30T16:00:00.000Z"],
    [2_958_466, 1900, null],
    [0.5, 1900, null],
    [0, 1900, null],
    [-3, 1900, null],
    [2019, 1900, null],
    [20190228, 1900, "2019-02-27T16:00:00.000Z"],
    [20190228112505, 1900, "2019-02-28T03:25:05.000Z"],
    [20191399, 1900, null],
    ["", 1900, null],
    ["abc", 1900, null],
  ])("%s (%i) → %s", (value, epoch, at) => expect(iso(serial(value), epoch)).toBe(at));

  it("booleans and error values are no dates", () => {
    expect(iso({ kind: "boolean", text: "TRUE" })).toBeNull();
    expect(iso({ kind: "error", text: "#N/A" })).toBeNull();
  });
});

describe("one instant, however it is written and wherever it is read", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  const seconds = fc.integer({ min: Date.UTC(1992, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 });
  it.each(["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "UTC"])(
    "text and serials agree on a machine in %s",
    (machine) => {
      process.env.TZ = machine;
      fc.assert(
        fc.property(seconds, (wall) => {
          const written = new Date(wall * 1000).toISOString().slice(0, 19);
          const at = iso(text(written));
          expect(at).toBe(new Date((wall - 8 * 3600) * 1000).toISOString());
          expect(iso(text(written.replaceAll("-", "/").replace("T", " ")))).toBe(at);
          // 15 significant digits are what Excel keeps.
          expect(iso(serial((wall / 86_400 + 25_569).toPrecision(15)))).toBe(at);
          expect(iso(serial((wall / 86_400 + 25_569 - 1_462).toPrecision(15)), 1904)).toBe(at);
        }),
      );
    },
  );

  it("reads a clock-change night of the machine like any other night", () => {
    process.env.TZ = "America/New_York";
    expect(iso(text("2019/3/10 2:30:00"))).toBe("2019-03-09T18:30:00.000Z");
    expect(iso(serial(43534.1041666667))).toBe("2019-03-09T18:30:00.000Z");
  });

  it("shows back what was typed in the summers of 1986-1991, when Shanghai had summer time", () => {
    const shown = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Asia/Shanghai",
      dateStyle: "short",
      timeStyle: "medium",
    });
    for (const year of [1985, 1986, 1988, 1991, 1992])
      for (const day of ["01-15 08:00:00", "07-15 08:00:00"])
        expect(shown.format(readDate(text(`${year}-${day}`), 1900)!)).toBe(`${year}-${day}`);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("text", "number", "boolean", "error"), (value, kind) => {
        readDate({ kind: kind as Cell["kind"], text: value }, 1900);
      }),
    );
  });
});
