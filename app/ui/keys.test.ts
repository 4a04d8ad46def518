import { describe, expect, it } from "vitest";
import { acts, type KeyPlace, type KeyPress } from "./keys.ts";
import { rowAfter } from "./row-keys.ts";
import { idsBetween } from "./selection.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});
const page: KeyPlace = { inField: false, inLayer: false, lettersOff: false };
const field = { ...page, inField: true };
const layer = { ...page, inLayer: true };
const off = { ...page, lettersOff: true };

describe("when a key acts", () => {
  it.each<[string, Parameters<typeof acts>[0], KeyPress, KeyPlace, boolean]>([
    ["a letter on the page", { key: "n" }, press("n"), page, true],
    ["with caps lock", { key: "n" }, press("N"), page, true],
    ["another letter", { key: "n" }, press("m"), page, false],
    ["a letter in a field", { key: "n" }, press("n"), field, false],
    ["a letter in a dialog", { key: "n" }, press("n"), layer, false],
    ["a letter when letters are off", { key: "n" }, press("n"), off, false],
    ["a letter with Ctrl", { key: "n" }, press("n", { ctrlKey: true }), page, false],
    ["a letter with Shift", { key: "j" }, press("J", { shiftKey: true }), page, false],
    ["Shift and a letter", { key: "Shift+j" }, press("J", { shiftKey: true }), page, true],
    ["? needs Shift to be typed", { key: "?" }, press("?", { shiftKey: true }), page, true],
    ["/ in a field", { key: "/" }, press("/"), field, false],
    ["/ when letters are off", { key: "/" }, press("/"), off, false],
    ["Ctrl+K on the page", { key: "Ctrl+k" }, press("k", { ctrlKey: true }), page, true],
    ["Ctrl+K with the Mac's key", { key: "Ctrl+k" }, press("k", { metaKey: true }), page, true],
    ["Ctrl+K in a field", { key: "Ctrl+k", inFields: true }, press("k", { ctrlKey: true }), field, true],
    ["Ctrl+K when letters are off", { key: "Ctrl+k" }, press("k", { ctrlKey: true }), off, true],
    ["an arrow", { key: "ArrowDown" }, press("ArrowDown"), page, true],
    ["an arrow in a field", { key: "ArrowDown" }, press("ArrowDown"), field, false],
    ["an arrow when letters are off", { key: "ArrowDown" }, press("ArrowDown"), off, true],
    ["while composing", { key: "n" }, press("n", { isComposing: true }), page, false],
    ["while composing, old browsers", { key: "Enter", inFields: true }, press("Enter", { keyCode: 229 }), field, false],
    [
      "Ctrl while composing",
      { key: "Ctrl+k", inFields: true },
      press("k", { ctrlKey: true, isComposing: true }),
      field,
      false,
    ],
  ])("%s", (_words, binding, event, place, does) => {
    expect(acts(binding, event, place)).toBe(does);
  });
});

describe("moving in a list", () => {
  it.each<[string, number | null, number, number | null]>([
    ["j", null, 3, 0],
    ["j", 0, 3, 1],
    ["j", 2, 3, 2],
    ["k", 1, 3, 0],
    ["k", 0, 3, 0],
    ["k", null, 3, 0],
    ["ArrowDown", 0, 3, 1],
    ["Home", 2, 3, 0],
    ["End", 0, 3, 2],
    ["j", null, 0, null],
    ["x", 0, 3, null],
  ])("%s from %s of %s leads to %s", (key, at, count, to) => {
    expect(rowAfter(key, at, count)).toBe(to);
  });
  it("a range goes both ways", () => {
    expect(idsBetween(["a", "b", "c", "d"], 3, 1)).toEqual(["b", "c", "d"]);
    expect(idsBetween(["a", "b", "c", "d"], 1, 1)).toEqual(["b"]);
  });
});
