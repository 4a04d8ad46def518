import { expect, it } from "vitest";
import { heldOrder } from "./held-order.ts";

it("follows the sorting while nothing holds it", () => {
  expect(heldOrder(["a", "b"], ["b", "c", "a"], false)).toEqual(["b", "c", "a"]);
});

it("moves nothing under the pointer: what comes stands last, what goes leaves its place", () => {
  expect(heldOrder(["a", "b", "c"], ["d", "c", "a"], true)).toEqual(["a", "b", "c", "d"]);
});
