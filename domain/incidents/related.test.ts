import { expect, test } from "vitest";
import { mattersIn, mayBelong } from "./related.ts";

const places = ["青崖县", "红石镇 西河村口"];
const belongs = (letter: string, ...known: string[]) =>
  mayBelong(
    mattersIn(letter, places),
    known.map((title) => mattersIn(title, places)),
  );

test.each([
  ["搅拌站夜里扬尘", true],
  ["反映搅拌站噪声大，睡不着", true],
  ["关于红石镇西河村口搅拌站扬尘的问题", true],
  // The place alone is no matter, nor is what every letter says.
  ["红石镇西河村口修路", false],
  ["请求解决红石镇有关问题", false],
  ["青崖县红石镇村民反映情况", false],
  ["供水管网改造", false],
  ["搅拌", false],
  ["", false],
])("%s", (letter, expected) => {
  expect(belongs(letter, "红石镇搅拌站扬尘噪声")).toBe(expected);
});

test("a letter that is linked already brings its words along", () => {
  expect(belongs("菜地落灰减产怎么赔", "红石镇搅拌站扬尘噪声")).toBe(false);
  expect(belongs("菜地落灰减产怎么赔", "红石镇搅拌站扬尘噪声", "菜地落灰，青菜卖不出去")).toBe(true);
});

test("width and case of letters do not count", () => {
  expect(mayBelong(mattersIn("ＡＴＭ机吞卡", []), [mattersIn("atm机吞卡不退", [])])).toBe(true);
});
