import { type Actor, grantsAt } from "#domain/people/actor.ts";
import type { Duty } from "#domain/people/duties.ts";
import { LEAD, PART, TERRITORY } from "#domain/permissions/incidents.ts";
import { REPORT_SIGNERS, REPORT_WRITERS } from "#domain/permissions/reports.ts";
import { READ as SUBMISSION_READERS } from "#domain/permissions/submissions.ts";

/**
 * Rooms mirror the rule "incidents.read" (domain/permissions/incidents.ts): a socket is in the rooms of its grants, an
 * incident goes to the rooms of its paths, and the two meet exactly where the rule says yes. rooms.test.ts proves it.
 */

export const personRoom = (personId: string) => `person:${personId}`;
export const sessionRoom = (publicId: string) => `session:${publicId}`;
export const partBoardRoom = (path: string) => `board:part:${path}`;
/** Pages of incidents of those who read what the unit at `path` receives. */
export const lettersRoom = (path: string) => `letters:${path}`;
export const incidentRoom = (incidentId: string) => `incident:${incidentId}`;

/** Rooms of a socket wherever it is: itself, its session, and what waits for its units and territories. */
export function standingRooms(actor: Actor, now: Date): string[] {
  return [
    personRoom(actor.personId),
    ...(actor.sessionId ? [sessionRoom(actor.sessionId)] : []),
    ...unitGrants(actor, now, PART).map((path) => `inbox:part:${path}`),
    ...unitGrants(actor, now, LEAD).map((path) => `inbox:lead:${path}`),
    ...unitGrants(actor, now, [...REPORT_WRITERS, ...REPORT_SIGNERS]).map((path) => `inbox:report:${path}`),
  ];
}

/** Rooms of a socket that shows the dispatch board. */
export function boardRooms(actor: Actor, now: Date): string[] {
  return [
    ...unitGrants(actor, now, TERRITORY).map((path) => `board:territory:${path}`),
    ...unitGrants(actor, now, PART).map(partBoardRoom),
    ...grantsAt(actor, now, ...TERRITORY, ...PART)
      .filter((grant) => grant.scopeKind === "incident")
      .map((grant) => `board:incident:${grant.scopeId}`),
  ];
}

/** Rooms of a socket that shows an incident, beside the incident's own: it hears that submissions have come which its person may read. */
export const lettersRooms = (actor: Actor, now: Date): string[] =>
  unitGrants(actor, now, SUBMISSION_READERS).map(lettersRoom);

/** Board rooms that hear of an incident. */
export function boardRoomsOf(thing: {
  id: string;
  countyPath: string;
  reportedByUnitPath: string;
  unitPaths: string[];
}): string[] {
  const part = new Set([thing.reportedByUnitPath, ...thing.unitPaths].flatMap(prefixes));
  return [
    ...prefixes(thing.countyPath).map((path) => `board:territory:${path}`),
    ...[...part].map(partBoardRoom),
    `board:incident:${thing.id}`,
  ];
}

/** Inbox rooms of the people who act for the unit at `path`, and of those who lead over it. */
export const inboxOfUnit = (path: string) => prefixes(path).map((prefix) => `inbox:part:${prefix}`);
export const inboxOfReports = (countyPath: string) => prefixes(countyPath).map((prefix) => `inbox:report:${prefix}`);
export const inboxOfLeads = (countyPath: string) => prefixes(countyPath).map((prefix) => `inbox:lead:${prefix}`);

/** "/a/b/" → "/a/", "/a/b/". */
export function prefixes(path: string): string[] {
  const parts = path.split("/").filter(Boolean);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}/`);
}

const unitGrants = (actor: Actor, now: Date, of: Duty[]) => [
  ...new Set(
    grantsAt(actor, now, ...of)
      .filter((grant) => grant.scopeKind === "unit")
      .map((grant) => grant.scopePath),
  ),
];
