import { say } from "../kernel/sentence.ts";

/** Duties of an office that are kept in shifts round the clock. */
export const shiftDuties = {
  coordinator: say("协调员", "Coordinator"),
  recorder: say("记录员", "Recorder"),
} as const;
export type ShiftDuty = keyof typeof shiftDuties;
export const shiftDutyNames = Object.keys(shiftDuties) as [ShiftDuty, ...ShiftDuty[]];
