import type { EventData, EventName } from "#domain/events/catalogue.ts";
import { inboxOfLeads, inboxOfReports, inboxOfUnit, personRoom } from "./rooms.ts";

/** What audience lines may look at besides the event itself. */
export type Around = {
  /** Path of the incident's county; "" outside incidents. */
  countyPath: string;
  /** Paths of the units that have a part in the incident; none outside incidents. */
  unitPaths: string[];
  /** Path of a unit by id; "" when unknown. */
  pathOf: (unitId: string) => string;
};

/** Who hears that something waits for him (or no longer does). */
type InboxLine<N extends EventName> = (data: EventData<N>, around: Around) => string[];
const nobody = () => [];
const unit = (data: { unitId: string }, { pathOf }: Around) => inboxOfUnit(pathOf(data.unitId));
const leads = (_: unknown, { countyPath }: Around) => inboxOfLeads(countyPath);
const unitAndLeads = (data: { unitId: string }, around: Around) => [...unit(data, around), ...leads(data, around)];
/** All who work in the incident: what one of them settles leaves the inboxes of the others. */
const everyone = (_: unknown, { countyPath, unitPaths }: Around) => [
  ...inboxOfLeads(countyPath),
  ...unitPaths.flatMap(inboxOfUnit),
];
/** Those who write reports and those who sign them. */
const reporters = (_: unknown, { countyPath }: Around) => inboxOfReports(countyPath);
const person = (data: { personId: string }) => [personRoom(data.personId)];
const owner = (data: { unitId: string; ownerId: string | null }, around: Around) => [
  ...unitAndLeads(data, around),
  ...(data.ownerId ? [personRoom(data.ownerId)] : []),
];
/** All who work for the office or lead over it, and both of a hand-over: the sheet is open to them. */
const office = (data: { unitId: string; personId: string; fromId?: string }, around: Around) => [
  ...unit(data, around),
  ...inboxOfLeads(around.pathOf(data.unitId)),
  personRoom(data.personId),
  ...(data.fromId ? [personRoom(data.fromId)] : []),
];

