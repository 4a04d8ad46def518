import { describe, expect, test } from "vitest";
import { spellingOf, syllablesOf } from "./pinyin.server.ts";
import { fitOf, plainQuery, readingPattern } from "./pinyin.ts";

const spelt = spellingOf(["青崖县政府", "青崖县人民政府"]);
const finds = (query: string, reading = spelt.pinyin) => new RegExp(readingPattern(plainQuery(query))).test(reading);

describe("readings", () => {
  test("stand a syllable each, a name each", () => {
    expect(spelt).toEqual({
      pinyin: "qing ya xian zheng fu / qing ya xian ren min zheng fu",
      initials: "qyxzf / qyxrmzf",
    });
    expect(spellingOf(["A区3号"])).toEqual({ pinyin: "a qu 3 hao", initials: "aq3h" });
  });
  test("a surname is read as one", () => {
    expect(spellingOf(["单雄信"], "person").pinyin).toBe("shan xiong xin");
    expect(spellingOf(["曾乐"], "person").initials).toBe("zl");
  });
  test.each(["q", "qyx", "qingya", "qingyax", "qyxian", "yx", "xianzf", "QYX", " q y x ", "ｑｙｘ", "qyxrmzf"])(
    "%s finds",
    (query) => expect(finds(query)).toBe(true),
  );
  test.each(["yq", "ing", "qx", "zfq", "fuqing", "qingzheng"])("%s does not", (query) =>
    expect(finds(query)).toBe(false),
  );
});

describe("how well a name fits", () => {
  const fitting = (query: string, name: string) => fitOf(plainQuery(query), name, syllablesOf(name));
  test("whole before beginning before within", () => {
    expect(fitting("青崖县", "青崖县")).toBe(0);
    expect(fitting("qyx", "青崖县")).toBe(0);
    expect(fitting("qyx", "青崖县政府")).toBe(1);
    expect(fitting("青yx", "青崖县政府")).toBe(1);
    expect(fitting("zf", "青崖县政府")).toBe(2);
    expect(fitting("政f", "青崖县政府")).toBe(2);
    expect(fitting("qx", "青崖县政府")).toBeNull();
  });
});
