import { describe, expect, test } from "vitest";
import { changesOf, conflictsOf, type FactsChange, type FactsField, type SavedFacts } from "./facts-merge.ts";

const base: SavedFacts = { factsVersion: 3, title: "扬尘", place: "村口", cause: "夜间" };
const form = (more: object = {}) => ({ title: "扬尘", place: "村口", cause: "夜间", reason: "", ...more });

describe("what a form changes", () => {
  const table: [string, object, FactsChange][] = [
    ["nothing", {}, {}],
    ["spaces only", { title: " 扬尘 " }, {}],
    ["a text", { cause: "夜间生产" }, { cause: "夜间生产" }],
    ["emptied", { cause: "" }, { cause: "" }],
    ["all", { title: "a", place: "b", cause: "c" }, { title: "a", place: "b", cause: "c" }],
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
    ["two", { cause: "y", place: "a" }, { cause: "x", place: "b", title: "z" }, ["place", "cause"]],
  ];
  test.each(table)("%s", (_name, theirs, mine, fields) => {
    expect(conflictsOf(base, { ...base, factsVersion: 4, ...theirs }, mine)).toEqual(fields);
  });
});
