import "../gram-index.server.ts";
import { command } from "../../kernel/command.server.ts";
import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import { next } from "../../kernel/machine.ts";
import { takeNumbers } from "../../kernel/numbers.server.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { importMachine } from "../import-machine.ts";
import { ALREADY, figuresIn, type LockedImport, lockImport } from "../import-row.server.ts";
import { type ImportFigures, writableRows } from "../imports.ts";
import { PublishImportInput } from "../inputs.ts";

/** The largest file takes minutes: 200,000 rows with their grams. */
const TIMEOUT = 20 * 60_000;

/**
 * Publishes a dry run in one transaction: all of its writable rows, or none. Rows whose number the unit has by now are left out;
 * equal texts under other numbers are written and flagged. Imports for one unit publish one after the other.
 * Refusal: wrong_state (somebody has published or discarded it; bad rows and no `goodOnly`), stale (`rows` is no longer what
 * would be written; `current` has the figures).
 */
export const publishImport = command(
  "submissions.import.publish",
  PublishImportInput,
  async ({ tx, actor, input, now }) => {
    const row = await lockImport(tx, actor, input.importId, now);
    if (row.state === "published") throw publishedBefore(row);
    const state = next(importMachine, row.state, "publish");
    await sqlIn(tx, "select pg_advisory_xact_lock(hashtextextended($1, 0))", [`submissions of ${row.unitId}`]);
    const figures = await figuresIn((text, values) => sqlIn(tx, text, values), row);
    const rows = writableRows(figures);
    if (figures.bad > 0 && !input.goodOnly) throw badRows(figures, rows);
    if (rows !== input.rows) throw otherRows(figures, rows);
    await sqlIn(tx, LONG_PENDING_LIST);
    await sqlIn(tx, MARK_ALREADY, [row.id, row.unitId]);
    await writeRows(tx, row, { personId: actor.personId, now });
    await sqlIn(tx, UNSTAGE, [row.id]);
    await sqlIn(tx, FORGET_TEXTS, [row.id]);
    const { good, doubtful, bad, duplicates, already } = figures;
    await tx.submissionImport.update({
      where: { id: row.id, version: row.version },
      data: {
        ...{ state, good, doubtful, bad, duplicates, already, written: rows },
        publishedAt: now,
        publishedBy: actor.name,
        version: { increment: 1 },
      },
    });
    await record(tx, "submissions.import.published", row.id, {
      importId: row.id,
      unitId: row.unitId,
      unitName: row.unitName,
      written: rows,
      goodOnly: input.goodOnly,
    });
    return { importId: row.id, written: rows, already };
  },
  { timeout: TIMEOUT },
);

/** The merging of grams into their index is most of the work; it follows after commit (gram-index.server.ts), up to this much. */
const LONG_PENDING_LIST = "set local gin_pending_list_limit = '64MB'";

const publishedBefore = ({ publishedBy, written }: LockedImport) =>
  new Refusal(
    "wrong_state",
    say(
      `${publishedBy ?? "他人"}已写入这份文件，共 ${written} 行；没有再写一次。`,
      `${publishedBy ?? "Someone else"} has imported this file before (${written} rows); nothing was written again.`,
    ),
  );
const badRows = (current: ImportFigures, rows: number) =>
  new Refusal(
    "wrong_state",
    say(
      `有 ${current.bad} 行错误，没有写入。请改好文件重新上传，或只导入可用的 ${rows} 行。`,
      `${current.bad} rows are wrong and nothing was written. Correct the file and upload it again, or import the ${rows} usable rows only.`,
    ),
    { current },
  );
const otherRows = (current: ImportFigures, rows: number) =>
  new Refusal(
    "stale",
    say(
      `可写入的行数已变为 ${rows}（其余编号已由他人写入），没有写入。请核对后再按一次。`,
      `There are now ${rows} rows to write (the other numbers have been written meanwhile); nothing was written. Check and press again.`,
    ),
    { current },
  );

const DAY = "to_char(r.received_at at time zone 'Asia/Shanghai', 'YYYYMMDD')";
const STAGED = "r.import_id = $1 and r.grade in ('good','doubtful')";

const MARK_ALREADY = `update submission_import_row r set grade = 'already' from submission s where ${STAGED} and ${ALREADY}`;
const DAYS = `select ${DAY} as day, count(*)::int as n from submission_import_row r where ${STAGED} group by 1`;
const UNSTAGE = `delete from submission_import_row r where ${STAGED}`;
const FORGET_TEXTS = `update submission_import_row set title = '', body = '', petitioner = '', phone_sealed = null, place = '', grams = '' where import_id = $1 and grade = 'already'`;

/** Numbers follow the order of receipt within a day. An equal text points to the first that was written, else to the first of the file. */
const WRITE = `
insert into submission (id, number, external_number, channel, title, body, petitioner, phone_sealed, place, county_id, unit_id, unit_path,
  received_at, recorded_at, recorded_by_id, import_id, text_hash, same_text_as, doubts, grams, incident_links)
select r.submission_id, o.number, r.external_number, r.channel, r.title, r.body, r.petitioner, r.phone_sealed, r.place, r.county_id, $4, $5,
  r.received_at, $6, $7, r.import_id, r.text_hash, o.same_text_as,
  array(select distinct p ->> 'code' from jsonb_array_elements(r.problems) p order by 1), string_to_array(nullif(r.grams, ''), ' '), 0
from (
  select n.row, n.day || '-' || lpad(n.nth::text, greatest(4, length(n.nth::text)), '0') as number,
    coalesce(e.id, nullif(n.first_id, n.submission_id)) as same_text_as
  from (
    select r.row, r.submission_id, r.text_hash, d.day, d.first - 1 + row_number() over (partition by d.day order by r.received_at, r.row) as nth,
      first_value(r.submission_id) over (partition by r.text_hash order by r.received_at, r.row) as first_id
    from submission_import_row r join unnest($2::text[], $3::int[]) as d(day, first) on d.day = ${DAY} where ${STAGED}
  ) n left join lateral (
    select coalesce(s.same_text_as, s.id) as id from submission s where s.text_hash = n.text_hash order by s.received_at, s.id limit 1
  ) e on true
) o join submission_import_row r on r.import_id = $1 and r.row = o.row`;

async function writeRows(tx: Tx, row: LockedImport, by: { personId: string; now: Date }): Promise<void> {
  const days = await sqlIn<{ day: string; n: number }>(tx, DAYS, [row.id]);
  if (days.length === 0) return;
  const first = await takeNumbers(tx, new Map(days.map(({ day, n }) => [`submission:${day}`, n])));
  await sqlIn(tx, WRITE, [
    row.id,
    days.map(({ day }) => day),
    days.map(({ day }) => first.get(`submission:${day}`)),
    row.unitId,
    row.unitPath,
    by.now,
    by.personId,
  ]);
}
