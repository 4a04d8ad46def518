import { z } from "zod";
import { phases } from "../incidents/phase-machine.ts";
import { taskKindNames } from "../incidents/task-kinds.ts";
import { Id, Iso } from "../kernel/fields.ts";
import { submissionChannels } from "../submissions/channels.ts";
import { escalationEvents } from "./escalation.ts";
import { incidentDutyEvents } from "./incident-duty.ts";
import { reportEvents } from "./reports.ts";
import { reviewEvents } from "./review.ts";
import { shapeEvents } from "./shape.ts";

const level = z.int().min(1).max(4);
const phase = z.enum(phases);
const role = z.enum(["lead", "support", "supervise"]);
const incidentId = Id;
const linkedSubmission = z.object({
  linkId: Id,
  submissionId: Id,
  number: z.string(),
  channel: z.enum(submissionChannels),
  title: z.string(),
  receivedAt: Iso,
});
const onUnit = { incidentId, assignmentId: Id, unitId: Id, unitName: z.string() };

/** Everything that happens to a group incident. Names of units and people are written as they were then. */
export const incidentEvents = {
  ...incidentDutyEvents,
  "incidents.reported": z.object({
    incidentId,
    number: z.string(),
    title: z.string(),
    level,
    countyId: Id,
    countyName: z.string(),
    place: z.string(),
    cause: z.string(),
    occurredAt: Iso,
    drill: z.boolean(),
    links: z.array(linkedSubmission),
  }),
  "incidents.verified": z.object({ incidentId, note: z.string(), phase }),
  "incidents.moved": z.object({
    incidentId,
    from: phase,
    to: phase,
    back: z.boolean(),
    reason: z.string().nullable(),
    unverified: z.boolean(),
  }),
  "incidents.closed": z.object({ incidentId, from: phase, outcome: z.string() }),
  "incidents.reopened": z.object({ incidentId, to: phase, reason: z.string() }),
  "incidents.facts.edited": z.object({
    incidentId,
    factsVersion: z.int(),
    reason: z.string(),
    title: z.string().optional(),
    level: level.optional(),
    place: z.string().optional(),
    cause: z.string().optional(),
  }),
  "incidents.units.dispatched": z.object({
    incidentId,
    units: z.array(
      z.object({
        assignmentId: Id,
        unitId: Id,
        unitName: z.string(),
        unitPath: z.string(),
        role,
        note: z.string(),
        acceptBy: Iso,
        /** A competent department: a report goes to it too (Art. 25). Missing in events of earlier releases, where each dispatch was taken for one. */
        competent: z.boolean().optional(),
      }),
    ),
  }),
  "incidents.assignment.delivered": z.object({ ...onUnit, liaison: z.string() }),
  "incidents.assignment.seen": z.object({ ...onUnit, liaison: z.string() }),
  "incidents.assignment.accepted": z.object({ ...onUnit, via: z.enum(["portal", "phone"]), acceptedBy: z.string() }),
  "incidents.assignment.objected": z.object({ ...onUnit, reason: z.string() }),
  "incidents.assignment.settled": z.object({
    ...onUnit,
    decision: z.enum(["uphold", "return"]),
    reason: z.string(),
    acceptBy: Iso.nullable(),
  }),
  "incidents.assignment.arrived": z.object(onUnit),
  "incidents.assignment.reported": z.object({ ...onUnit, text: z.string() }),
  "incidents.assignment.withdrawn": z.object({ ...onUnit, reason: z.string() }),
  "incidents.entry.posted": z.object({
    incidentId,
    text: z.string(),
    mentions: z.array(z.object({ personId: Id, name: z.string() })),
    attachments: z.array(z.object({ id: Id, name: z.string(), size: z.int(), contentType: z.string() })),
  }),
  "incidents.entry.struck": z.object({ incidentId, struckSeq: z.int(), reason: z.string() }),
  "incidents.entry.pinned": z.object({ incidentId, pinnedSeq: z.int().nullable(), text: z.string() }),
  "incidents.head-count.recorded": z.object({
    incidentId,
    headCountId: Id,
    count: z.int().min(0),
    before: z.int().nullable(),
    /** Where, when it is not the incident's own place. */
    place: z.string().optional(),
    observerId: Id,
    observer: z.string(),
  }),
  "incidents.demand.added": z.object({
    incidentId,
    demandId: Id,
    no: z.int(),
    text: z.string(),
    unitId: Id,
    unitName: z.string(),
    dueAt: Iso.nullable(),
  }),
  "incidents.demand.edited": z.object({
    incidentId,
    demandId: Id,
    no: z.int(),
    text: z.string(),
    unitId: Id,
    unitName: z.string(),
    dueAt: Iso.nullable(),
    version: z.int(),
  }),
  "incidents.demand.answering": z.object({ incidentId, demandId: Id, no: z.int(), version: z.int() }),
  "incidents.demand.answered": z.object({
    incidentId,
    demandId: Id,
    no: z.int(),
    text: z.string(),
    unitName: z.string(),
    answer: z.string(),
    version: z.int(),
  }),
  "incidents.demand.carried-on": z.object({
    incidentId,
    demandId: Id,
    no: z.int(),
    text: z.string(),
    reason: z.string(),
    taskId: Id,
    version: z.int(),
  }),
  "incidents.representative.added": z.object({
    incidentId,
    representativeId: Id,
    matter: z.string(),
    name: z.string(),
    hasPhone: z.boolean(),
  }),
  "incidents.representative.removed": z.object({
    incidentId,
    representativeId: Id,
    matter: z.string(),
    name: z.string(),
    reason: z.string(),
  }),
  "incidents.task.given": z.object({
    incidentId,
    taskId: Id,
    kind: z.enum(taskKindNames),
    title: z.string(),
    unitId: Id,
    unitName: z.string(),
    ownerId: Id.nullable(),
    ownerName: z.string().nullable(),
    dueAt: Iso,
    version: z.int(),
  }),
  "incidents.task.started": z.object({
    incidentId,
    taskId: Id,
    kind: z.enum(taskKindNames),
    title: z.string(),
    version: z.int(),
  }),
  "incidents.task.finished": z.object({
    incidentId,
    taskId: Id,
    kind: z.enum(taskKindNames),
    title: z.string(),
    note: z.string(),
    version: z.int(),
  }),
  "incidents.task.handed-back": z.object({
    incidentId,
    taskId: Id,
    kind: z.enum(taskKindNames),
    title: z.string(),
    reason: z.string(),
    version: z.int(),
  }),
  "incidents.task.cancelled": z.object({
    incidentId,
    taskId: Id,
    kind: z.enum(taskKindNames),
    title: z.string(),
    reason: z.string(),
    version: z.int(),
  }),
  "incidents.submissions.linked": z.object({
    incidentId,
    links: z.array(linkedSubmission),
    /** Older events have none. */
    reason: z.string().optional(),
  }),
  "incidents.submission.unlinked": z.object({
    incidentId,
    linkId: Id,
    submissionId: Id,
    number: z.string(),
    title: z.string(),
    reason: z.string(),
  }),
  ...reviewEvents,
  ...reportEvents,
  ...escalationEvents,
  ...shapeEvents,
} as const;
export type IncidentEventName = keyof typeof incidentEvents;
export const incidentEventNames = Object.keys(incidentEvents) as IncidentEventName[];
