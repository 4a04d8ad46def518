import type { Phase } from "#domain/incidents/phase-machine.ts";
import type { DutyDialog } from "../duty/duty-dialog.ts";

/** The one dialog that is open over the room. `id` is that of the assignment, demand, task, representative or link. */
export type RoomDialog =
  | DutyDialog
  | {
      kind:
        | "facts"
        | "level"
        | "reopen"
        | "verify"
        | "dispatch"
        | "add-demand"
        | "head-count"
        | "link"
        | "links"
        | "give-task"
        | "template";
    }
  | { kind: "move"; to: Phase }
  | { kind: "add-representative"; matter?: string }
  | { kind: "phone"; id?: string }
  | { kind: "settle"; id: string; decision: "uphold" | "return"; thenDispatch?: boolean }
  | { kind: "strike"; seq: number }
  | {
      kind:
        | "edit-demand"
        | "answer"
        | "carry-on"
        | "representative"
        | "remove-representative"
        | "unlink"
        | "object"
        | "report-back"
        | "withdraw"
        | "regive"
        | "finish-task"
        | "hand-back"
        | "cancel-task";
      id: string;
    };
