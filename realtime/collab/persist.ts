import { now as clockNow } from "#domain/kernel/clock.ts";
import { sql } from "#domain/kernel/db.server.ts";
import { parseName } from "./authorise.ts";

/** The saved bytes of a document. Its beginning was written with the report; null when there is no such version. */
export async function loadDocument(name: string): Promise<Uint8Array | null> {
  const asked = parseName(name);
  const [row] = asked
    ? await sql<{ state: Buffer }>("select state from report_document where report_id = $1 and version = $2", [
        asked.reportId,
        asked.version,
      ])
    : [];
  return row ? new Uint8Array(row.state) : null;
}

/** Only a text that is being written is saved: a late keystroke never reaches what was frozen meanwhile. */
const STORE = `update report_document d set state = $3, updated_at = $4 from incident_report r
where d.report_id = $1 and d.version = $2 and r.id = d.report_id and r.version = d.version and r.state in ('draft', 'checked') returning 1 as stored`;

/** Saves a document; false when its text is no longer being written. Returns after the commit. */
export async function storeDocument(name: string, state: Uint8Array): Promise<boolean> {
  const asked = parseName(name);
  if (!asked) return false;
  const rows = await sql(STORE, [asked.reportId, asked.version, Buffer.from(state), clockNow()]);
  return rows.length > 0;
}
