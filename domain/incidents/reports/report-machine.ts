import { can, type Machine, type StateOf } from "../../kernel/machine.ts";
import { type Sentence, say } from "../../kernel/sentence.ts";

/**
 * The life of a report, in the order of the office: drafted, checked, frozen, signed, sent. A text changed after its check is
 * checked again. The signer may send a frozen one back: the draft goes on as a new version. What was signed is sent at once.
 */
export const reportMachine = {
  draft: { check: "checked", drop: "dropped" },
  checked: { check: "checked", freeze: "frozen", drop: "dropped" },
  frozen: { sign: "signed", sendBack: "draft" },
  signed: { send: "sent" },
  sent: {},
  dropped: {},
} as const satisfies Machine;
export type ReportState = StateOf<typeof reportMachine>;
export const reportStates = Object.keys(reportMachine) as ReportState[];

/** Whether its text is still being written. */
export const isWritten = (state: string): boolean => can(reportMachine, state, "check");
/** Taken off the desk: no list shows it. */
export const isDropped = (state: string): boolean => state === "dropped";
/** Whether it can be corrected: it was sent, and is no correction itself. */
export const mayBeCorrected = ({ kind, state }: { kind: string; state: string }): boolean =>
  state === "sent" && kind !== "correction";
/** Whether nothing more is to be done for it. */
export const isOver = (state: string): boolean => state === "sent" || state === "dropped";

export const reportStateNames: { [S in ReportState]: Sentence } = {
  draft: say("草拟", "Draft"),
  checked: say("已核稿", "Checked"),
  frozen: say("待签发", "Waits for signature"),
  signed: say("已签发", "Signed"),
  sent: say("已报送", "Sent"),
  dropped: say("已撤", "Dropped"),
};
