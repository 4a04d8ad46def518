import type { Machine } from "../kernel/machine.ts";
import { say } from "../kernel/sentence.ts";

export const taskMachine = {
  given: { start: "underway", finish: "done", handBack: "handed_back", cancel: "cancelled" },
  underway: { finish: "done", handBack: "handed_back", cancel: "cancelled" },
  handed_back: { give: "given", cancel: "cancelled" },
  done: {},
  cancelled: {},
} as const satisfies Machine;
export type TaskState = keyof typeof taskMachine;
export const taskStateNames = {
  given: say("已派", "Given"),
  underway: say("办理中", "Under way"),
  done: say("完成", "Done"),
  handed_back: say("已退回", "Handed back"),
  cancelled: say("已取消", "Cancelled"),
} as const;
export const isOpenTask = (state: TaskState): boolean =>
  state === "given" || state === "underway" || state === "handed_back";