/** One line an event: the inbox rooms it touches. A forgotten event does not compile. */
export const inboxAudience: { [N in EventName]: InboxLine<N> } = {
  "incidents.reported": leads,
  "incidents.verified": leads,
  "incidents.moved": leads,
  "incidents.closed": everyone,
  "incidents.reopened": everyone,
  "incidents.facts.edited": nobody,
  "incidents.units.dispatched": (data) => data.units.flatMap((u) => inboxOfUnit(u.unitPath)),
  "incidents.assignment.delivered": nobody,
  "incidents.assignment.seen": nobody,
  "incidents.assignment.accepted": unitAndLeads,
  "incidents.assignment.objected": unitAndLeads,
  "incidents.assignment.settled": unitAndLeads,
  "incidents.assignment.arrived": unit,
  "incidents.assignment.reported": unit,
  "incidents.assignment.withdrawn": unitAndLeads,
  "incidents.assignment.climbed": (data, around) => [
    ...unitAndLeads(data, around),
    ...data.to.map((one) => personRoom(one.personId)),
  ],
  "incidents.entry.posted": (data) => data.mentions.map((m) => personRoom(m.personId)),
  "incidents.entry.struck": nobody,
  "incidents.entry.pinned": nobody,
  "incidents.head-count.recorded": nobody,
  "incidents.demand.added": unit,
  "incidents.demand.edited": (data, around) => [...unit(data, around), ...everyone(data, around)],
  "incidents.demand.answering": nobody,
  "incidents.demand.answered": everyone,
  "incidents.demand.carried-on": everyone,
  "incidents.representative.added": nobody,
  "incidents.representative.removed": nobody,
  "incidents.task.given": (data, around) => [
    ...unit(data, around),
    ...(data.ownerId ? [personRoom(data.ownerId)] : []),
  ],
  "incidents.task.started": everyone,
  "incidents.task.finished": everyone,
  "incidents.task.handed-back": everyone,
  "incidents.task.cancelled": everyone,
  "incidents.submissions.linked": nobody,
  "incidents.submission.unlinked": nobody,
  "incidents.kind.chosen": nobody,
  "incidents.template.applied": nobody,
  "incidents.review.opened": everyone,
  "incidents.review.picked": nobody,
  "incidents.review.lesson.added": nobody,
  "incidents.review.lesson.edited": nobody,
  "incidents.review.lesson.withdrawn": nobody,
  "incidents.review.seen": unit,
  "incidents.review.dissented": nobody,
  "incidents.review.finished": nobody,
  "templates.added": nobody,
  "templates.saved": nobody,
  "templates.closed": nobody,
  "templates.reopened": nobody,
  "incidents.post.offered": (data, around) => [personRoom(data.personId), ...leads(data, around)],
  "incidents.post.accepted": (data, around) => [personRoom(data.personId), ...leads(data, around)],
  "incidents.post.declined": (data, around) => [personRoom(data.personId), ...leads(data, around)],
  "incidents.post.withdrawn": person,
  "incidents.post.handed-over": (data, around) => [
    personRoom(data.personId),
    personRoom(data.fromId),
    ...leads(data, around),
  ],
  "incidents.instruction.given": owner,
  "incidents.instruction.read": owner,
  "incidents.instruction.reported-back": owner,
  "incidents.instruction.settled": owner,
  "incidents.instruction.returned": owner,
  "incidents.promise.made": unit,
  "incidents.promise.kept": unit,
  "incidents.promise.carried-on": unit,
  "incidents.promise.withdrawn": unit,
  "incidents.duty.handed-over": everyone,
  "incidents.task.passed-on": (data) => [personRoom(data.ownerId)],
  "shifts.planned": office,
  "shifts.changed": office,
  "shifts.cancelled": office,
  "shifts.begun": office,
  "shifts.handed-over": office,
  "shifts.row.opened": office,
  "shifts.asked": office,
  "shifts.answered": office,
  "shifts.sent-back": office,
  "shifts.accepted": office,
  "shifts.climbed": office,
  "incidents.report.drafted": reporters,
  "incidents.report.dropped": reporters,
  "incidents.report.checked": reporters,
  "incidents.report.frozen": reporters,
  "incidents.report.returned": reporters,
  "incidents.report.signed": nobody,
  "incidents.report.sent": reporters,
  "incidents.report.received": nobody,
  "incidents.report.overdue": reporters,
  "incidents.merged": everyone,
  "incidents.merge.undone": everyone,
  "incidents.split": everyone,
  "incidents.entry.carried": nobody,
  "incidents.level.changed": everyone,
  "people.unit.added": nobody,
  "people.unit.edited": nobody,
  "people.unit.closed": nobody,
  "people.person.added": nobody,
  "people.person.edited": person,
  "people.person.disabled": person,
  "people.person.enabled": person,
  "people.grant.given": person,
  "people.grant.revoked": person,
  "people.password.reset": nobody,
  "people.password.changed": nobody,
  "people.totp.turned-on": nobody,
  "people.totp.turned-off": nobody,
  "people.totp.codes-renewed": nobody,
  "people.preferences.changed": nobody,
  "people.session.started": nobody,
  "people.session.ended": nobody,
  "audit.inquiry.asked": person,
  "audit.inquiry.answered": (data) => [personRoom(data.personId), personRoom(data.askedById)],
  "audit.inquiry.checked": nobody,
  "submissions.import.read": nobody,
  "submissions.import.published": nobody,
  "submissions.import.discarded": nobody,
  "submissions.received": nobody,
  "portal.accept-limit.changed": nobody,
  "portal.hook.set": nobody,
  "portal.hook.resent": nobody,
  "portal.quiet-hours.changed": person,
};

/** Events that bring submissions, and the unit that received them. */
export const bringsLetters: { [N in EventName]?: (data: EventData<N>) => string } = {
  "submissions.received": (data) => data.unitId,
  "submissions.import.published": (data) => data.unitId,
};

/** What else an event does to open pages: whose rights may have changed, whose sessions are over. */
export type Effect =
  | { kind: "person"; personId: string }
  | { kind: "unit-left"; incidentId: string; unitId: string }
  | { kind: "session"; session: string; reason: string }
  | { kind: "report"; reportId: string };

const changesRights = (data: { personId: string }): Effect[] => [{ kind: "person", personId: data.personId }];
const leaves = (data: { incidentId: string; unitId: string }): Effect[] => [
  { kind: "unit-left", incidentId: data.incidentId, unitId: data.unitId },
];

/** A text that is no longer written, or whose writing goes on as another version: who has it open is told. */
const settlesText = (data: { reportId: string }): Effect[] => [{ kind: "report", reportId: data.reportId }];
const leave = (data: { incidentId: string; leftUnitIds: string[] }): Effect[] =>
  data.leftUnitIds.flatMap((unitId) => leaves({ incidentId: data.incidentId, unitId }));

export const effects: { [N in EventName]?: (data: EventData<N>) => Effect[] } = {
  "people.grant.given": changesRights,
  "people.grant.revoked": changesRights,
  "people.person.disabled": changesRights,
  "people.person.edited": changesRights,
  "people.session.ended": (data) => [{ kind: "session", session: data.session, reason: data.reason }],
  "incidents.report.frozen": settlesText,
  "incidents.report.returned": settlesText,
  "incidents.report.dropped": settlesText,
  "incidents.assignment.withdrawn": leaves,
  "incidents.assignment.settled": (data) => (data.decision === "return" ? leaves(data) : []),
  "incidents.merge.undone": leave,
  "incidents.split": leave,
};
