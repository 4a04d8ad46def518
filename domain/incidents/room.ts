import type { RecordedEvent } from "../events/recorded.ts";
import type { DutyPartPermission, DutyPermission } from "../permissions/incident-duty.ts";
import type { IncidentPartPermission, IncidentPermission } from "../permissions/incidents.ts";
import type { ReportPermission } from "../permissions/reports.ts";
import type { ShapePermission } from "../permissions/shape.ts";
import type { Abilities } from "../permissions/verdict.ts";
import type { SubmissionChannel } from "../submissions/channels.ts";
import type { AssignmentRole, AssignmentState } from "./assignment-machine.ts";
import type { RoomClimb } from "./climb.ts";
import type { DemandState } from "./demand-machine.ts";
import type { AcceptTable, Level } from "./levels.ts";
import type { Phase } from "./phase-machine.ts";
import type { ReportLimits, ReportTimer } from "./reports/report-timers.ts";
import type { RoomReport } from "./reports/room-reports.ts";
import type { RoomKind, RoomReview } from "./review/review.ts";
import type { RoomDuty } from "./room-duty.ts";
import type { TaskKind } from "./task-kinds.ts";
import type { TaskState } from "./task-machine.ts";

/** View models of the incident room. All times are ISO 8601; the browser applies events to it through room-reducer.ts. */
export type RoomFacts = {
  id: string;
  number: string;
  title: string;
  level: Level;
  place: string;
  cause: string;
  countyId: string;
  countyName: string;
  occurredAt: string;
  reportedAt: string;
  drill: boolean;
  phase: Phase;
  phaseSince: string;
  dispatchedUnverified: boolean;
  verifiedAt: string | null;
  outcome: string | null;
  closedAt: string | null;
  factsVersion: number;
  pinnedSeq: number | null;
  pinnedText: string | null;
};
export type RoomUnit = {
  id: string;
  unitId: string;
  unitName: string;
  role: AssignmentRole;
  state: AssignmentState;
  note: string;
  acceptBy: string | null;
  sentAt: string;
  deliveredAt: string | null;
  deliveredTo: string | null;
  seenAt: string | null;
  seenBy: string | null;
  acceptedAt: string | null;
  acceptedBy: string | null;
  acceptedVia: "portal" | "phone" | null;
  arrivedAt: string | null;
  reportedAt: string | null;
  objectedAt: string | null;
  objection: string | null;
  settledAt: string | null;
  settlement: string | null;
  /** How far it has climbed in the time to accept that runs, in order. */
  climbs: RoomClimb[];
  /** When it climbs next if it is not accepted by then; null when it will not. */
  climbAt: string | null;
};
export type RoomDemand = {
  id: string;
  no: number;
  text: string;
  unitId: string;
  unitName: string;
  dueAt: string | null;
  state: DemandState;
  answer: string | null;
  answeredAt: string | null;
  carriedReason: string | null;
  /** The demand it is the same as since a merge: that one is binding, this one keeps its source and its answer. */
  sameAs: string | null;
  /** Incident and number it was put under, where that was another incident: "群 2026-0119 · 2". */
  cameFrom: string | null;
  version: number;
};
export type RoomTask = {
  id: string;
  kind: TaskKind;
  title: string;
  unitId: string;
  unitName: string;
  ownerId: string | null;
  ownerName: string | null;
  dueAt: string;
  createdAt: string;
  state: TaskState;
  doneAt: string | null;
  note: string | null;
  version: number;
};
export type RoomHeadCount = {
  id: string;
  count: number;
  observerId: string;
  observer: string;
  observedAt: string;
  seq: number;
  struck: boolean;
  /** Where it was counted; null at the incident's own place. Counts of different places are never added up. */
  place: string | null;
  /** Number of the incident in whose timeline `seq` is; null for this one. */
  cameFrom: string | null;
};
export type RoomRepresentative = { id: string; matter: string; name: string; hasPhone: boolean };
export type RoomLink = {
  id: string;
  submissionId: string;
  number: string;
  channel: SubmissionChannel;
  title: string;
  receivedAt: string;
  type: "source" | "added";
};
/** One timeline entry is the event as recorded; struck ones carry who, when and why. */
export type RoomEntry = RecordedEvent & { struck?: { seq: number; by: string; at: string; reason: string } };

/** The other incident of a merge that stands. */
export type OtherIncident = {
  mergeId: string;
  id: string;
  number: string;
  title: string;
  at: string;
  by: string;
  reason: string;
};
/** Merges that stand: what this incident is part of, and what is part of it, oldest first. */
export type RoomShape = { mergedInto: OtherIncident | null; absorbed: OtherIncident[] };

/** The rows of a room: what a merge or a split moves. */
export type RoomParts = {
  units: RoomUnit[];
  demands: RoomDemand[];
  tasks: RoomTask[];
  headCounts: RoomHeadCount[];
  representatives: RoomRepresentative[];
  links: RoomLink[];
} & Pick<RoomDuty, "instructions" | "promises">;
/** What events change. */
export type RoomState = RoomParts &
  RoomDuty & {
    facts: RoomFacts;
    shape: RoomShape;
    /** Its kind, once chosen. */
    kind: RoomKind | null;
    /** 复盘, once opened. */
    review: RoomReview | null;
    /** In the order they were begun. */
    reports: RoomReport[];
    /** What each class of addressees is owed next. */
    reportTimers: ReportTimer[];
    /** Oldest first; the newest page. `firstSeq > 1` means older ones are on the way up. */
    entries: RoomEntry[];
    /** The last seq this state holds. */
    seq: number;
  };
/** Which parts belong to the reader's own unit: the ids of assignments, tasks and demands he may act on, by permission. */
export type PartAbilities = {
  [partId: string]: { [N in IncidentPartPermission | DutyPartPermission]?: true | string };
};
/** The loader's answer. */
export type RoomView = {
  room: RoomState;
  can: Abilities<IncidentPermission | DutyPermission | ShapePermission>;
  reporting: { can: Abilities<ReportPermission>; limits: ReportLimits };
  /** What the dispatch and a change of the level say of the time to accept. */
  acceptMinutes: AcceptTable;
  /** By id of the assignment, task, demand, instruction or promise; posts by the post. */
  parts: PartAbilities;
  /** Up to which entry the reader has been here before; null at the first visit. */
  lastVisit: { seq: number; at: string } | null;
  me: { personId: string; name: string; unitName: string };
};
/** Entries a page. */
export const ENTRIES_A_PAGE = 100;
