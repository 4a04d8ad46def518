import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "./cell.ts";
import { columns, type Field, fields, type Header } from "./columns.ts";
import { type RowCells, readRow } from "./read-row.ts";
import { type Grade, gradeOf, type ProblemCode, problem, problemGrade } from "./row-problems.ts";
import { SeenRows } from "./seen-rows.server.ts";
import { textHash } from "./text-hash.server.ts";

const now = new Date("2026-11-24T03:02:00Z");
const header: Header = {
  row: 1,
  places: Object.fromEntries(fields.map((field, i) => [field, { column: i + 1, header: columns[field].headers[0] }])),
};
const text = (value: string): Cell => ({ kind: "text", text: value });
const plain: RowCells = {
  externalNumber: { kind: "number", text: "188006" },
  petitioner: text("陶某"),
  title: text("搅拌站昨夜又开到天亮"),
  receivedAt: text("2026-11-24 09:18"),
  body: text("\r\n\t请管一管\r\n"),
  channel: text("来电"),
  county: text("青崖县"),
  place: text("红石镇西河村"),
  phone: text("１３８０００００００１"),
};
const judge = (changes: RowCells, seen = new SeenRows(header), row = 2) => {
  const { value, problems } = readRow(
    { ...plain, ...changes },
    { header, epoch: 1900, now, isCounty: (name) => name !== "澜北" },
  );
  return seen.judge(row, value, problems);
};

it("reads a good row whole and clean", () => {
  expect(judge({})).toEqual({
    row: 2,
    grade: "good",
    problems: [],
    textHash: textHash("搅拌站昨夜又开到天亮", "请管一管"),
    sameTextAsRow: null,
    value: {
      externalNumber: "188006",
      petitioner: "陶某",
      title: "搅拌站昨夜又开到天亮",
      body: "请管一管",
      receivedAt: new Date("2026-11-24T01:18:00Z"),
      channel: "call",
      county: "青崖县",
      place: "红石镇西河村",
      phone: "13800000001",
    },
  });
});

const tooLong = text("长".repeat(32_768));
const problemTable: [ProblemCode, RowCells, Field, string][] = [
  ["number_empty", { externalNumber: undefined }, "externalNumber", "为空"],
  ["number_unusable", { externalNumber: text("无") }, "externalNumber", "不是可用的编号：「无」"],
  [
    "number_rounded",
    { externalNumber: { kind: "number", text: "2.0190228112505E+16" } },
    "externalNumber",
    "超过 15 位",
  ],
  ["date_empty", { receivedAt: text(" ") }, "receivedAt", "为空"],
  ["date_unreadable", { receivedAt: text("十一月初") }, "receivedAt", "不是日期：「十一月初」"],
  ["date_in_future", { receivedAt: text("2027-11-02") }, "receivedAt", "晚于今天：2027-11-02"],
  ["date_in_future", { receivedAt: text("2026-11-24 23:10") }, "receivedAt", "晚于现在：2026-11-24 23:10"],
  ["date_very_old", { receivedAt: text("1989-12-31 23:59") }, "receivedAt", "早于 1990 年：1989-12-31"],
  ["text_empty", { title: undefined, body: text("\r\n\t\u200b") }, "body", "标题和内容都为空"],
  ["title_empty", { title: text("　") }, "title", "为空"],
  ["body_empty", { body: undefined }, "body", "为空"],
  ["channel_unknown", { channel: text("上门") }, "channel", "「上门」不在五种形式之内"],
  ["channel_empty", { channel: undefined }, "channel", "为空，按网上信访记"],
  ["county_unknown", { county: text("澜北") }, "county", "「澜北」不在组织树中"],
  ["error_value", { place: { kind: "error", text: "#N/A" } }, "place", "是错误值 #N/A"],
  ...fields.map((field): [ProblemCode, RowCells, Field, string] => [
    "too_long",
    { [field]: tooLong },
    field,
    "超过 32,767 字",
  ]),
];

