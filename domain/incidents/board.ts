import type { AssignmentState } from "./assignment-machine.ts";
import type { Level } from "./levels.ts";
import type { Phase } from "./phase-machine.ts";

/** One card of the dispatch board. Times ISO 8601. The same for every reader; what he may do comes beside it. */
export type BoardCard = {
  id: string;
  number: string;
  title: string;
  level: Level;
  phase: Phase;
  place: string;
  countyId: string;
  countyName: string;
  drill: boolean;
  dispatchedUnverified: boolean;
  verified: boolean;
  occurredAt: string;
  reportedAt: string;
  phaseSince: string;
  closedAt: string | null;
  outcome: string | null;
  headCount: number | null;
  headCountBefore: number | null;
  headCounts: number[];
  leadUnitId: string | null;
  leadUnitName: string | null;
  /** One a unit, lead first. */
  ladder: { unitId: string; unitName: string; state: AssignmentState; late: boolean }[];
  accepted: number;
  openDemands: number;
  timer: { kind: "verify" | "accept" | "task" | "demand"; label: string; from: string; at: string } | null;
  lastEntry: { at: string; by: string; text: string } | null;
  /** Version of the row: an older card never replaces a newer one. */
  version: number;
};
/** What the reader may do with a card. */
export type CardAbilities = { move: true | string; mine: boolean };
export type BoardFilter = {
  county: string | null;
  levels: Level[];
  unit: string | null;
  mine: boolean;
  drills: boolean;
};
export type BoardView = {
  cards: (BoardCard & { can: CardAbilities })[];
  /** Per phase, all that the filter matches (closed: of the last 7 days, reviewed: of the last 30). */
  counts: { [P in Phase]: number };
  figures: { underway: number; onSite: number; acceptOverdue: number; drills: number };
  byLevel: { [L in Level]: number };
  mine: number;
  counties: { id: string; name: string }[];
  units: { id: string; name: string }[];
  can: { report: true | string };
  /** Server time the view was made. */
  at: string;
};
