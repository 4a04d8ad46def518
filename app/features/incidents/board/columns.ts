import { isOpenPhase } from "#domain/incidents/board-tally.ts";
import { type Phase, phases } from "#domain/incidents/phase-machine.ts";

/** Measures of the board in px: a folded column, and the least of an open one. */
export const RAIL_WIDTH = 40;
export const COLUMN_WIDTH = 208;
/** From this width of the window on, closed and reviewed incidents are open too. */
export const WIDE_WINDOW = 1600;

export type Fold = "open" | "folded";
/** What the person chose by clicking; other columns fold by themselves. */
export type FoldChoice = { readonly [P in Phase]?: Fold };
/** `beyond`: open, but out of sight until the board is scrolled; stands as its rail at that edge. */
export type ColumnShape = "open" | "folded" | "beyond";

export type ColumnsAsked = {
  counts: { [P in Phase]: number };
  choice: FoldChoice;
  /** Opened while a card is held over it. */
  held?: Phase | null;
  /** Width of the board in px, and whether the window is at least WIDE_WINDOW. */
  width: number;
  wide: boolean;
  /** The first open column in sight, counted among the open ones. */
  first: number;
};
export type Columns = {
  shapes: { [P in Phase]: ColumnShape };
  /** The open columns in order, also those out of sight. */
  open: Phase[];
  /** `first` within its bounds, and how many open columns are in sight. */
  first: number;
  room: number;
};

/** How many columns can be open at once when every other phase stands as a rail. At least one. */
export function columnRoom(width: number): number {
  const room = Math.floor((width - phases.length * RAIL_WIDTH) / (COLUMN_WIDTH - RAIL_WIDTH));
  return Math.min(phases.length, Math.max(1, room));
}

/** Whether a phase is open by itself: it holds cards, and is not closed or reviewed unless the window is wide. */
const opensByItself = (phase: Phase, count: number, wide: boolean) => count > 0 && (wide || isOpenPhase(phase));

/** Which columns are open, folded or out of sight. All eight phases are always there and can take a drop. */
export function layOutColumns({ counts, choice, held, width, wide, first }: ColumnsAsked): Columns {
  const isOpen = (phase: Phase) =>
    phase === held || (choice[phase] ? choice[phase] === "open" : opensByItself(phase, counts[phase], wide));
  const open = phases.filter(isOpen);
  const room = columnRoom(width);
  const start = Math.max(0, Math.min(first, open.length - room));
  const inSight = open.slice(start, start + room);
  const shapes = {} as Columns["shapes"];
  for (const phase of phases)
    shapes[phase] = inSight.includes(phase) ? "open" : open.includes(phase) ? "beyond" : "folded";
  return { shapes, open, first: start, room };
}

/** The first column to show so that `phase` is in sight, scrolled as little as needed. */
export function firstToShow({ open, first, room }: Pick<Columns, "open" | "first" | "room">, phase: Phase): number {
  const at = open.indexOf(phase);
  if (at < 0) return first;
  return at < first ? at : at >= first + room ? at - room + 1 : first;
}

/** What stands in storage, read with care: unknown names and words are left out. */
export function readChoice(stored: string | null): FoldChoice {
  const choice: { [P in Phase]?: Fold } = {};
  try {
    const value: unknown = JSON.parse(stored ?? "{}");
    if (value === null || typeof value !== "object") return choice;
    for (const phase of phases) {
      const fold = (value as Record<string, unknown>)[phase];
      if (fold === "open" || fold === "folded") choice[phase] = fold;
    }
  } catch {
    // Somebody else's text: as if nothing had been chosen.
  }
  return choice;
}
