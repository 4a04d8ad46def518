/** Counts of heads that a room comes with, the newest: the curve of the last hours. Older ones stand in the timeline. */
export const HEAD_COUNTS = 120;
