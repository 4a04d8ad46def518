import { seal } from "../kernel/cipher.server.ts";
import { now as clockNow } from "../kernel/clock.ts";
import { sql } from "../kernel/db.server.ts";
import { newId } from "../kernel/id.ts";
import { gramsOf } from "./grams.ts";
import type { RowResult } from "./spreadsheet/seen-rows.server.ts";

/** Rows of a dry run and its figures in one statement; nothing is written once the import is no longer being read. */
const STAGE = `
with head as (
  update submission_import set rows_total = $3, touched_at = $4, rows_read = rows_read + $5, good = good + $6, doubtful = doubtful + $7, bad = bad + $8, duplicates = duplicates + $9
  where id = $1 and state = 'reading' returning id
), staged as (
  insert into submission_import_row (import_id, row, submission_id, grade, problems, external_number, channel, title, body, petitioner, phone_sealed, place, county_id, received_at, text_hash, grams)
  select head.id, r.row, r.submission_id, r.grade, r.problems, r.external_number, r.channel, r.title, r.body, r.petitioner, r.phone_sealed, r.place, r.county_id, r.received_at, r.text_hash, r.grams
  from head, jsonb_to_recordset($2::jsonb) as r(row int, submission_id uuid, grade text, problems jsonb, external_number text, channel text, title text, body text, petitioner text,
    phone_sealed text, place text, county_id uuid, received_at timestamptz, text_hash text, grams text)
)
select 1 as reading from head`;

/** `countyId` tells the county of a row by the name it gives. */
export type Staging = { importId: string; countyId: (name: string) => string | null };

/** Writes one batch. False when the import is not being read any more (discarded, swept): then nothing was written. */
export async function stageRows(
  { importId, countyId }: Staging,
  batch: readonly RowResult[],
  total: number | null,
): Promise<boolean> {
  const count = (grade: RowResult["grade"]) => batch.filter((one) => one.grade === grade).length;
  const records = batch.map((one) => stagedRow(one, countyId));
  const rows = await sql(STAGE, [
    importId,
    JSON.stringify(records),
    total,
    clockNow(),
    batch.length,
    count("good"),
    count("doubtful"),
    count("bad"),
    count("duplicate"),
  ]);
  return rows.length === 1;
}

function stagedRow({ row, grade, problems, textHash, value }: RowResult, countyId: Staging["countyId"]) {
  const written = grade === "good" || grade === "doubtful";
  return {
    row,
    grade,
    problems,
    submission_id: newId(),
    external_number: value.externalNumber || null,
    channel: value.channel,
    received_at: value.receivedAt,
    text_hash: textHash,
    // Of rows that are never written the texts are not kept.
    title: written ? value.title : "",
    body: written ? value.body : "",
    petitioner: written ? value.petitioner : "",
    phone_sealed: written ? seal("phone", value.phone) : null,
    place: written ? value.place : "",
    county_id: written ? countyId(value.county) : null,
    grams: written ? gramsOf([value.title, value.body, value.place].join("\n")).join(" ") : "",
  };
}
