import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanLine, cleanText, comparable, decodeEscapes, foldWidth } from "./cell-text.ts";

describe("decodeEscapes", () => {
  it.each([
    ["a_x000d_\nb", "a\r\nb"],
    ["_x000D__x000A_", "\r\n"],
    ["_x005F_x000d_", "_x000d_"],
    ["_xD83D__xDE00_", "😀"],
    ["_x00d_ _xzzzz_ x000d", "_x00d_ _xzzzz_ x000d"],
  ])("%j → %j", (raw, decoded) => expect(decodeEscapes(raw)).toBe(decoded));

  it("undoes what writers do", () => {
    const escaped = (text: string) => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replace(/\r/g, "_x000D_");
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("_", "x", "0", "d", "\r", "一", "_x000d_") }),
        (text) => decodeEscapes(escaped(text)) === text,
      ),
    );
  });
});

describe("cleanText", () => {
  it.each([
    ["\r\n\t\t\t\r\n\t\t\t搅拌站扰民\r\n\t\t\t\r\n\t\t\t\r\n\t\t", "搅拌站扰民"],
    ["第一段\r\n\r\n\r\n\r\n第二段\r第三段", "第一段\n\n第二段\n第三段"],
    ["　　缩进的一段　\n\t又一段\u00a0\u00a0", "缩进的一段\n又一段"],
    ["甲\t\t乙\u00a0\u00a0 丙", "甲 乙 丙"],
    ["甲　乙", "甲　乙"],
    ["\ufeff看\u200b得\u202e见\u0007的\u0000", "看得见的"],
    ["一家\u{1f468}\u200d\u{1f469}", "一家\u{1f468}\u200d\u{1f469}"],
    ["半个\ud83d字", "半个\ufffd字"],
    ["一行\u2028二行\u000b三行\u0085四行", "一行\n二行\n三行\n四行"],
    [" \t\r\n　", ""],
  ])("%j → %j", (raw, text) => expect(cleanText(raw)).toBe(text));

  const messy = fc.string({
    unit: fc.oneof(
      fc.constantFrom("\r", "\n", "\t", "\u00a0", "　", "\u0000", "\u200b", "\ud83d", "字"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
  });
  it("is settled after once, has no outer blanks, no control characters and nothing PostgreSQL refuses", () => {
    fc.assert(
      fc.property(messy, (raw) => {
        const text = cleanText(raw);
        expect(cleanText(text)).toBe(text);
        expect(text).toBe(text.trim());
        expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Surrogate}|\n\n\n/u);
        expect(cleanLine(raw)).not.toContain("\n");
      }),
    );
  });
});

it.each([
  ["２０１９／２／２８　１１：２５", "2019/2/28 11:25"],
  ["（Ａｂｃ－９）", "(Abc-9)"],
  ["中文、。", "中文、。"],
])("foldWidth %s → %s", (wide, narrow) => expect(foldWidth(wide)).toBe(narrow));

it.each([
  ["搅拌站 噪音，扰民！", "搅拌站噪音扰民。", true],
  ["Ａ２区 Noise", "a2区NOISE", true],
  ["？？", "！！", false],
  ["三户", "五户", false],
])("comparable: %s and %s are the same: %s", (a, b, same) => expect(comparable(a) === comparable(b)).toBe(same));
