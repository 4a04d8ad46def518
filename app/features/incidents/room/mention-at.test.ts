import { describe, expect, test } from "vitest";
import { mentionAt } from "./mention-at.ts";

describe("the mention at the caret (|)", () => {
  const table: [string, string | null][] = [
    ["@|", ""],
    ["@林|", "林"],
    ["请@lj|", "lj"],
    ["请 @林佳| 到场", "林佳"],
    ["请@林佳 |", null],
    ["@林佳，|", null],
    ["a@b|", null],
    ["zhou.min@lan|", null],
    ["林|@佳", null],
    ["@@林|", "林"],
    ["（@林|", "林"],
    ["@一二三四五六七八九十一二三四五六七八九十一|", null],
    ["|", null],
  ];
  test.each(table)("%s", (marked, query) => {
    const caret = marked.indexOf("|");
    const found = mentionAt(marked.replace("|", ""), caret);
    expect(found?.query ?? null).toBe(query);
    if (found) expect(marked[found.from]).toBe("@");
  });
});
