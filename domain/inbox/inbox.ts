import type { AccessAction, PersonalField, SubjectKind } from "../audit/access.ts";
import type { AssignmentRole, AssignmentState } from "../incidents/assignment-machine.ts";
import type { BoardCard } from "../incidents/board.ts";
import type { DemandState } from "../incidents/demand-machine.ts";
import type { InstructionState } from "../incidents/instruction-machine.ts";
import type { Post } from "../incidents/post-machine.ts";
import type { ReportKind, TimedKind } from "../incidents/reports/report-kinds.ts";
import type { ReportState } from "../incidents/reports/report-machine.ts";
import type { TaskKind } from "../incidents/task-kinds.ts";
import type { TaskState } from "../incidents/task-machine.ts";
import type { ShiftDuty } from "../shifts/shift-duties.ts";

/** What waits for a person: each kind with the group it stands in, groups in their order on the page. */
export const inboxKinds = {
  assignment: "accept",
  post: "accept",
  shift: "accept",
  climb: "work",
  verify: "work",
  objection: "work",
  handedBack: "work",
  task: "work",
  demand: "work",
  instruction: "work",
  instructionBack: "work",
  shiftBack: "work",
  shiftClimbed: "work",
  reportDue: "work",
  reportSign: "work",
  review: "work",
  mention: "mention",
  inquiry: "explain",
  check: "explain",
} as const;
export type InboxKind = keyof typeof inboxKinds;
export type InboxGroup = (typeof inboxKinds)[InboxKind];
export const inboxKindNames = Object.keys(inboxKinds) as InboxKind[];
export const inboxGroups = ["accept", "work", "mention", "explain"] as const satisfies readonly InboxGroup[];

/** The tabs of the page: what is asked, whatever group it stands in. */
export const inboxTabs = {
  assignment: ["assignment"],
  task: ["task"],
  duty: ["instruction", "instructionBack", "post", "shift", "shiftBack", "shiftClimbed"],
  demand: ["demand"],
  decide: ["climb", "verify", "objection", "handedBack"],
  report: ["reportDue", "reportSign"],
  review: ["review"],
  mention: ["mention"],
  inquiry: ["inquiry", "check"],
} as const satisfies Record<string, readonly InboxKind[]>;
export type InboxTab = keyof typeof inboxTabs;
export const inboxTabNames = Object.keys(inboxTabs) as InboxTab[];
export const tabOf = (text: string | null): InboxTab | null => inboxTabNames.find((tab) => tab === text) ?? null;

/** Times ISO 8601. `since`: since when it waits. `due.from`: when the limit began to run. */
type Waiting = { id: string; since: string; due: { from: string | null; at: string } | null };
type InIncident = Waiting & { incidentId: string };
type By = { by: string; byUnit: string };
type OfShift = Waiting & By & { name: string; duty: ShiftDuty; personName: string };

