import type { ReviewPermission } from "../../permissions/review.ts";
import type { Abilities } from "../../permissions/verdict.ts";
import type { RoomDemand, RoomFacts, RoomTask, RoomUnit } from "../room.ts";
import type { RoomPromise } from "../room-duty.ts";
import type { CourseLine } from "./course.ts";
import type { MeasuredUnit } from "./measure.ts";
import type { RoomKind, RoomReview } from "./review.ts";

export type ReviewDemand = RoomDemand & { putAt: string };
/** A unit whose word counts, with what the reader may do for it. */
export type ReviewUnit = { unitId: string; unitName: string; see: true | string; dissent: true | string };

/** The page of the review. Times ISO 8601. */
export type ReviewView = {
  facts: RoomFacts;
  kind: RoomKind | null;
  review: RoomReview | null;
  /** Entries in the timeline, of which `course` shows the chosen ones. */
  entries: number;
  course: CourseLine[];
  measured: MeasuredUnit[];
  demands: ReviewDemand[];
  /** What became of demands and promises, in figures. */
  tally: { answered: number; carried: number; kept: number };
  promises: RoomPromise[];
  /** Follow-up tasks, and what was still open when the incident closed. */
  followUps: RoomTask[];
  units: ReviewUnit[];
  /** Assignments, for choosing a unit of this incident first. */
  parts: RoomUnit[];
  /** Those who acted in it, in order of their first act. */
  people: string[];
  mostPeople: number | null;
  /** What the entries say that lessons name, by number. */
  sources: { [seq: number]: string };
  lastSaved: { by: string; at: string } | null;
  can: Abilities<ReviewPermission> & { move: true | string; promise: true | string };
  me: { personId: string; name: string; unitName: string };
  seq: number;
};
