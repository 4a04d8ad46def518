import { acceptShift } from "./accept-shift.server.ts";
import { changeShift } from "./change-shift.server.ts";
import { answerShift, askShift, handOverShift, openRow, sendBackShift } from "./hand-over.server.ts";
import { beginShift, cancelShift, planShift } from "./plan-shift.server.ts";

/** Intent → command, for the pages of shifts and for the socket. */
export const shiftCommands = {
  "plan-shift": planShift,
  "change-shift": changeShift,
  "cancel-shift": cancelShift,
  "begin-shift": beginShift,
  "hand-over-shift": handOverShift,
  "open-shift-row": openRow,
  "ask-shift": askShift,
  "answer-shift": answerShift,
  "send-back-shift": sendBackShift,
  "accept-shift": acceptShift,
} as const;
export type ShiftIntent = keyof typeof shiftCommands;
