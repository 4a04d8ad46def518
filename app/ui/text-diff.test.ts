import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DiffPart, diffTexts } from "./text-diff.ts";

const marked = (parts: DiffPart[]) => parts.map((part) => (part.changed ? `[${part.text}]` : part.text)).join("");
const textOf = (parts: DiffPart[]) => parts.map((part) => part.text).join("");

describe("differences of two texts", () => {
  it.each([
    ["一样", "一样", "一样", "一样"],
    ["", "新写的", "", "[新写的]"],
    ["旧的", "", "[旧的]", ""],
    ["本周五前公布", "下周五前公布", "[本]周五前公布", "[下]周五前公布"],
    ["共 11 户", "共 12 户", "共 1[1] 户", "共 1[2] 户"],
    ["县里现行标准", "市里现行标准", "[县]里现行标准", "[市]里现行标准"],
  ])("%s / %s", (theirs, mine, left, right) => {
    const diff = diffTexts(theirs, mine);
    expect(marked(diff.theirs)).toBe(left);
    expect(marked(diff.mine)).toBe(right);
  });

  it("a single character between two changes belongs to them", () => {
    expect(marked(diffTexts("甲的乙", "丙的丁").theirs)).toBe("[甲的乙]");
  });

  it("loses nothing, and equal parts are equal", () => {
    const text = fc.string({ unit: fc.constantFrom("村", "县", "标", "准", "1", "\n", "😀") });
    fc.assert(
      fc.property(text, text, (theirs, mine) => {
        const diff = diffTexts(theirs, mine);
        expect(textOf(diff.theirs)).toBe(theirs);
        expect(textOf(diff.mine)).toBe(mine);
        if (theirs === mine) expect(diff.mine.some((part) => part.changed)).toBe(false);
      }),
    );
  });

  it("long texts are compared by lines", () => {
    const lines = Array.from({ length: 300 }, (_, i) => `第 ${i} 行，说的是现场情况。\n`);
    const changed = lines.map((line, i) => (i === 5 || i === 290 ? `${line.trim()}改\n` : line));
    const diff = diffTexts(lines.join(""), changed.join(""));
    expect(diff.mine.filter((part) => part.changed).length).toBeGreaterThan(0);
    expect(textOf(diff.mine)).toBe(changed.join(""));
  });
});
