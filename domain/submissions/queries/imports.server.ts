import { db, sql } from "../../kernel/db.server.ts";
import { notFound, permitRead } from "../../kernel/refusal.ts";
import type { Sentence } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { submissionUnitRules } from "../../permissions/submissions.ts";
import type { ImportState } from "../import-machine.ts";
import { ALREADY, figuresIn } from "../import-row.server.ts";
import { alreadyThere, type ImportView, type ProblemKind, type ProblemLine } from "../imports.ts";
import type { RowProblem } from "../spreadsheet/row-problems.ts";
import { isSilent, sweepImports } from "../sweep-imports.server.ts";

type ImportRow = {
  id: string;
  fileName: string;
  fileSize: number;
  unitId: string;
  unitPath: string;
  unit: string;
  by: string;
  createdAt: Date;
  touchedAt: Date;
  state: string;
  rowsTotal: number | null;
  rowsRead: number;
  good: number;
  doubtful: number;
  bad: number;
  duplicates: number;
  already: number;
  written: number;
  publishedAt: Date | null;
  publishedBy: string | null;
  refusal: string | null;
};

const SELECT = `
select i.id, i.file_name as "fileName", i.file_size as "fileSize", i.unit_id as "unitId", u.path as "unitPath", u.short_name as unit, p.name as by, i.created_at as "createdAt", i.touched_at as "touchedAt",
  i.state, i.rows_total as "rowsTotal", i.rows_read as "rowsRead", i.good, i.doubtful, i.bad, i.duplicates, i.already, i.written,
  i.published_at as "publishedAt", i.published_by as "publishedBy", i.refusal
from submission_import i join unit u on u.id = i.unit_id join person p on p.id = i.by_id`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function readableImport(actor: Actor, importId: string, now: Date): Promise<ImportRow> {
  const [row] = UUID.test(importId) ? await sql<ImportRow>(`${SELECT} where i.id = $1`, [importId]) : [];
  if (!row) throw notFound();
  permitRead(submissionUnitRules["submissions.import"](actor, row, now));
  return row;
}

/**
 * One import: how far its reading is, what was found, what was written. While it waits, its figures are those of now; a reading
 * whose process is gone shows as broken off.
 * Refusal("not_found") for those who may not import for its unit.
 */
export async function importView(actor: Actor, importId: string, now: Date): Promise<ImportView> {
  let row = await readableImport(actor, importId, now);
  if (row.state === "reading" && isSilent(row.touchedAt, now)) {
    await sweepImports(now);
    row = await readableImport(actor, importId, now);
  }
  return view(row.state === "read" ? { ...row, ...(await figuresIn(sql, row)) } : row);
}

function view(row: ImportRow): ImportView {
  const { good, doubtful, bad, duplicates, already } = row;
  return {
    id: row.id,
    fileName: row.fileName,
    fileSize: row.fileSize,
    unit: row.unit,
    by: row.by,
    createdAt: row.createdAt.toISOString(),
    state: row.state as ImportState,
    total: row.rowsTotal,
    figures: { read: row.rowsRead, good, doubtful, bad, duplicates, already },
    written: row.written,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    publishedBy: row.publishedBy,
    refusal: row.refusal ? (JSON.parse(row.refusal) as Sentence) : null,
  };
}

/** Imports that wait to be published or are being read, of the units one may import for; newest first. */
export async function unfinishedImports(actor: Actor, now: Date): Promise<ImportView[]> {
  const rows = await sql<ImportRow>(
    `${SELECT} where i.state in ('reading','read') order by i.created_at desc limit 50`,
  );
  return rows.filter((row) => submissionUnitRules["submissions.import"](actor, row, now) === true).map(view);
}

/** What a row is now: one to be written whose number the unit has is listed with the duplicates. */
const KIND = `case when r.grade = 'already' or (s.id is not null and r.grade in ('good','doubtful')) then 'duplicate' else r.grade end`;
const PROBLEMS = `
select r.row, r.problems, r.external_number as "number", (r.grade = 'already' or (s.id is not null and r.grade in ('good','doubtful'))) as already, s.text_hash <> r.text_hash as differs
from submission_import_row r left join submission s on ${ALREADY}
where r.import_id = $1 and ${KIND} = $3 and r.row > $4 order by r.row limit $5`;

type ProblemRow = {
  row: number;
  problems: RowProblem[];
  number: string | null;
  already: boolean;
  differs: boolean | null;
};

/** The findings of one kind, row by row, after row `after`; at most `size` rows. A row with two findings has two lines. */
export async function importProblems(
  actor: Actor,
  importId: string,
  { kind, after = 0, size }: { kind: ProblemKind; after?: number; size: number },
  now: Date,
): Promise<ProblemLine[]> {
  const row = await readableImport(actor, importId, now);
  const rows = await sql<ProblemRow>(PROBLEMS, [row.id, row.unitId, kind, after, size]);
  return rows.flatMap(linesOf);
}

function linesOf({ row, problems, number, already, differs }: ProblemRow): ProblemLine[] {
  if (!already) return problems.map(({ column, code, sentence }) => ({ row, column, code, reason: sentence }));
  const code = differs ? "already_differs" : "already";
  return [{ row, column: number ?? "", code, reason: alreadyThere[code] }];
}

/** A unit that rows can belong to. */
export type OwnerUnit = { id: string; name: string };

/** The units the actor may import and register for, his own first. */
export async function ownerUnits(actor: Actor, now: Date): Promise<OwnerUnit[]> {
  const units = await db().unit.findMany({
    where: { closedAt: null },
    select: { id: true, shortName: true, path: true },
    orderBy: { path: "asc" },
  });
  return units
    .filter((unit) => submissionUnitRules["submissions.import"](actor, { unitPath: unit.path }, now) === true)
    .map(({ id, shortName }) => ({ id, name: shortName }))
    .sort((a, b) => Number(b.id === actor.unitId) - Number(a.id === actor.unitId));
}
