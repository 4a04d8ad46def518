export interface Point {
  x: number;
  y: number;
}

/**
 * Values as points in a box of the given size, y downwards, the greatest value at 0. `positions` (same length) spreads
 * them along x by time; without it they stand at equal distances. Equal values lie in the middle.
 */
export function linePoints(
  values: readonly number[],
  box: { width: number; height: number },
  positions?: readonly number[],
): Point[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const first = positions?.[0] ?? 0;
  const span = positions ? (positions[positions.length - 1] as number) - first : values.length - 1;
  return values.map((value, i) => ({
    x: round(span === 0 ? 0 : (((positions?.[i] ?? i) - first) / span) * box.width),
    y: round(high === low ? box.height / 2 : (1 - (value - low) / (high - low)) * box.height),
  }));
}

/** Moves points apart along x until neighbours are at least `gap` away, so that their labels do not touch. */
export function spreadX(points: readonly Point[], gap: number, width: number): Point[] {
  const spread = points.map((point) => ({ ...point }));
  for (let i = 1; i < spread.length; i++) {
    const here = spread[i] as Point;
    here.x = Math.max(here.x, (spread[i - 1] as Point).x + gap);
  }
  const last = spread[spread.length - 1];
  if (!last || last.x <= width) return spread;
  last.x = width;
  for (let i = spread.length - 2; i >= 0; i--) {
    const here = spread[i] as Point;
    here.x = Math.max(0, Math.min(here.x, (spread[i + 1] as Point).x - gap));
  }
  return spread;
}

const round = (n: number) => Math.round(n * 10) / 10;
