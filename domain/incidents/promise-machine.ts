import { can, type Machine } from "../kernel/machine.ts";
import { say } from "../kernel/sentence.ts";

/** 承诺: what was said to people stays until it is kept, carried on as a case, or withdrawn with a reason. */
export const promiseMachine = {
  open: { keep: "kept", carryOn: "carried_on", withdraw: "withdrawn" },
  kept: {},
  carried_on: {},
  withdrawn: {},
} as const satisfies Machine;
export type PromiseState = keyof typeof promiseMachine;
/** Not kept, carried on or withdrawn yet. */
export const isOwed = ({ state }: { state: PromiseState }): boolean => can(promiseMachine, state, "keep");
export const promiseStateNames = {
  open: say("待兑现", "Open"),
  kept: say("兑现", "Kept"),
  carried_on: say("结转", "Carried on"),
  withdrawn: say("收回", "Withdrawn"),
} as const;
