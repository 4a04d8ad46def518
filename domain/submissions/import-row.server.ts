import { type Run, sqlIn, type Tx } from "../kernel/db.server.ts";
import { notFound, permitRead } from "../kernel/refusal.ts";
import type { Actor } from "../people/actor.ts";
import { submissionUnitRules } from "../permissions/submissions.ts";
import type { ImportState } from "./import-machine.ts";
import type { ImportFigures } from "./imports.ts";

/** An import as commands see it, locked for the rest of the transaction. */
export type LockedImport = {
  id: string;
  fileName: string;
  unitId: string;
  unitPath: string;
  unitName: string;
  state: ImportState;
  publishedBy: string | null;
  written: number;
  version: number;
};

const LOCK = `
select i.id, i.file_name as "fileName", i.unit_id as "unitId", u.path as "unitPath", u.short_name as "unitName", i.state, i.published_by as "publishedBy", i.written, i.version
from submission_import i join unit u on u.id = i.unit_id where i.id = $1 for update of i`;

/** Locks an import; not_found when it is unknown or the actor may not import for its unit. */
export async function lockImport(tx: Tx, actor: Actor, importId: string, now: Date): Promise<LockedImport> {
  const [row] = await sqlIn<LockedImport>(tx, LOCK, [importId]);
  if (!row) throw notFound();
  permitRead(submissionUnitRules["submissions.import"](actor, row, now));
  return row;
}

/** A row to be written whose number its unit has; `s` is the submission, `r` the staged row, $2 the unit. */
export const ALREADY = "s.unit_id = $2 and s.external_number = r.external_number";

const FIGURES = `
select case when s.id is not null and r.grade in ('good','doubtful') then 'already' else r.grade end as grade, count(*)::int as n
from submission_import_row r left join submission s on ${ALREADY} where r.import_id = $1 group by 1`;

/** The figures of a dry run as they are now: what the unit has already changes while an import waits. */
export async function figuresIn(run: Run, { id, unitId }: { id: string; unitId: string }): Promise<ImportFigures> {
  const counts = new Map((await run<{ grade: string; n: number }>(FIGURES, [id, unitId])).map((r) => [r.grade, r.n]));
  const of = (grade: string) => counts.get(grade) ?? 0;
  return {
    read: [...counts.values()].reduce((sum, n) => sum + n, 0),
    good: of("good"),
    doubtful: of("doubtful"),
    bad: of("bad"),
    duplicates: of("duplicate"),
    already: of("already"),
  };
}
