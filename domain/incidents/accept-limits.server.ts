import type { Tx } from "../kernel/db.server.ts";
import { type Level, levels } from "./levels.ts";

/** How many minutes a dispatched unit has to accept at this level: the table, else the built-in value. */
export async function acceptMinutes(tx: Tx, level: Level): Promise<number> {
  const row = await tx.acceptLimit.findUnique({ where: { level }, select: { minutes: true } });
  return row?.minutes ?? levels[level].acceptMinutes;
}
