/**
 * When a lost page comes back. After a restart of the server all pages lose it in the same moment: each wait is drawn from a
 * wide span, so that they return spread out, and what they then ask for is spread once more.
 */
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 16_000;
const CATCH_UP_MS = 1200;

/** Milliseconds until the next try, after `failed` tries; `random` is in [0, 1). Doubling, a quarter to the whole of it. */
export const retryWait = (failed: number, random: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** failed, LAST_RETRY_MS) * (0.25 + 0.75 * random);

/** Milliseconds until a page that is back asks for what it missed. */
export const catchUpWait = (random: number): number => CATCH_UP_MS * random;
