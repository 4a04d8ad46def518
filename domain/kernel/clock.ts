/** The zone of every date people read. */
export const ZONE = "Asia/Shanghai";

let behind = 0;
let shift = 0;
/** The portal's now: the database's clock, where jobs/database-clock.ts follows it; else this machine's. */
export const now = (): Date => new Date(Date.now() + behind + shift);
/** By how many milliseconds this machine's clock is behind the database's; negative where it is ahead. */
export function setClockBehind(milliseconds: number): void {
  behind = milliseconds;
}
/** Tests and fault trials set the clock off by some milliseconds. */
export function shiftClock(milliseconds: number): void {
  shift = milliseconds;
}
