import type { Sentence } from "../kernel/sentence.ts";
import type { AssignmentState } from "./assignment-machine.ts";
import type { ClimbStep } from "./climb.ts";
import type { AcceptTable, Level } from "./levels.ts";
import type { LimitKind } from "./next-limit.ts";
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
  /** One a unit, lead first. `acceptBy`: when its acceptance is due; `climbed`: how far it has climbed since, `climbAt`: when it climbs next. */
  ladder: {
    unitId: string;
    unitName: string;
    state: AssignmentState;
    acceptBy: string | null;
    climbed: ClimbStep | null;
    climbAt: string | null;
  }[];
  accepted: number;
  openDemands: number;
  timer: {
    kind: LimitKind;
    label: string;
    from: string | null;
    at: string;
  } | null;
  /** What happened last, as the timeline says it. `by`: null for the portal itself. */
  lastEntry: { at: string; by: string | null; text: Sentence } | null;
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
  /** Closed (reviewed) incidents before this moment instead of the last days: how one pages back. ISO 8601. */
  closedBefore: string | null;
  reviewedBefore: string | null;
};
export type BoardView = {
  cards: (BoardCard & { can: CardAbilities })[];
  /** Per phase, all that the filter matches (closed: of the last 7 days, reviewed: of the last 30), also beyond the cards. */
  counts: { [P in Phase]: number };
  /** Under the filter. Exercises count in `drills` alone; `acceptOverdue` counts units past their time to accept. */
  figures: { underway: number; onSite: number; acceptOverdue: number; drills: number };
  /** Open incidents under the filter but for the levels. */
  byLevel: { [L in Level]: number };
  /** Open incidents of the reader under the filter but for `mine`. */
  mine: number;
  /** The counties and the city itself, last. `report`: the reader may report an incident there. */
  counties: { id: string; name: string; report: boolean }[];
  /** Units that have a part in an incident the reader sees on the board. */
  units: { id: string; name: string }[];
  can: { report: true | string };
  /** What the report and the dispatch say of the time to accept. */
  acceptMinutes: AcceptTable;
  /** Cards of a phase beyond the page's size exist. For closed and reviewed the way on is `closedBefore`, `reviewedBefore`. */
  more: { [P in Phase]: boolean };
  /** Server time the view was made. */
  at: string;
};