describe("a row by itself", () => {
  it.each(problemTable)("%s", (code, changes, field, zh) => {
    const result = judge(changes);
    expect(result.problems.map((p) => [p.code, p.field, p.column])).toEqual([[code, field, columns[field].headers[0]]]);
    expect(result.problems[0]!.sentence.zh).toContain(zh);
    expect(result.grade).toBe(problemGrade[code]);
    if (result.grade !== "bad") expect(result.value.receivedAt).toBeInstanceOf(Date);
  });

  it.each<[string, RowCells]>([
    ["a date of this very minute", { receivedAt: text("2026-11-24 11:02") }],
    ["the first day of 1990", { receivedAt: text("1990-01-01") }],
    ["a full cell", { body: text("长".repeat(32_767)) }],
    [
      "a row without the optional columns",
      { county: undefined, place: undefined, phone: undefined, petitioner: undefined },
    ],
  ])("%s is good", (_, changes) => expect(judge(changes).grade).toBe("good"));

  it("reports every problem of a row, and the worst decides", () => {
    const result = judge({ externalNumber: undefined, receivedAt: text("?"), title: undefined });
    expect(result.problems.map(({ code }) => code)).toEqual(["number_empty", "date_unreadable", "title_empty"]);
    expect(result.grade).toBe("bad");
  });
});

describe("a row among others", () => {
  const other = { externalNumber: text("188007") };
  it("the same again is a duplicate; the first stands", () => {
    const seen = new SeenRows(header);
    expect(judge({}, seen, 2).grade).toBe("good");
    const again = judge({ externalNumber: text("１８８００６"), body: text("请管一管") }, seen, 5);
    expect(again).toMatchObject({ grade: "duplicate", problems: [{ code: "repeated_row", field: "externalNumber" }] });
    expect(again.problems[0]!.sentence).toEqual({ zh: "与第 2 行完全相同", en: "The same as row 2" });
  });

  it.each(fields.filter((field) => field !== "externalNumber"))("the same number with another %s is bad", (field) => {
    const changed: RowCells = { receivedAt: text("2026-11-23"), channel: text("来信") };
    const seen = new SeenRows(header);
    judge({}, seen);
    const result = judge({ [field]: changed[field] ?? text("另一个") }, seen, 3);
    expect(result).toMatchObject({ grade: "bad", problems: [{ code: "number_reused" }] });
  });

  it("the same text under another number is marked with the first row and stays", () => {
    const seen = new SeenRows(header);
    judge({}, seen, 2);
    const second = judge({ ...other, title: text("搅拌站昨夜，又开到天亮！"), petitioner: text("李某") }, seen, 3);
    expect(second).toMatchObject({
      grade: "doubtful",
      sameTextAsRow: 2,
      problems: [{ code: "same_text", field: "body" }],
    });
    expect(judge({ externalNumber: text("188008") }, seen, 4).sameTextAsRow).toBe(2);
  });

  it("bad rows are not compared with", () => {
    const seen = new SeenRows(header);
    expect(judge({ receivedAt: text("?") }, seen, 2).grade).toBe("bad");
    expect(judge({}, seen, 3)).toMatchObject({ grade: "good", problems: [] });
    expect(judge({ body: text("别的") }, seen, 4).grade).toBe("bad");
    expect(judge({ ...other, body: text("别的") }, seen, 5)).toMatchObject({ grade: "good", sameTextAsRow: null });
  });
});

it("every code of the closed list is met above, and has a sentence in both languages", () => {
  const met = new Set<string>([...problemTable.map(([code]) => code), "repeated_row", "number_reused", "same_text"]);
  expect([...met].sort()).toEqual(Object.keys(problemGrade).sort());
  for (const code of Object.keys(problemGrade) as ProblemCode[]) {
    const { sentence } = problem(header, "body", code, "7");
    expect(sentence.zh).toMatch(/\p{Script=Han}/u);
    expect(sentence.en).not.toMatch(/\p{Script=Han}/u);
  }
});

it("the grade is the worst, whatever the order", () => {
  const order: Grade[] = ["good", "doubtful", "duplicate", "bad"];
  const codes = fc.array(fc.constantFrom(...(Object.keys(problemGrade) as ProblemCode[])));
  fc.assert(
    fc.property(codes, (list) => {
      const worst = Math.max(0, ...list.map((code) => order.indexOf(problemGrade[code])));
      expect(gradeOf(list.map((code) => problem(header, "body", code)))).toBe(order[worst]);
    }),
  );
});

describe("textHash", () => {
  it("sees through spacing, width, case and punctuation, and keeps title and body apart", () => {
    const hash = textHash("A2区 搅拌站", "噪音，扰民！\n请管。");
    expect(textHash("Ａ２区搅拌站！", "噪音扰民 请管")).toBe(hash);
    expect(textHash("A2区", "搅拌站噪音扰民请管")).not.toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
  });
  it("differs when a letter or digit differs", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[一-龟0-9]{1,20}$/), fc.stringMatching(/^[一-龟0-9]{1,20}$/), (a, b) => {
        expect(textHash("题", a) === textHash("题", b)).toBe(a === b);
      }),
    );
  });
});
