import { sqlIn, type Tx } from "../kernel/db.server.ts";
import type { SubmissionChannel } from "./channels.ts";
import { gramsOf } from "./grams.ts";

/** One row to write: personal fields sealed already (kernel/cipher). */
export type NewSubmission = {
  id: string;
  number: string;
  externalNumber: string | null;
  channel: SubmissionChannel;
  title: string;
  body: string;
  petitioner: string;
  phoneSealed: string | null;
  idNumberSealed: string | null;
  addressSealed: string | null;
  place: string;
  countyId: string | null;
  unitId: string;
  unitPath: string;
  receivedAt: Date;
  recordedAt: Date;
  recordedById: string | null;
  importId: string | null;
  textHash: string;
  sameTextAs: string | null;
  doubts: string[];
};

const INSERT = `
insert into submission (id, number, external_number, channel, title, body, petitioner, phone_sealed, id_number_sealed, address_sealed, place, county_id, unit_id, unit_path,
  received_at, recorded_at, recorded_by_id, import_id, text_hash, same_text_as, doubts, grams, incident_links)
select id, number, external_number, channel, title, body, petitioner, phone_sealed, id_number_sealed, address_sealed, place, county_id, unit_id, unit_path,
  received_at, recorded_at, recorded_by_id, import_id, text_hash, same_text_as,
  array(select jsonb_array_elements_text(doubts)), array(select jsonb_array_elements_text(grams)), 0
from jsonb_to_recordset($1::jsonb) as r(id uuid, number text, external_number text, channel text, title text, body text, petitioner text, phone_sealed text, id_number_sealed text,
  address_sealed text, place text, county_id uuid, unit_id uuid, unit_path text, received_at timestamptz, recorded_at timestamptz, recorded_by_id uuid, import_id uuid, text_hash text,
  same_text_as uuid, doubts jsonb, grams jsonb)
on conflict (unit_id, external_number) do nothing`;

/** Writes many submissions in few statements, in the caller's transaction. Rows whose number the unit has already are left as they are. Returns nothing: count by import id. */
export async function insertSubmissions(tx: Tx, rows: NewSubmission[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) {
    const records = rows.slice(from, from + 1000).map((row) => ({
      id: row.id,
      number: row.number,
      external_number: row.externalNumber,
      channel: row.channel,
      title: row.title,
      body: row.body,
      petitioner: row.petitioner,
      phone_sealed: row.phoneSealed,
      id_number_sealed: row.idNumberSealed,
      address_sealed: row.addressSealed,
      place: row.place,
      county_id: row.countyId,
      unit_id: row.unitId,
      unit_path: row.unitPath,
      received_at: row.receivedAt,
      recorded_at: row.recordedAt,
      recorded_by_id: row.recordedById,
      import_id: row.importId,
      text_hash: row.textHash,
      same_text_as: row.sameTextAs,
      doubts: row.doubts,
      grams: gramsOf([row.title, row.body, row.place].join("\n")),
    }));
    await sqlIn(tx, INSERT, [JSON.stringify(records)]);
  }
}
