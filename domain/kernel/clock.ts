/** The zone of every date people read. */
export const ZONE = "Asia/Shanghai";

let offset = 0;
/** The portal's now. */
export const now = (): Date => new Date(Date.now() + offset);
/** Tests and fault trials set the clock off by some milliseconds. */
export function shiftClock(milliseconds: number): void {
  offset = milliseconds;
}
