import type { Machine } from "../kernel/machine.ts";
import { say } from "../kernel/sentence.ts";

/** 批示: read by its owner, reported back, then settled by those who lead, or returned for more. */
export const instructionMachine = {
  given: { read: "read", report: "reported" },
  read: { report: "reported" },
  reported: { report: "reported", settle: "settled", return: "returned" },
  returned: { report: "reported" },
  settled: {},
} as const satisfies Machine;
export type InstructionState = keyof typeof instructionMachine;
export const instructionStateNames = {
  given: say("未阅", "Unread"),
  read: say("办理中", "Under way"),
  reported: say("已回报", "Reported back"),
  returned: say("退回再办", "Returned"),
  settled: say("办结", "Settled"),
} as const;

/** How it reached the portal: typed by the leader himself, or recorded for him. */
export const instructionVia = ["self", "paper", "phone"] as const;
export type InstructionVia = (typeof instructionVia)[number];
export const isOwed = (state: InstructionState): boolean =>
  state === "given" || state === "read" || state === "returned";
