import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RoomEntry } from "#domain/incidents/room.ts";
import { type Absence, missedCount, textPieces, timelineRows } from "./timeline-rows.ts";

const at = (time: string) => new Date(`${time}+08:00`).toISOString();
const entry = (seq: number, recorded: string, more: { event?: string; by?: string } = {}) =>
  ({
    seq,
    recordedAt: at(recorded),
    eventTime: at(more.event ?? recorded),
    actor: { id: more.by ?? "other" },
  }) as RoomEntry;
const absence = (from: number, to: number): Absence => ({
  from,
  to,
  since: at("2026-11-24T14:08"),
  back: at("2026-11-24T14:20:59"),
});
const kinds = (rows: ReturnType<typeof timelineRows>) =>
  rows.map((row) =>
    row.kind === "entry" ? `${row.entry.seq}${row.missed ? "*" : ""}${row.late ? "补" : ""}` : row.kind,
  );

describe("the rows of a timeline", () => {
  const entries = [
    entry(40, "2026-11-24T14:05"),
    entry(41, "2026-11-24T14:07"),
    entry(42, "2026-11-24T14:20", { by: "me" }),
    entry(43, "2026-11-24T14:27", { event: "2026-11-24T14:12" }),
    entry(44, "2026-11-25T00:01", { event: "2026-11-24T23:59:30" }),
  ];
  const cases: [string, Absence | null, string[]][] = [
    ["nobody was away", null, ["40", "41", "42", "43补", "day", "44"]],
    [
      "away for the last three, one of them mine",
      absence(41, 44),
      ["40", "41", "42", "absence", "43*补", "day", "44*"],
    ],
    ["away for one in the middle", absence(40, 41), ["40", "absence", "41*", "42", "43补", "day", "44"]],
    ["away, but only I wrote", absence(41, 42), ["40", "41", "42", "43补", "day", "44"]],
    ["away for all and more", absence(10, 44), ["absence", "40*", "41*", "42", "43*补", "day", "44*"]],
    ["nothing came", absence(44, 44), ["40", "41", "42", "43补", "day", "44"]],
  ];
  test.each(cases)("%s", (_name, away, expected) => {
    expect(kinds(timelineRows(entries, away, "me"))).toEqual(expected);
  });

  test("the divider counts exactly the entries missed", () => {
    expect(missedCount(entries, absence(41, 44), "me")).toBe(2);
    expect(missedCount(entries, absence(10, 44), "me")).toBe(29 + 4);
    expect(missedCount([], absence(10, 44), "me")).toBe(34);
    const divider = timelineRows(entries, absence(41, 44), "me").find((row) => row.kind === "absence");
    expect(divider).toMatchObject({ minutes: 12, count: 2 });
  });

  test("the count and the blue rows agree wherever the page begins", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.nat(60),
        (first, from, length) => {
          const to = from + length;
          const all = Array.from({ length: 120 }, (_, i) =>
            entry(i + 1, "2026-11-24T14:05", { by: i % 7 === 0 ? "me" : "x" }),
          );
          const away = absence(from, to);
          const rows = timelineRows(all.slice(first - 1), away, "me");
          const blue = rows.filter((row) => row.kind === "entry" && row.missed).length;
          const above = Math.max(0, Math.min(first - 1, to) - from);
          expect(missedCount(all.slice(first - 1), away, "me")).toBe(blue + above);
          expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
        },
      ),
    );
  });

  const lateness: [string, string, boolean][] = [
    ["2026-11-24T14:10", "2026-11-24T14:10", false],
    ["2026-11-24T14:10", "2026-11-24T14:11:59", false],
    ["2026-11-24T14:10", "2026-11-24T14:12", true],
    ["2026-11-24T14:11", "2026-11-24T14:10", false],
    ["2026-11-23T14:10", "2026-11-24T14:10", true],
  ];
  test.each(lateness)("happened %s, recorded %s: late %s", (event, recorded, late) => {
    const [row] = timelineRows([entry(1, recorded, { event })], null, "me");
    expect(row).toMatchObject({ late });
  });
});

describe("the pieces of a text", () => {
  const cases: [string, string[], string, string][] = [
    ["@周敏 代表同意", ["周敏"], "", "[@周敏] 代表同意"],
    ["请@周敏敏和@周敏看", ["周敏", "周敏敏"], "", "请[@周敏敏]和[@周敏]看"],
    ["没有提到人 @", ["周敏"], "", "没有提到人 @"],
    ["现场 46 人，PDF", [], "pdf 人", "现场 46 <人>，<PDF>"],
    ["@周敏 周敏", ["周敏"], "周敏", "[@周敏] <周敏>"],
    ["", [], "", ""],
  ];
  test.each(cases)("%s", (text, names, query, expected) => {
    const pieces = textPieces(text, names, query);
    expect(pieces.map((p) => p.text).join("")).toBe(text);
    expect(
      pieces.map((p) => (p.as === "plain" ? p.text : p.as === "mention" ? `[${p.text}]` : `<${p.text}>`)).join(""),
    ).toBe(expected);
  });
});
