import type { Actor } from "../../people/actor.ts";
import { type ImportView, type ProblemKind, type ProblemLine, problemKinds } from "../imports.ts";
import { importProblems, importView, type OwnerUnit, ownerUnits, unfinishedImports } from "./imports.server.ts";

/** Rows of a list of findings before 查看其余, and with it; the file has all. */
export const SHOWN_PROBLEMS = 6;
export const MOST_PROBLEMS = 500;

export type ImportPage = {
  view: ImportView;
  /** The list that is shown; its lines are those of at most `SHOWN_PROBLEMS` or `MOST_PROBLEMS` rows. */
  kind: ProblemKind;
  all: boolean;
  lines: ProblemLine[];
  units: OwnerUnit[];
  unfinished: ImportView[];
};

/** One import with the findings of one kind: of the worst kind there is, unless one is asked for. Refusal("not_found") as `importView`. */
export async function importPage(
  actor: Actor,
  importId: string,
  { kind, all }: { kind: ProblemKind | null; all: boolean },
  now: Date,
): Promise<ImportPage> {
  const view = await importView(actor, importId, now);
  const { bad, doubtful, duplicates, already } = view.figures;
  const counts: Record<ProblemKind, number> = { bad, doubtful, duplicate: duplicates + already };
  const shown = kind ?? problemKinds.find((one) => counts[one] > 0) ?? "bad";
  const size = all ? MOST_PROBLEMS : SHOWN_PROBLEMS;
  const ended = view.state === "read" || view.state === "published";
  const [lines, units, unfinished] = await Promise.all([
    ended ? importProblems(actor, importId, { kind: shown, size }, now) : [],
    view.state === "refused" ? ownerUnits(actor, now) : [],
    view.state === "refused" ? unfinishedImports(actor, now) : [],
  ]);
  return { view, kind: shown, all, lines, units, unfinished };
}
