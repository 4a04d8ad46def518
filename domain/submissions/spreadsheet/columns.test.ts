import { describe, expect, it } from "vitest";
import type { Cell } from "./cell.ts";
import { columnName, columnOf } from "./cell.ts";
import { channels, readChannel } from "./channel-words.ts";
import { columns, fields, readHeader, requiredFields } from "./columns.ts";
import { readExternalNumber } from "./external-number.ts";

const header = (...texts: string[]) => readHeader(texts.map((text, i) => [i + 1, text] as const));

describe("readHeader", () => {
  it("no header stands for two fields", () => {
    const all = fields.flatMap((field) => columns[field].headers);
    expect(new Set(all).size).toBe(all.length);
  });

  it("finds every field under each of its headers, in any order, among other columns", () => {
    for (const spelling of [0, -1]) {
      const names = fields.map((field) => columns[field].headers.at(spelling)!).reverse();
      const reading = header("序号", ...names, "点赞数");
      expect(reading.ok && Object.keys(reading.places).sort()).toEqual([...fields].sort());
      expect(reading.ok && reading.places.externalNumber).toEqual({ column: names.length + 1, header: names.at(-1) });
    }
  });

  it.each(["收到时间（必填）", " 收到 时间 ", "收到时间*", "收到时间\n(年-月-日)"])("reads %j as 收到时间", (name) => {
    expect(header("编号", "信访人", "标题", name, "内容").ok).toBe(true);
  });

  it("names each missing column in the spelling of the rest", () => {
    for (const field of requiredFields) {
      const rest = requiredFields.filter((other) => other !== field);
      expect(header(...rest.map((other) => columns[other].headers[0]))).toMatchObject({
        ok: false,
        missing: [columns[field].headers[0]],
      });
      expect(header(...rest.map((other) => columns[other].headers[1]!))).toMatchObject({
        ok: false,
        missing: [columns[field].headers[1]],
      });
    }
    expect(header("甲", "乙")).toMatchObject({
      ok: false,
      matched: 0,
      missing: requiredFields.map((field) => columns[field].headers[0]),
    });
  });

  it("refuses a field that stands twice, also under two spellings", () => {
    expect(header("编号", "信访人", "标题", "收到时间", "内容", "留言详情")).toMatchObject({
      ok: false,
      missing: [],
      repeated: ["留言详情"],
    });
  });
});

describe("readExternalNumber", () => {
  it.each<[Cell | undefined, string]>([
    [{ kind: "number", text: "188006" }, "188006"],
    [{ kind: "number", text: "1.88006E5" }, "188006"],
    [{ kind: "text", text: "１８８００６" }, "188006"],
    [{ kind: "text", text: " 188006.0 " }, "188006"],
    [{ kind: "text", text: "00188006" }, "00188006"],
    [{ kind: "text", text: "20190228112505001" }, "20190228112505001"],
    [{ kind: "text", text: "信访〔2019〕12号" }, "信访〔2019〕12号"],
    [{ kind: "text", text: "20261124-0031" }, "20261124-0031"],
    [undefined, "number_empty"],
    [{ kind: "text", text: " \u3000\t" }, "number_empty"],
    [{ kind: "text", text: "无" }, "number_unusable"],
    [{ kind: "text", text: "-" }, "number_unusable"],
    [{ kind: "text", text: "0" }, "number_unusable"],
    [{ kind: "text", text: "12,13" }, "number_unusable"],
    [{ kind: "text", text: `1${"0".repeat(64)}` }, "number_unusable"],
    [{ kind: "boolean", text: "TRUE" }, "number_unusable"],
    [{ kind: "number", text: "188006.5" }, "number_unusable"],
    [{ kind: "number", text: "-5" }, "number_unusable"],
    [{ kind: "number", text: "abc" }, "number_unusable"],
    [{ kind: "number", text: "2.0190228112505E+16" }, "number_rounded"],
    [{ kind: "text", text: "2.01902E+16" }, "number_rounded"],
  ])("%j → %s", (cell, result) => {
    const reading = readExternalNumber(cell);
    expect("number" in reading ? reading.number : reading.problem).toBe(result);
  });
});

it.each([
  ["来信", "letter"],
  ["来访", "visit"],
  ["走访", "visit"],
  [" 来 电 ", "call"],
  ["传真", "fax"],
  ["网信", "web"],
  ["网上信访", "web"],
  ["上门", null],
  ["", null],
] as const)("form %j → %s", (word, channel) => expect(readChannel(word)).toBe(channel));
it("has the five forms", () => expect(channels).toHaveLength(5));

it.each([
  ["A1", 1],
  ["Z9", 26],
  ["AA10", 27],
  ["XFD1048576", 16_384],
  ["XFE1", null],
  ["7", null],
  ["B", null],
  ["b7", null],
  ["AAAAAAAAAA1", null],
] as const)("cell %s stands in column %s", (reference, column) => {
  expect(columnOf(reference)).toBe(column);
  if (column) expect(reference.startsWith(columnName(column))).toBe(true);
});
