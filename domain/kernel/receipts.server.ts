import { sql } from "./db.server.ts";

/** A command is not sent again after so long. */
const KEPT_MS = 30 * 86_400_000;

/** Removes receipts of commands older than thirty days, some at a time. Returns how many. */
export async function sweepReceipts(now: Date): Promise<number> {
  const rows = await sql(
    "delete from command_receipt where command_id in (select command_id from command_receipt where recorded_at < $1 limit 5000) returning 1 as gone",
    [new Date(now.getTime() - KEPT_MS)],
  );
  return rows.length;
}
