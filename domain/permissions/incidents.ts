import type { Prisma } from "#prisma/generated/client.ts";
import type { Phase } from "../incidents/phase-machine.ts";
import { type Actor, covers, coversThing, grantsAt } from "../people/actor.ts";
import type { Duty } from "../people/duties.ts";
import { no, type Rule } from "./verdict.ts";

/** What the rules look at. `unitPaths`: paths of the units with an active assignment. */
export type IncidentThing = {
  id: string;
  countyPath: string;
  reportedByUnitPath: string;
  phase: Phase;
  unitPaths: string[];
};
/** One unit's part, task or demand inside an incident. */
export type PartThing = { incident: IncidentThing; unitPath: string; ownerId?: string | null };

/** Duties that see every incident of their territory. */
export const TERRITORY: Duty[] = ["convener", "coordinator", "recorder", "supervisor"];
/** Duties that see the incidents their unit has a part in, or has reported. */
export const PART: Duty[] = ["unit_head", "liaison", "handler"];
/** Duties that lead an incident. */
export const LEAD: Duty[] = ["convener", "coordinator"];
const WRITE: Duty[] = ["convener", "coordinator", "recorder"];

const leads = (actor: Actor, thing: IncidentThing, now: Date) =>
  covers(actor, now, thing.countyPath, ...LEAD) || coversThing(actor, now, "incident", thing.id, ...LEAD);
const writes = (actor: Actor, thing: IncidentThing, now: Date) =>
  covers(actor, now, thing.countyPath, ...WRITE) || coversThing(actor, now, "incident", thing.id, ...WRITE);
const hasPart = (actor: Actor, thing: IncidentThing, now: Date, ...duties: Duty[]) =>
  [...thing.unitPaths, thing.reportedByUnitPath].some((path) => covers(actor, now, path, ...duties));

/** The rules that other files of this feature are made of. */
export const read: Rule<IncidentThing> = (actor, thing, now) =>
  covers(actor, now, thing.countyPath, ...TERRITORY) ||
  coversThing(actor, now, "incident", thing.id, ...TERRITORY, ...PART) ||
  hasPart(actor, thing, now, ...PART) ||
  no("这件事不在你的授权范围内。", "This incident is outside your grants.");

export const lead: Rule<IncidentThing> = (actor, thing, now) =>
  leads(actor, thing, now) ||
  no("只有本地区的协调员或召集人可以这样做。", "Only a coordinator or convener of this territory may do this.");
export const write: Rule<IncidentThing> = (actor, thing, now) =>
  writes(actor, thing, now) ||
  no(
    "只有本地区的协调员、记录员或召集人可以这样做。",
    "Only a coordinator, recorder or convener of this territory may do this.",
  );
export const takePart: Rule<IncidentThing> = (actor, thing, now) =>
  writes(actor, thing, now) ||
  hasPart(actor, thing, now, ...PART) ||
  coversThing(actor, now, "incident", thing.id, ...PART) ||
  no("你可以看这件事，但没有记录的授权。", "You may read this incident but not write in it.");

/** Rules over an incident as a whole. The name of a command is the name of its permission. */
export const incidentRules = {
  "incidents.read": read,
  "incidents.verify": lead,
  "incidents.move": lead,
  "incidents.close": lead,
  "incidents.reopen": lead,
  "incidents.facts.edit": write,
  "incidents.dispatch": lead,
  "incidents.assignment.settle": lead,
  "incidents.assignment.withdraw": lead,
  "incidents.assignment.accept-by-phone": write,
  "incidents.entry.post": takePart,
  "incidents.entry.pin": write,
  "incidents.entry.strike-any": write,
  "incidents.head-count.record": takePart,
  "incidents.demand.add": write,
  "incidents.demand.edit": write,
  "incidents.demand.carry-on": write,
  "incidents.representative.add": write,
  "incidents.representative.remove": write,
  "incidents.task.give": write,
  "incidents.task.cancel": write,
  "incidents.submissions.link": write,
  "incidents.submission.unlink": write,
} as const satisfies Record<string, Rule<IncidentThing>>;
export type IncidentPermission = keyof typeof incidentRules;

export const ownUnit =
  (...duties: Duty[]): Rule<PartThing> =>
  (actor, part, now) =>
    covers(actor, now, part.unitPath, ...duties) ||
    no("只有该单位的负责人或联络员可以这样做。", "Only that unit's head or liaison may do this.");
