import type { AssignmentState } from "../incidents/assignment-machine.ts";
import type { ClimbStep } from "../incidents/climb.ts";
import type { InstructionState } from "../incidents/instruction-machine.ts";
import type { Level } from "../incidents/levels.ts";
import { type AddresseeClass, kindName, type ReportKind } from "../incidents/reports/report-kinds.ts";
import type { TaskKind } from "../incidents/task-kinds.ts";
import type { TaskState } from "../incidents/task-machine.ts";
import type { ShiftDuty } from "./shift-duties.ts";
import type { ShiftState, WordKind } from "./shift-machine.ts";

/** What is handed over, in the order of harm. */
export const sheetGroups = ["unit", "task", "report", "promise", "instruction"] as const;
export type SheetGroup = (typeof sheetGroups)[number];

type Row = {
  /** "unit:<assignment>", "task:<task>", …: what a tick is kept for. */
  key: string;
  incidentId: string;
  title: string;
  level: Level;
  drill: boolean;
  /** ISO 8601; `from`: since when the limit runs. */
  due: { from: string | null; at: string } | null;
  opened: boolean;
};
export type SheetRow =
  | (Row & {
      group: "unit";
      unitName: string;
      state: AssignmentState;
      sentAt: string;
      deliveredAt: string | null;
      seenAt: string | null;
      objection: string | null;
      objectedAt: string | null;
      /** How far it has climbed since its time to accept ran out, and whom it reached there. */
      climbed: ClimbStep | null;
      climbedTo: string[];
    })
  | (Row & {
      group: "task";
      kind: TaskKind;
      text: string;
      ownerName: string | null;
      unitName: string;
      state: TaskState;
      /** Goes to the next one with the acceptance. */
      passesOn: boolean;
    })
  | (Row & { group: "report"; kind: ReportKind; addressees: AddresseeClass[]; draftedBy: string | null })
  | (Row & { group: "promise"; toWhom: string; by: string; text: string; fromSeq: number | null })
  | (Row & {
      group: "instruction";
      no: number;
      leaderName: string;
      text: string;
      owner: string;
      state: InstructionState;
      givenAt: string;
    });
export type SheetRowOf<G extends SheetGroup> = Extract<SheetRow, { group: G }>;

export type ShiftLine = {
  id: string;
  unitId: string;
  unitName: string;
  duty: ShiftDuty;
  name: string;
  personId: string;
  personName: string;
  startsAt: string;
  endsAt: string;
  state: ShiftState;
  beforeId: string | null;
  givenAt: string | null;
  acceptedAt: string | null;
  takesAt: string | null;
  leavesAt: string | null;
  climbedAt: string | null;
  unread: number | null;
  rows: number | null;
  version: number;
};
export type SheetWord = { id: string; kind: WordKind; text: string; byId: string; byName: string; at: string };

/** How the line of a row reads in the record of an acceptance: what was not opened. */
export function rowLabel(row: SheetRow): string {
  const what = {
    unit: () => (row as SheetRowOf<"unit">).unitName,
    task: () => (row as SheetRowOf<"task">).text,
    report: () => kindName((row as SheetRowOf<"report">).kind).zh,
    promise: () => `对${(row as SheetRowOf<"promise">).toWhom}：${(row as SheetRowOf<"promise">).text}`,
    instruction: () => `批示 ${(row as SheetRowOf<"instruction">).no} 号`,
  }[row.group]();
  return `${what} · ${row.title}`;
}
