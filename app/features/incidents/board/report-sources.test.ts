import { expect, it } from "vitest";
import { sourceIds } from "./report-sources.tsx";

const a = "0199a0b0-1111-7222-8333-444455556666";
const b = "0199a0b0-1111-7222-8333-444455557777";

it("takes the ids of the address before those of the list's selection", () => {
  expect(sourceIds(`${a}, ${b}`, JSON.stringify([b]))).toEqual([a, b]);
  expect(sourceIds(null, JSON.stringify([b, a]))).toEqual([b, a]);
});

it("leaves out what is no id, and what comes twice", () => {
  expect(sourceIds(`${a},x,,${a}`, null)).toEqual([a]);
  for (const stored of [null, "", "{", "null", '"x"', JSON.stringify([1, {}, "x"])])
    expect(sourceIds(null, stored)).toEqual([]);
});
