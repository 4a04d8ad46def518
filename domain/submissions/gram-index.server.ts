import { onCommitted } from "../kernel/bus.ts";
import { sql } from "../kernel/db.server.ts";
import { log } from "../kernel/log.ts";

/** Bulk writes leave the grams of their rows in the pending list of the index, which every search reads through: it is merged at once. */
export async function mergeGrams(): Promise<void> {
  await sql("select gin_clean_pending_list('submission_grams_idx')");
}

onCommitted((events) => {
  if (!events.some((event) => event.name === "submissions.import.published")) return;
  // The next write, or PostgreSQL's own vacuum, does it otherwise.
  mergeGrams().catch((error: unknown) => log.warn({ err: error }, "the gram index was not merged after an import"));
});
