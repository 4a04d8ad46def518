import type { Machine } from "../kernel/machine.ts";
import { say } from "../kernel/sentence.ts";

/**
 * A shift takes its duty over from the one before. Until it is accepted the one before answers for everything.
 * `begin`: nobody is on duty, so nothing is handed over.
 */
export const shiftMachine = {
  planned: { begin: "accepted", handOver: "waiting", cancel: "cancelled" },
  waiting: { handOver: "waiting", accept: "accepted", sendBack: "returned", cancel: "cancelled" },
  returned: { handOver: "waiting", accept: "accepted", cancel: "cancelled" },
  accepted: { relieve: "relieved" },
  relieved: {},
  cancelled: {},
} as const satisfies Machine;
export type ShiftState = keyof typeof shiftMachine;
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
