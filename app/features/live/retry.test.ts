import fc from "fast-check";
import { expect, test } from "vitest";
import { catchUpWait, retryWait } from "./retry.ts";

/** When 2,000 pages that lost the server at 0 are heard again, in ms; the server is away for `awayMs`. */
function returns(awayMs: number, wait: (failed: number, random: number) => number): number[] {
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  return Array.from({ length: 2000 }, () => {
    let at = 0;
    for (let failed = 0; ; failed++) {
      at += wait(failed, random());
      if (at >= awayMs) return at + catchUpWait(random());
    }
  });
}

/** The most that come within any `spanMs`. */
function crowd(times: number[], spanMs: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  let first = 0;
  return Math.max(
    ...sorted.map((at, i) => {
      while (sorted[first]! < at - spanMs) first += 1;
      return i - first + 1;
    }),
  );
}

test.each([1000, 3000, 8000, 30_000, 120_000])(
  "after %i ms without a server 2,000 pages do not come at once",
  (away) => {
    expect(crowd(returns(away, retryWait), 100)).toBeLessThan(250);
  },
);

test("the measure sees a stampede", () => {
  expect(
    crowd(
      returns(8000, (failed) => 1000 * 2 ** failed).map((at) => Math.floor(at)),
      1200,
    ),
  ).toBeGreaterThan(1500);
});

test("no page waits longer than 16 seconds, and none asks without a pause", () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 0.999, noNaN: true }), (failed, random) => {
      expect(retryWait(failed, random)).toBeGreaterThanOrEqual(250);
      expect(retryWait(failed, random)).toBeLessThanOrEqual(16_000);
    }),
  );
});
