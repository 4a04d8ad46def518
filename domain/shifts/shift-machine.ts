import { can, type Machine } from "../kernel/machine.ts";
import { say } from "../kernel/sentence.ts";

/**
 * A shift takes its duty over from the one before. Until it is accepted the one before answers for everything.
 * `begin`: nobody is on duty, so nothing is handed over. `extend`: of a shift that somebody has taken only the end moves.
 */
export const shiftMachine = {
  planned: { begin: "accepted", handOver: "waiting", change: "planned", cancel: "cancelled" },
  waiting: { handOver: "waiting", accept: "accepted", sendBack: "returned", change: "waiting", cancel: "cancelled" },
  returned: { handOver: "waiting", accept: "accepted", change: "returned", cancel: "cancelled" },
  accepted: { extend: "accepted", relieve: "relieved" },
  relieved: {},
  cancelled: {},
} as const satisfies Machine;
export type ShiftState = keyof typeof shiftMachine;
/** Somebody answers for it, or will from the hour he has named. */
export const isTaken = (state: ShiftState): boolean => can(shiftMachine, state, "extend");
/** Planned or handed over, and nobody has taken it. */
export const isUntaken = (state: ShiftState): boolean => can(shiftMachine, state, "cancel");
export const shiftStateNames = {
  planned: say("排定", "Planned"),
  waiting: say("待接", "To be accepted"),
  returned: say("退回补充", "Sent back"),
  accepted: say("在岗", "On duty"),
  relieved: say("已交班", "Handed over"),
  cancelled: say("取消", "Cancelled"),
} as const;
export const wordKinds = ["asked", "answered", "sent_back"] as const;
export type WordKind = (typeof wordKinds)[number];
