import type { Machine } from "../kernel/machine.ts";
import { type Sentence, say } from "../kernel/sentence.ts";

/** A unit's part in an incident. A liaison may skip rungs upward (accepting is having seen), never downward. */
export const assignmentMachine = {
  sent: { deliver: "delivered", see: "seen", accept: "accepted", object: "objected", withdraw: "withdrawn" },
  delivered: { see: "seen", accept: "accepted", object: "objected", withdraw: "withdrawn" },
  seen: { accept: "accepted", object: "objected", withdraw: "withdrawn" },
  objected: { uphold: "seen", return: "returned", accept: "accepted", withdraw: "withdrawn" },
  accepted: { arrive: "arrived", withdraw: "withdrawn" },
  arrived: { report: "reported", withdraw: "withdrawn" },
  reported: { report: "reported", withdraw: "withdrawn" },
  returned: {},
  withdrawn: {},
} as const satisfies Machine;
export type AssignmentState = keyof typeof assignmentMachine;
export const assignmentStates = Object.keys(assignmentMachine) as AssignmentState[];

export const assignmentRoles = {
  lead: say("牵头", "Lead"),
  support: say("配合", "Support"),
  supervise: say("督办", "Supervise"),
} as const;
export type AssignmentRole = keyof typeof assignmentRoles;

/** The rungs of the ladder, in order. */
export const rungs = ["sent", "delivered", "seen", "accepted", "arrived", "reported"] as const;
export type Rung = (typeof rungs)[number];
export const rungNames: { [R in Rung]: Sentence } = {
  sent: say("已发", "Sent"),
  delivered: say("送达", "Delivered"),
  seen: say("已阅", "Seen"),
  accepted: say("接受", "Accepted"),
  arrived: say("到场", "Arrived"),
  reported: say("反馈", "Reported"),
};
/** Still part of the incident. */
export const isActive = (state: AssignmentState): boolean => state !== "returned" && state !== "withdrawn";
/** Has taken it on. */
export const hasAccepted = (state: AssignmentState): boolean =>
  state === "accepted" || state === "arrived" || state === "reported";
/** The clock "accept by" runs. */
export const awaitsAcceptance = (state: AssignmentState): boolean =>
  state === "sent" || state === "delivered" || state === "seen";