export type InboxItem =
  /** 交办 to a unit the reader accepts for. `upheld`: why an objection was not followed. */
  | (InIncident &
      By & {
        kind: "assignment";
        role: AssignmentRole;
        unitName: string;
        state: AssignmentState;
        note: string;
        upheld: string | null;
        sentAt: string;
        deliveredAt: string | null;
        /** When it climbed to the reader himself; null when it has not. */
        climbedAt: string | null;
      })
  /** A unit that has not accepted has climbed to the reader as convener. `heads`: who was told before him. */
  | (InIncident & {
      kind: "climb";
      role: AssignmentRole;
      unitName: string;
      minutes: number;
      heads: string[];
      climbedAt: string;
    })
  /** An incident whose report the reader may verify. */
  | (InIncident & By & { kind: "verify" })
  | (InIncident & By & { kind: "objection"; unitName: string; role: AssignmentRole; reason: string })
  | (InIncident & By & { kind: "handedBack"; taskKind: TaskKind; title: string; unitName: string; reason: string })
  /** `mine`: given to the reader by name; otherwise to his unit and nobody yet. */
  | (InIncident &
      By & { kind: "task"; taskKind: TaskKind; title: string; unitName: string; mine: boolean; state: TaskState })
  | (InIncident & { kind: "demand"; no: number; text: string; unitName: string; state: DemandState })
  /** A report that is soon due, or overdue; `reportId` once somebody has begun it. */
  | (InIncident & { kind: "reportDue"; report: TimedKind; reportId: string | null; state: ReportState | null })
  /** A frozen report that waits for the reader's signature. */
  | (InIncident & By & { kind: "reportSign"; report: ReportKind; no: number; reportId: string })
  /** A review that nobody of the reader's unit has read; `finished`: it is frozen, and still to be read. */
  | (InIncident & { kind: "review"; unitName: string; finished: boolean })
  | (InIncident & { kind: "mention"; by: string; text: string; seq: number })
  /** A post of an incident that is offered to the reader. */
  | (InIncident & By & { kind: "post"; post: Post; holder: string | null })
  /** 批示 that the reader, or his unit, reports back on. */
  | (InIncident & {
      kind: "instruction";
      no: number;
      text: string;
      leaderName: string;
      unitName: string;
      mine: boolean;
      state: InstructionState;
      returned: string | null;
    })
  /** Reported back: those who lead settle or return it. */
  | (InIncident & By & { kind: "instructionBack"; no: number; text: string })
  /** A shift handed over to the reader; sent back to him; not accepted in time in an office he heads. */
  | (OfShift & { kind: "shift" })
  | (OfShift & { kind: "shiftBack"; text: string })
  | (OfShift & { kind: "shiftClimbed" })
  /** Oversight asks the reader about something he has opened. */
  | (Waiting & By & { kind: "inquiry"; question: string; access: AskedAccess })
  /** Somebody has answered; the auditor reads it. */
  | (Waiting & By & { kind: "check"; question: string; answer: string; access: AskedAccess });
export type InboxItemOf<K extends InboxKind> = Extract<InboxItem, { kind: K }>;

/** The access that is asked about. `label` is null where the reader may not read the thing (or never could): its number is none of his. */
export type AskedAccess = {
  entryId: string;
  at: string;
  action: AccessAction;
  subjectKind: SubjectKind;
  label: string | null;
  field: PersonalField | null;
  reason: string | null;
};

/** One key an item, the same in every answer. */
export const keyOf = (item: { kind: InboxKind; id: string }): string => `${item.kind}:${item.id}`;

/** One of the newest entries of an incident, as the pane shows it. */
export type InboxEntry = { seq: number; at: string; human: boolean; by: string; unit: string; text: string };
/** An incident that something of the inbox belongs to. */
export type InboxIncident = BoardCard & { entries: number; headCountAt: string | null; last: InboxEntry[] };

export type InboxCount = {
  total: number;
  kinds: { [K in InboxKind]: number };
  /** How many of each group have come since the moment asked about. */
  fresh: { [G in InboxGroup]: number };
  /** How many of the fresh ones have climbed to the reader: these are told of in quiet hours too. */
  urgent: number;
  /** How many of the fresh ones belong to exercises. */
  drills: number;
};

export type InboxView = {
  /** In the order of the page: by group, then by time left. At most ROWS_A_KIND of a kind; the counts know all. */
  items: InboxItem[];
  count: InboxCount;
  /** By id: every incident that an item names. */
  incidents: { [incidentId: string]: InboxIncident };
  /** What this person's inbox is for: groups that can never hold anything of his say so. */
  audits: boolean;
  board: boolean;
  at: string;
};

/** Who settled an item that has left the inbox; `by` is null when nobody is to be named. */
export type InboxFate = { key: string; by: string | null; did: string };

/** A thing the reader has done, as 查看已办 lists it. `to`: where it can be seen, null where it has no page. */
export type DoneItem = { id: string; at: string; text: string; about: string; to: string | null };
