import { expect, it } from "vitest";
import { daysIn, daysText, keyText, noFilter, questionParams, readQuestion } from "./filter.ts";

const id = "01a210ae-260d-769d-826a-9e13bd5c97d1";

it.each([
  ["2026-11-01 至 2026-11-24", { from: "2026-11-01", to: "2026-11-24" }],
  ["2026/11/24-2026.11.1", { from: "2026-11-01", to: "2026-11-24" }],
  ["2026年11月1日", { from: "2026-11-01", to: "2026-11-01" }],
  ["2026-11-01 至", { from: "2026-11-01", to: null }],
  ["至 2026-11-24", { from: null, to: "2026-11-24" }],
  ["十一月", null],
  ["2026-02-30", null],
  ["2026-01-01 至 2026-02-30", null],
  ["2026-01-01 2026-01-02 2026-01-03", null],
])("the days of %s", (text, days) => {
  expect(daysIn(text)).toEqual(days);
  if (days) expect(daysIn(daysText(days, "至"))).toEqual(days);
});

it("a question becomes an address and the same question again", () => {
  const filter = {
    ...noFilter,
    text: "搅拌站 夜",
    channel: "web" as const,
    county: id,
    from: "2026-11-01",
    linked: false,
  };
  for (const at of [null, { after: { at: 1_795_580_647_482, id } }, { before: { at: -5, id } }]) {
    const question = { filter, at, size: 20 };
    expect(readQuestion(questionParams(question))).toEqual(question);
  }
  expect(questionParams({ filter: noFilter, at: null, size: 50 }).toString()).toBe("");
});

it("what is malformed counts as not said", () => {
  const malformed = `q= &channel=smoke&county=1&from=2026-13-01&days=x&import=z&linked=maybe&after=1&before=${keyText({ at: 1, id: "x" })}&size=7`;
  expect(readQuestion(new URLSearchParams(malformed))).toEqual({ filter: noFilter, at: null, size: 50 });
});
