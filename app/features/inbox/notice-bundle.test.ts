import { expect, it } from "vitest";
import { GATHER_MS, type Gathered, gather, showsAt, totalOf, WINDOW_MS } from "./notice-bundle.ts";

const nothing: Gathered<"accept" | "work"> = { groups: new Map(), urgent: 0, drills: 0 };

it("tells the first soon, and what comes within the window after it as one notice", () => {
  expect(showsAt({ firstAt: 1000, shownAt: null, urgent: false })).toBe(1000 + GATHER_MS);
  expect(showsAt({ firstAt: 5000, shownAt: 3000, urgent: false })).toBe(3000 + WINDOW_MS);
  expect(showsAt({ firstAt: 90_000, shownAt: 3000, urgent: false })).toBe(90_000 + GATHER_MS);
});

it("lets what has climbed wait for no window", () => {
  expect(showsAt({ firstAt: 5000, shownAt: 4000, urgent: true })).toBe(5000 + GATHER_MS);
});

it("adds up by group, and in quiet hours only what is urgent", () => {
  let held = nothing;
  for (let n = 0; n < 10; n++) held = gather(held, { accept: 1, work: 0 }, { urgent: 0, quiet: false, drills: 1 });
  expect([totalOf(held), [...held.groups], held.drills]).toEqual([10, [["accept", 10]], 10]);
  const quiet = gather(nothing, { accept: 3, work: 2 }, { urgent: 0, quiet: true, drills: 2 });
  expect([totalOf(quiet), quiet.drills]).toEqual([0, 0]);
  const climbed = gather(nothing, { accept: 3, work: 2 }, { urgent: 1, quiet: true, drills: 0 });
  expect([totalOf(climbed), climbed.groups.size]).toEqual([1, 0]);
});