export const ownUnitOrWriter: Rule<PartThing> = (actor, part, now) =>
  (part.ownerId != null && part.ownerId === actor.personId && read(actor, part.incident, now) === true) ||
  covers(actor, now, part.unitPath, "unit_head", "liaison", "handler") ||
  writes(actor, part.incident, now) ||
  no("只有承办单位或协调员可以这样做。", "Only the unit in charge or a coordinator may do this.");

/** Rules over one unit's part of an incident: its assignment, its tasks, the demands it answers. */
export const incidentPartRules = {
  "incidents.assignment.acknowledge": ownUnit("unit_head", "liaison"),
  "incidents.assignment.accept": ownUnit("unit_head", "liaison"),
  "incidents.assignment.object": ownUnit("unit_head", "liaison"),
  "incidents.assignment.arrive": ownUnit("unit_head", "liaison", "handler"),
  "incidents.assignment.report": ownUnit("unit_head", "liaison", "handler"),
  "incidents.demand.answer": ownUnitOrWriter,
  "incidents.task.work": ownUnitOrWriter,
} as const satisfies Record<string, Rule<PartThing>>;
export type IncidentPartPermission = keyof typeof incidentPartRules;

/** May report an incident in the county at `countyPath`. A unit with a duty of its own may report anywhere in the city (Art. 25: at once). */
export const mayReportIncident: Rule<{ countyPath: string }> = (actor, { countyPath }, now) =>
  covers(actor, now, countyPath, ...WRITE) ||
  grantsAt(actor, now, ...PART).length > 0 ||
  no("你没有报告事件的授权。", "You have no grant to report incidents.");

/** Whether the dispatch board is any of the actor's business: the menu shows it. */
export const maySeeBoard: Rule<null> = (actor, _, now) =>
  grantsAt(actor, now, ...TERRITORY, ...PART).length > 0 ||
  no("你没有调度台的授权。", "You have no grant for the dispatch board.");

/** The list filter of "incidents.read": the same rule over rows. */
export function visibleIncidents(actor: Actor, now: Date): Prisma.IncidentWhereInput {
  const territory = grantsAt(actor, now, ...TERRITORY).filter((g) => g.scopeKind === "unit");
  const part = grantsAt(actor, now, ...PART).filter((g) => g.scopeKind === "unit");
  const single = grantsAt(actor, now, ...TERRITORY, ...PART).filter((g) => g.scopeKind === "incident");
  return {
    OR: [
      ...territory.map((g) => ({ countyPath: { startsWith: g.scopePath } })),
      ...part.map((g) => ({ reportedByUnitPath: { startsWith: g.scopePath } })),
      ...part.map((g) => ({
        assignments: { some: { unitPath: { startsWith: g.scopePath }, state: { notIn: ["returned", "withdrawn"] } } },
      })),
      // An incident merged away is still read by those whose unit had a part in it.
      ...part.map((g) => ({ formerParts: { some: { unitPath: { startsWith: g.scopePath } } } })),
      { id: { in: single.map((g) => g.scopeId) } },
    ],
  };
}

/** The same filter as a SQL condition over `incident i`, for hot lists. `$n` placeholders begin at `first`. */
export function visibleIncidentsSql(actor: Actor, now: Date, first: number): { condition: string; values: unknown[] } {
  const paths = (of: Duty[]) =>
    grantsAt(actor, now, ...of)
      .filter((g) => g.scopeKind === "unit")
      .map((g) => `${g.scopePath}%`);
  const ids = grantsAt(actor, now, ...TERRITORY, ...PART)
    .filter((g) => g.scopeKind === "incident")
    .map((g) => g.scopeId);
  return {
    condition: `(i.county_path like any($${first}::text[]) or i.reported_by_unit_path like any($${first + 1}::text[]) or i.id = any($${first + 2}::uuid[])
      or exists (select 1 from assignment a where a.incident_id = i.id and a.unit_path like any($${first + 1}::text[]) and a.state not in ('returned','withdrawn'))
      or i.merged_into_id is not null and exists (select 1 from incident_former_part f where f.incident_id = i.id and f.unit_path like any($${first + 1}::text[])))`,
    values: [paths(TERRITORY), paths(PART), ids],
  };
}

/** For the list of people who may read an incident (queries/mentionable.server.ts): the same rule from the other side. */
export { PART as PART_DUTIES, TERRITORY as TERRITORY_DUTIES };
