import type { Duty } from "../people/duties.ts";

/** Minutes of the day in Asia/Shanghai; over midnight where `until` is not after `from`. */
export type Quiet = { from: number; until: number };

const NIGHT: Quiet = { from: 22 * 60, until: 7 * 60 };
const OFF_HOURS: Quiet = { from: 18 * 60, until: 8 * 60 + 30 };

/** By duty, where a person has set nothing himself: who answers for incidents around the clock has none. A portal rule. */
export const quietByDuty: { [D in Duty]: Quiet | null } = {
  convener: NIGHT,
  coordinator: null,
  recorder: null,
  unit_head: NIGHT,
  liaison: NIGHT,
  handler: NIGHT,
  researcher: OFF_HOURS,
  supervisor: OFF_HOURS,
  organisation_officer: OFF_HOURS,
  auditor: OFF_HOURS,
  administrator: OFF_HOURS,
};

const length = ({ from, until }: Quiet) => (until - from + 1440) % 1440;

/** Of several duties the one that rests least. No duty, no rest: nothing comes anyway. */
export function defaultQuiet(held: readonly Duty[]): Quiet | null {
  let least: Quiet | null = null;
  for (const [index, duty] of held.entries()) {
    const quiet = quietByDuty[duty];
    if (quiet === null) return null;
    if (index === 0 || length(quiet) < length(least!)) least = quiet;
  }
  return least;
}

/** Minute of the day in Asia/Shanghai (+08:00 the whole year). */
export const minuteOfDay = (at: Date): number => Math.floor((at.getTime() / 60_000 + 8 * 60) % 1440);

/** Whether notices rest at this minute. The end is exclusive; from = until is the whole day. */
export const isQuiet = (quiet: Quiet | null, minute: number): boolean =>
  quiet !== null &&
  (quiet.from < quiet.until
    ? minute >= quiet.from && minute < quiet.until
    : minute >= quiet.from || minute < quiet.until);

export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
