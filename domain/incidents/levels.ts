import { say } from "../kernel/sentence.ts";

export type Level = 1 | 2 | 3 | 4;

/**
 * The internal table of four levels. `acceptMinutes`: a dispatched unit accepts within, where the table of limits does not say
 * otherwise (accept-limits.server.ts); `verifyMinutes`: a report is verified within.
 * Source: portal rule (the regulation is silent; Art. 25 asks for timely measures).
 */
export const levels = {
  1: { name: say("一级", "Level 1"), acceptMinutes: 10, verifyMinutes: 20 },
  2: { name: say("二级", "Level 2"), acceptMinutes: 20, verifyMinutes: 40 },
  3: { name: say("三级", "Level 3"), acceptMinutes: 30, verifyMinutes: 60 },
  4: { name: say("四级", "Level 4"), acceptMinutes: 60, verifyMinutes: 120 },
} as const satisfies Record<Level, unknown>;
/** How many minutes a dispatched unit has to accept, by level: what stands in the table of limits now. */
export type AcceptTable = Record<Level, number>;
export const levelNumbers: readonly Level[] = [1, 2, 3, 4];
