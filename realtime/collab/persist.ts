import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { sql, sqlIn, transaction } from "#domain/kernel/db.server.ts";
import { parseName } from "./authorise.ts";
import { noteWriters, type Wrote } from "./writers.ts";

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
const HELD = `select d.state from report_document d join incident_report r on r.id = d.report_id and r.version = d.version
where d.report_id = $1 and d.version = $2 and r.state in ('draft', 'checked') for update of d`;
const STORE = "update report_document set state = $3, updated_at = $4 where report_id = $1 and version = $2";

/**
 * Saves a document, and who has written in it; false when its text is no longer being written. Returns after the commit.
 * What is there is merged, never overwritten: another node may have saved what this one has not heard of.
 */
export async function storeDocument(name: string, state: Uint8Array, wrote: readonly Wrote[] = []): Promise<boolean> {
  const asked = parseName(name);
  if (!asked) return false;
  const key = [asked.reportId, asked.version];
  return transaction(async (tx) => {
    const [held] = await sqlIn<{ state: Buffer }>(tx, HELD, key);
    if (!held) return false;
    await sqlIn(tx, STORE, [...key, Buffer.from(merged(held.state, state)), clockNow()]);
    await noteWriters(tx, asked, wrote);
    return true;
  });
}

function merged(held: Uint8Array, state: Uint8Array): Uint8Array {
  const document = new Doc();
  applyUpdate(document, held);
  applyUpdate(document, state);
  const both = encodeStateAsUpdate(document);
  document.destroy();
  return both;
}
