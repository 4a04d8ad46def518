import type { Machine } from "../kernel/machine.ts";
import { say } from "../kernel/sentence.ts";

/** A demand is answered by its unit, or carried on as a case (a task "register as a case" waits then). */
export const demandMachine = {
  open: { begin: "answering", answer: "answered", carryOn: "carried_on" },
  answering: { answer: "answered", carryOn: "carried_on" },
  answered: { answer: "answered", carryOn: "carried_on" },
  carried_on: {},
} as const satisfies Machine;
export type DemandState = keyof typeof demandMachine;
export const demandStateNames = {
  open: say("待答复", "Open"),
  answering: say("答复中", "Answering"),
  answered: say("已答复", "Answered"),
  carried_on: say("结转", "Carried on"),
} as const;
/** Stands in the way of closing. */
export const isUnsettled = (state: DemandState): boolean => state === "open" || state === "answering";
