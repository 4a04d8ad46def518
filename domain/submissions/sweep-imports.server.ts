import { sql } from "../kernel/db.server.ts";
import { brokeOff, refuseImport } from "./read-import.server.ts";

/** A reading silent for so long has lost its process, in ms. */
const SILENT = 2 * 60_000;
export const isSilent = (touchedAt: Date, now: Date): boolean => touchedAt.getTime() < now.getTime() - SILENT;
/** A dry run nobody has decided on, the trace of one that led to nothing and the lists of errors go after so long. */
const FORGOTTEN = 30 * 86_400_000;

const STALE = "select id from submission_import where state = 'reading' and touched_at < $1";
const FORGET =
  "delete from submission_import where state in ('read','refused','discarded') and touched_at < $1 returning id";
const FORGET_ERRORS =
  "delete from submission_import_row r using submission_import i where i.id = r.import_id and i.state = 'published' and i.published_at < $1";

/**
 * Clears what imports have left: readings of a process that is gone (their rows go, the page says that it broke off), and dry
 * runs that nobody has decided on for thirty days. Called before each import and by the jobs. Returns how many.
 */
export async function sweepImports(now: Date): Promise<number> {
  const stale = await sql<{ id: string }>(STALE, [new Date(now.getTime() - SILENT)]);
  for (const { id } of stale) await refuseImport(id, brokeOff);
  const until = new Date(now.getTime() - FORGOTTEN);
  const gone = await sql(FORGET, [until]);
  await sql(FORGET_ERRORS, [until]);
  return stale.length + gone.length;
}
