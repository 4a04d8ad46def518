import fc from "fast-check";
import { expect, it } from "vitest";
import { linePoints, spreadX } from "./line-points.ts";

const box = { width: 100, height: 10 };

it("the greatest value is at the top, the least at the foot", () => {
  expect(linePoints([18, 31, 52, 46], box).map((p) => p.y)).toEqual([10, 6.2, 0, 1.8]);
});
it("equal values lie in the middle", () => {
  expect(linePoints([5, 5], box)).toEqual([
    { x: 0, y: 5 },
    { x: 100, y: 5 },
  ]);
});
it("time spreads the points", () => {
  expect(linePoints([1, 2, 3], box, [0, 10, 100]).map((p) => p.x)).toEqual([0, 10, 100]);
});
it("one point", () => {
  expect(linePoints([7], box)).toEqual([{ x: 0, y: 5 }]);
});
it("neighbours are apart and stay in the box while there is room", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 }), (xs) => {
      const points = [...xs].sort((a, b) => a - b).map((x) => ({ x, y: 0 }));
      const gap = 12;
      const spread = spreadX(points, gap, 100);
      for (let i = 1; i < spread.length; i++)
        expect(spread[i]!.x - spread[i - 1]!.x).toBeGreaterThanOrEqual(gap - 1e-9);
      expect(spread[0]!.x).toBeGreaterThanOrEqual(0);
      expect(spread[spread.length - 1]!.x).toBeLessThanOrEqual(100);
    }),
  );
});
