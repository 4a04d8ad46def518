import { writeDraft } from "../../../ui/draft.ts";
import type { OutboxItem } from "../../offline/outbox-item.ts";
import { draftKey } from "./room-context.ts";
import type { RoomDialog } from "./room-dialog.ts";

const dialogs = {
  object: "object",
  "report-back": "report-back",
  "finish-task": "finish-task",
  "hand-back-task": "hand-back",
} as const;
const fields = { object: "reason", "report-back": "text", "finish-task": "note", "hand-back": "reason" } as const;
const drafts = {
  object: "object",
  "report-back": "report-back",
  "finish-task": "finish",
  "hand-back": "hand-back",
} as const;

export type TextDialog = Extract<RoomDialog, { id: string; kind: (typeof dialogs)[keyof typeof dialogs] }>;

/** Where the words of an act that left the queue are changed; null for entries, which go to the composer. */
export function dialogOf(item: OutboxItem): TextDialog | null {
  const kind = dialogs[item.intent as keyof typeof dialogs];
  return kind && item.about ? ({ kind, id: item.about.id } as TextDialog) : null;
}

/** Whether there is anything to change: an acceptance or an arrival can only be taken back. */
export const isChangeable = (item: OutboxItem): boolean =>
  item.intent === "post" || item.intent === "head-count" || item.intent in dialogs;

/** The dialog opens with the words and the time that were written. */
export function keepText(personId: string, item: OutboxItem, { kind, id }: TextDialog): void {
  const values = { [fields[kind]]: item.text, eventTime: item.eventTime ?? item.writtenAt };
  writeDraft(draftKey(personId, item.incidentId, `${drafts[kind]}/${id}`), values);
}
