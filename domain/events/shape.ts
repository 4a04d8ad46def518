import { z } from "zod";
import { assignmentRoles, assignmentStates } from "../incidents/assignment-machine.ts";
import { climbSteps } from "../incidents/climb.ts";
import { demandMachine } from "../incidents/demand-machine.ts";
import { instructionMachine, instructionVia } from "../incidents/instruction-machine.ts";
import { phases } from "../incidents/phase-machine.ts";
import { promiseMachine } from "../incidents/promise-machine.ts";
import { addresseeClasses, timedKinds } from "../incidents/reports/report-kinds.ts";
import { taskKindNames } from "../incidents/task-kinds.ts";
import { taskMachine } from "../incidents/task-machine.ts";
import { Id, Iso } from "../kernel/fields.ts";
import { submissionChannels } from "../submissions/channels.ts";

const namesOf = <K extends string>(table: { readonly [key in K]: unknown }) => Object.keys(table) as [K, ...K[]];
const moment = Iso.nullable();
const word = z.string().nullable();
const level = z.int().min(1).max(4);

const climb = z.object({
  step: z.enum(climbSteps),
  dueAt: Iso,
  firedAt: Iso,
  to: z.array(z.object({ personId: Id, name: z.string(), title: word })),
});

/** Parts of a room as the page holds them (domain/incidents/room.ts): a change of shape says how each row it touched is afterwards. */
const unit = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  role: z.enum(namesOf(assignmentRoles)),
  state: z.enum(assignmentStates),
  note: z.string(),
  acceptBy: moment,
  sentAt: Iso,
  deliveredAt: moment,
  deliveredTo: word,
  seenAt: moment,
  seenBy: word,
  acceptedAt: moment,
  acceptedBy: word,
  acceptedVia: z.enum(["portal", "phone"]).nullable(),
  arrivedAt: moment,
  reportedAt: moment,
  objectedAt: moment,
  objection: word,
  settledAt: moment,
  settlement: word,
  climbs: z.array(climb),
  climbAt: moment,
});
const demand = z.object({
  id: Id,
  no: z.int(),
  text: z.string(),
  unitId: Id,
  unitName: z.string(),
  dueAt: moment,
  state: z.enum(namesOf(demandMachine)),
  answer: word,
  answeredAt: moment,
  carriedReason: word,
  sameAs: Id.nullable(),
  cameFrom: word,
  version: z.int(),
});
const task = z.object({
  id: Id,
  kind: z.enum(taskKindNames),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  ownerId: Id.nullable(),
  ownerName: word,
  dueAt: Iso,
  createdAt: Iso,
  state: z.enum(namesOf(taskMachine)),
  doneAt: moment,
  note: word,
  version: z.int(),
});
const headCount = z.object({
  id: Id,
  count: z.int().min(0),
  observerId: Id,
  observer: z.string(),
  observedAt: Iso,
  seq: z.int(),
  struck: z.boolean(),
  place: word,
  cameFrom: word,
});
const representative = z.object({ id: Id, matter: z.string(), name: z.string(), hasPhone: z.boolean() });
const link = z.object({
  id: Id,
  submissionId: Id,
  number: z.string(),
  channel: z.enum(submissionChannels),
  title: z.string(),
  receivedAt: Iso,
  type: z.enum(["source", "added"]),
});
const instruction = z.object({
  id: Id,
  no: z.int(),
  text: z.string(),
  leaderName: z.string(),
  leaderTitle: z.string(),
  via: z.enum(instructionVia),
  givenAt: Iso,
  unitId: Id,
  unitName: z.string(),
  ownerId: Id.nullable(),
  ownerName: word,
  dueAt: Iso,
  state: z.enum(namesOf(instructionMachine)),
  readAt: moment,
  report: word,
  reportedAt: moment,
  reportedBy: word,
  returned: word,
  settledAt: moment,
  seq: z.int(),
  version: z.int(),
});
const promise = z.object({
  id: Id,
  no: z.int(),
  text: z.string(),
  toWhom: z.string(),
  saidBy: z.string(),
  unitId: Id,
  unitName: z.string(),
  dueAt: moment,
  fromSeq: z.int().nullable(),
  madeAt: Iso,
  state: z.enum(namesOf(promiseMachine)),
  endedAt: moment,
  note: word,
  version: z.int(),
});
const reportTimer = z.object({
  addressee: z.enum(addresseeClasses),
  kind: z.enum(timedKinds),
  since: Iso,
  open: z.boolean(),
});
const parts = z.object({
  units: z.array(unit),
  demands: z.array(demand),
  tasks: z.array(task),
  headCounts: z.array(headCount),
  representatives: z.array(representative),
  links: z.array(link),
  instructions: z.array(instruction),
  promises: z.array(promise),
});
const gone = z.object({
  units: z.array(Id),
  demands: z.array(Id),
  tasks: z.array(Id),
  headCounts: z.array(Id),
  representatives: z.array(Id),
  links: z.array(Id),
  instructions: z.array(Id),
  promises: z.array(Id),
});
const facts = z
  .object({
    title: z.string(),
    level,
    place: z.string(),
    phase: z.enum(phases),
    phaseSince: Iso,
    verifiedAt: moment,
    dispatchedUnverified: z.boolean(),
    factsVersion: z.int(),
  })
  .partial();

/** What a merge, its undoing or a split makes of one room: facts that changed, rows as they then are, rows that went elsewhere. */
const change = z.object({
  facts,
  set: parts,
  gone,
  /** The report timers as they then are; absent where none changed. */
  reportTimers: z.array(reportTimer).optional(),
});
export type ShapeChange = z.infer<typeof change>;

const incident = z.object({ id: Id, number: z.string(), title: z.string() });
const merge = { incidentId: Id, mergeId: Id, survivor: incident, absorbed: incident, reason: z.string(), change };

/** Incidents that change their shape. A merge, its undoing and a split stand in both timelines, each with what became of its own room. */
export const shapeEvents = {
  "incidents.merged": z.object(merge),
  "incidents.merge.undone": z.object({
    ...merge,
    /** Entries of the survivor, recorded since the merge, that were assigned to the other. */
    carried: z.array(z.int()),
    /** Units whose part went from this incident to the other. */
    leftUnitIds: z.array(Id),
  }),
  "incidents.split": z.object({
    incidentId: Id,
    from: incident,
    to: incident,
    reason: z.string(),
    leftUnitIds: z.array(Id),
    change,
  }),
  /** An entry of another incident's timeline that belongs to this one: it keeps its number there. */
  "incidents.entry.carried": z.object({
    incidentId: Id,
    fromId: Id,
    fromNumber: z.string(),
    fromSeq: z.int(),
    text: z.object({ zh: z.string(), en: z.string() }),
  }),
  "incidents.level.changed": z.object({
    incidentId: Id,
    from: level,
    to: level,
    reason: z.string(),
    factsVersion: z.int(),
    /** New times of those that have not accepted. */
    acceptBy: z.array(z.object({ assignmentId: Id, acceptBy: Iso, climbs: z.array(climb), climbAt: moment })),
  }),
} as const;
export type ShapeEventName = keyof typeof shapeEvents;
