import type { Phase } from "#domain/incidents/phase-machine.ts";
import type { LinkableSubmission } from "#domain/incidents/queries/linkable-submissions.server.ts";
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
        | "links"
        | "give-task"
        | "template";
    }
  /** `related`: the list begins with these instead of the newest. */
  | { kind: "link"; related?: readonly LinkableSubmission[] }
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
