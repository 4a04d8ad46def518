import { sql } from "../../kernel/db.server.ts";
import { discard, discardIncoming, storedPath } from "./storage.server.ts";

const DAY = 86_400_000;
const TAKE = "delete from attachment where seq is null and created_at < $1 returning storage_name";

/** Removes uploads that no entry has named for a day, and what broken transfers left behind. Returns how many files. */
export async function sweepUploads(now: Date): Promise<number> {
  const until = new Date(now.getTime() - DAY);
  const rows = await sql<{ storage_name: string }>(TAKE, [until]);
  for (const row of rows) await discard(storedPath(row.storage_name));
  return rows.length + (await discardIncoming(until));
}
