import { sql } from "../kernel/db.server.ts";
import { brokeOff, refuseImport } from "./read-import.server.ts";

/** A reading silent for so long has lost its process, in ms. */
const SILENT = 2 * 60_000;
/** A dry run nobody has decided on, and the trace of one that led to nothing, go after so long. */
const FORGOTTEN = 30 * 86_400_000;

const STALE = "select id from submission_import where state = 'reading' and touched_at < $1";
const FORGET = "delete from submission_import where state in ('read','refused','discarded') and touched_at < $1";

/**
 * Clears what imports have left: readings of a process that is gone (their rows go, the page says that it broke off), and dry
 * runs that nobody has decided on for thirty days. Called before each import and by the jobs. Returns how many.
 */
export async function sweepImports(now: Date): Promise<number> {
  const stale = await sql<{ id: string }>(STALE, [new Date(now.getTime() - SILENT)]);
  for (const { id } of stale) await refuseImport(id, brokeOff);
  const gone = await sql(`${FORGET} returning id`, [new Date(now.getTime() - FORGOTTEN)]);
  return stale.length + gone.length;
}
