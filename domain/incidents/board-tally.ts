import type { BoardFilter, BoardView } from "./board.ts";
import { isCounted } from "./counted.ts";
import type { Level } from "./levels.ts";
import { type Phase, phases } from "./phase-machine.ts";

/** How many incidents of one kind the reader sees, with the people on site and the units past their time to accept. */
export type TallyRow = {
  phase: Phase;
  level: Level;
  drill: boolean;
  mine: boolean;
  n: number;
  people: number;
  late: number;
};

export const isOpenPhase = (phase: Phase): boolean => phase !== "closed" && phase !== "reviewed";

/**
 * Counts and figures of the board from tallies of what county and unit let through. `counts` is what stands in the columns; the levels and `mine`
 * count what choosing them would show; figures leave exercises out.
 */
export function summariseTally(
  rows: readonly TallyRow[],
  filter: Pick<BoardFilter, "levels" | "mine" | "drills">,
): Pick<BoardView, "counts" | "figures" | "byLevel" | "mine"> {
  const counts = Object.fromEntries(phases.map((phase) => [phase, 0])) as BoardView["counts"];
  const byLevel: BoardView["byLevel"] = { 1: 0, 2: 0, 3: 0, 4: 0 };
  const figures: BoardView["figures"] = { underway: 0, onSite: 0, acceptOverdue: 0, drills: 0 };
  let mine = 0;
  for (const row of rows) {
    const levelShown = filter.levels.length === 0 || filter.levels.includes(row.level);
    const ownShown = !filter.mine || row.mine;
    if (levelShown && ownShown && (filter.drills || !row.drill)) counts[row.phase] += row.n;
    if (!isOpenPhase(row.phase)) continue;
    if (!isCounted(row)) {
      if (levelShown && ownShown) figures.drills += row.n;
      continue;
    }
    if (ownShown) byLevel[row.level] += row.n;
    if (levelShown && row.mine) mine += row.n;
    if (!levelShown || !ownShown) continue;
    figures.underway += row.n;
    figures.onSite += row.people;
    figures.acceptOverdue += row.late;
  }
  return { counts, byLevel, figures, mine };
}
