import type { Run, Tx } from "../kernel/db.server.ts";
import { type AcceptTable, type Level, levels } from "./levels.ts";

/** How many minutes a dispatched unit has to accept at this level: the table, else the built-in value. */
export async function acceptMinutes(tx: Tx, level: Level): Promise<number> {
  const row = await tx.acceptLimit.findUnique({ where: { level }, select: { minutes: true } });
  return row?.minutes ?? levels[level].acceptMinutes;
}

/** The whole table, for pages that say it before a unit is dispatched. */
export const acceptTable = async (run: Run): Promise<AcceptTable> =>
  acceptTableOf(await run<{ level: Level; minutes: number }>("select level, minutes from accept_limit"));

/** The rows over the built-in values. */
export function acceptTableOf(rows: readonly { level: Level; minutes: number }[]): AcceptTable {
  const minutes = (level: Level) => rows.find((row) => row.level === level)?.minutes ?? levels[level].acceptMinutes;
  return { 1: minutes(1), 2: minutes(2), 3: minutes(3), 4: minutes(4) };
}
