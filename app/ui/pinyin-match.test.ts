import { describe, expect, it } from "vitest";
import { initials, matchText, rankByName } from "./pinyin-match.ts";

const name = "松坪县政府";
const syllables = ["song", "ping", "xian", "zheng", "fu"];

describe("finding a name", () => {
  it.each([
    ["松坪", 0, 2],
    ["spx", 0, 3],
    ["songping", 0, 2],
    ["songpingx", 0, 3],
    ["song ping", 0, 2],
    ["song'ping", 0, 2],
    ["松px", 0, 3],
    ["SPX", 0, 3],
    ["zf", 3, 5],
    ["zheng", 3, 4],
    ["县", 2, 3],
    ["sopi", 0, 2],
  ])("%s", (query, from, to) => {
    expect(matchText(query, name, syllables)).toEqual({ from, to });
  });
  it.each(["sxp", "松县", "x坪", "hong", "songpingg"])("not by %s", (query) => {
    expect(matchText(query, name, syllables)).toBeNull();
  });
  it("an empty query matches nothing in particular", () => {
    expect(matchText("  ", name, syllables)).toEqual({ from: 0, to: 0 });
  });
  it("without syllables by characters only", () => {
    expect(matchText("坪县", name)).toEqual({ from: 1, to: 3 });
    expect(matchText("spx", name)).toBeNull();
  });
  it("letters and figures in a name match themselves", () => {
    expect(matchText("12345", "12345 热线", ["1", "2", "3", "4", "5", " ", "re", "xian"])).toEqual({ from: 0, to: 5 });
  });
});

it("initials", () => {
  expect(initials(syllables)).toBe("spxzf");
});

it("names that begin with it come first, then the shorter", () => {
  const items = [
    { name: "市松坪办", syllables: ["shi", "song", "ping", "ban"] },
    { name: "松坪县信访局", syllables: ["song", "ping", "xian", "xin", "fang", "ju"] },
    { name: "松坪县", syllables: ["song", "ping", "xian"] },
    { name: "别处", syllables: ["bie", "chu"] },
  ];
  expect(rankByName("sp", items).map((hit) => hit.item.name)).toEqual(["松坪县", "松坪县信访局", "市松坪办"]);
  expect(rankByName("", items)).toHaveLength(4);
});
