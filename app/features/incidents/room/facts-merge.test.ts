import { describe, expect, test } from "vitest";
import { changesOf, conflictsOf, type FactsChange, type FactsField, type SavedFacts } from "./facts-merge.ts";

const base: SavedFacts = { factsVersion: 3, title: "扬尘", level: 2, place: "村口", cause: "夜间" };
const form = (more: object = {}) => ({ title: "扬尘", level: "2", place: "村口", cause: "夜间", reason: "", ...more });

describe("what a form changes", () => {
  const table: [string, object, FactsChange][] = [
    ["nothing", {}, {}],
    ["spaces only", { title: " 扬尘 " }, {}],
    ["a text", { cause: "夜间生产" }, { cause: "夜间生产" }],
    ["emptied", { cause: "" }, { cause: "" }],
    ["the level", { level: "1" }, { level: 1 }],
    ["all", { title: "a", level: "4", place: "b", cause: "c" }, { title: "a", level: 4, place: "b", cause: "c" }],
  ];
  test.each(table)("%s", (_name, more, change) => {
    expect(changesOf(base, form(more))).toEqual(change);
  });
});

describe("the fields that both changed", () => {
  const table: [string, Partial<SavedFacts>, FactsChange, FactsField[]][] = [
    ["the other changed another field", { place: "村委会" }, { cause: "x" }, []],
    ["the same field", { cause: "y" }, { cause: "x" }, ["cause"]],
    ["to the same text", { cause: "x" }, { cause: "x" }, []],
    ["two", { cause: "y", level: 1 }, { cause: "x", level: 3, title: "z" }, ["level", "cause"]],
  ];
  test.each(table)("%s", (_name, theirs, mine, fields) => {
    expect(conflictsOf(base, { ...base, factsVersion: 4, ...theirs }, mine)).toEqual(fields);
  });
});
