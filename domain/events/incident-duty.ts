import { z } from "zod";
import { instructionVia } from "../incidents/instruction-machine.ts";
import { postNames } from "../incidents/post-machine.ts";
import { taskKindNames } from "../incidents/task-kinds.ts";
import { Id, Iso } from "../kernel/fields.ts";
import { shiftDutyNames } from "../shifts/shift-duties.ts";

const incidentId = Id;
const onPost = {
  incidentId,
  /** One tenure: the same id from its offer to its end. */
  tenureId: Id,
  post: z.enum(postNames),
  personId: Id,
  personName: z.string(),
  unitName: z.string(),
};
const onInstruction = { incidentId, instructionId: Id, no: z.int(), leaderName: z.string(), version: z.int() };
const owner = { unitId: Id, unitName: z.string(), ownerId: Id.nullable(), ownerName: z.string().nullable() };
const onPromise = {
  incidentId,
  promiseId: Id,
  no: z.int(),
  text: z.string(),
  toWhom: z.string(),
  unitId: Id,
  unitName: z.string(),
  version: z.int(),
};

/** Who stands where in an incident, what its leaders have instructed and what was promised in it. */
export const incidentDutyEvents = {
  "incidents.post.offered": z.object({ ...onPost, holderName: z.string().nullable() }),
  "incidents.post.accepted": z.object(onPost),
  "incidents.post.declined": z.object({ ...onPost, reason: z.string() }),
  /** An offer taken back, or a post ended without a next one. */
  "incidents.post.withdrawn": z.object({ ...onPost, reason: z.string() }),
  /** The next one has accepted: `tenureId` and person are his, the other tenure ends at this moment. */
  "incidents.post.handed-over": z.object({ ...onPost, fromTenureId: Id, fromId: Id, fromName: z.string() }),

  "incidents.instruction.given": z.object({
    ...onInstruction,
    ...owner,
    text: z.string(),
    leaderId: Id.nullable(),
    leaderTitle: z.string(),
    via: z.enum(instructionVia),
    dueAt: Iso,
  }),
  "incidents.instruction.read": z.object({ ...onInstruction, ...owner, by: z.string() }),
  "incidents.instruction.reported-back": z.object({ ...onInstruction, ...owner, text: z.string(), by: z.string() }),
  "incidents.instruction.settled": z.object({ ...onInstruction, ...owner }),
  "incidents.instruction.returned": z.object({ ...onInstruction, ...owner, reason: z.string(), dueAt: Iso }),

  "incidents.promise.made": z.object({
    ...onPromise,
    saidBy: z.string(),
    dueAt: Iso.nullable(),
    fromSeq: z.int().nullable(),
  }),
  "incidents.promise.kept": z.object({ ...onPromise, note: z.string() }),
  "incidents.promise.carried-on": z.object({ ...onPromise, reason: z.string(), taskId: Id }),
  "incidents.promise.withdrawn": z.object({ ...onPromise, reason: z.string() }),

  /** A shift of the office was handed over: from `takesAt` on another person answers for this incident. */
  "incidents.duty.handed-over": z.object({
    incidentId,
    shiftId: Id,
    duty: z.enum(shiftDutyNames),
    fromId: Id,
    fromName: z.string(),
    toId: Id,
    toName: z.string(),
    unitName: z.string(),
    takesAt: Iso,
  }),
  /** An open task goes with the duty it was given to. */
  "incidents.task.passed-on": z.object({
    incidentId,
    taskId: Id,
    kind: z.enum(taskKindNames),
    title: z.string(),
    fromName: z.string(),
    ownerId: Id,
    ownerName: z.string(),
    version: z.int(),
  }),
} as const;
export type IncidentDutyEventName = keyof typeof incidentDutyEvents;
