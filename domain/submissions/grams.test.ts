import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterWords, foldText, gramsOf, matchesWords } from "./grams.ts";

describe("grams", () => {
  it("holds characters and pairs of each run", () => {
    expect(gramsOf("搅拌站A7县，夜间")).toEqual(
      ["搅", "搅拌", "拌", "拌站", "站", "站a", "a", "a7", "7", "7县", "县", "夜", "夜间", "间"].sort(),
    );
  });

  it("finds Han after a letter in front of it, and words whatever their width", () => {
    const row = new Set(gramsOf("Ａ市经济学院组织学生实习"));
    for (const filter of ["经济学院", "a市经济", "Ａ市", "习"])
      for (const word of filterWords(filter)) for (const gram of word.grams) expect(row).toContain(gram);
  });

  it("asks for pairs alone where there are any, and knows which words the grams settle", () => {
    expect(filterWords("搅拌站 夜").map(({ grams, exact }) => ({ grams, exact }))).toEqual([
      { grams: ["搅拌", "拌站"].sort(), exact: false },
      { grams: ["夜"], exact: true },
    ]);
    expect(filterWords("，。 — ")).toEqual([]);
  });

  it("never asks for a gram that a matching text lacks; and two letters need no second look", () => {
    const letter = fc.constantFrom(..."搅拌站夜间市县aA1７Ａ，。 \n-");
    const texts = fc.string({ unit: letter, maxLength: 60 });
    const filters = fc.string({ unit: letter, minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(texts, filters, (text, filter) => {
        const grams = new Set(gramsOf(text));
        for (const word of filterWords(filter)) {
          const contains = foldText(text).includes(word.text);
          if (contains) for (const gram of word.grams) expect(grams.has(gram)).toBe(true);
          if (word.plain) expect(text.includes(word.text)).toBe(contains);
          if (word.exact) expect(word.grams.every((gram) => grams.has(gram))).toBe(contains);
          expect(matchesWords([word], text)).toBe(contains);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
