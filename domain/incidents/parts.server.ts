import type { Assignment, Demand, IncidentTask } from "#prisma/generated/client.ts";
import { sqlIn, type Tx } from "../kernel/db.server.ts";
import { notFound, permit, stale } from "../kernel/refusal.ts";
import type { Actor } from "../people/actor.ts";
import { type IncidentPartPermission, incidentPartRules } from "../permissions/incidents.ts";
import { type LockedIncident, lockIncident } from "./incident.server.ts";

/** Locks the incident of one assignment, then reads the assignment: the incident's lock serialises its parts. */
export async function lockAssignment(
  tx: Tx,
  actor: Actor | null,
  id: string,
  now: Date,
): Promise<{ incident: LockedIncident; assignment: Assignment }> {
  const found = await tx.assignment.findUnique({ where: { id }, select: { incidentId: true } });
  if (!found) throw notFound();
  const incident = await lockIncident(tx, actor, found.incidentId, now);
  return { incident, assignment: await tx.assignment.findUniqueOrThrow({ where: { id } }) };
}
export async function lockTask(
  tx: Tx,
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ incident: LockedIncident; task: IncidentTask }> {
  const found = await tx.incidentTask.findUnique({ where: { id }, select: { incidentId: true } });
  if (!found) throw notFound();
  const incident = await lockIncident(tx, actor, found.incidentId, now);
  return { incident, task: await tx.incidentTask.findUniqueOrThrow({ where: { id } }) };
}
export async function lockDemand(
  tx: Tx,
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ incident: LockedIncident; demand: Demand }> {
  const found = await tx.demand.findUnique({ where: { id }, select: { incidentId: true } });
  if (!found) throw notFound();
  const incident = await lockIncident(tx, actor, found.incidentId, now);
  return { incident, demand: await tx.demand.findUniqueOrThrow({ where: { id } }) };
}

/** Applies a rule over one unit's part. */
export function permitPart(
  permission: IncidentPartPermission,
  actor: Actor,
  part: { incident: LockedIncident; unitPath: string; ownerId?: string | null },
  now: Date,
): void {
  permit(incidentPartRules[permission](actor, part, now));
}

/** Saves guarded by version; the second of two gets stale. */
export async function saveAssignment(
  tx: Tx,
  row: Assignment,
  change: Partial<Omit<Assignment, "id" | "version">>,
): Promise<number> {
  const { count } = await tx.assignment.updateMany({
    where: { id: row.id, version: row.version },
    data: { ...change, version: { increment: 1 } },
  });
  if (count === 0) throw stale();
  return row.version + 1;
}
export async function saveTask(
  tx: Tx,
  row: IncidentTask,
  change: Partial<Omit<IncidentTask, "id" | "version">>,
): Promise<number> {
  const { count } = await tx.incidentTask.updateMany({
    where: { id: row.id, version: row.version },
    data: { ...change, version: { increment: 1 } },
  });
  if (count === 0) throw stale();
  return row.version + 1;
}
export async function saveDemand(
  tx: Tx,
  row: Demand,
  change: Partial<Omit<Demand, "id" | "version">>,
): Promise<number> {
  const { count } = await tx.demand.updateMany({
    where: { id: row.id, version: row.version },
    data: { ...change, version: { increment: 1 } },
  });
  if (count === 0) throw stale();
  return row.version + 1;
}

const HIGHEST_NO = `select greatest(
  (select max(no) from demand where incident_id = $1),
  (select max((data->>'no')::int) from event where stream_id = $1 and name like 'incidents.demand.%'), 0) as no`;
/** The number of the next demand of an incident: numbers its timeline has spoken of are not given again, though the demand went elsewhere. */
export async function nextDemandNo(tx: Tx, incidentId: string): Promise<number> {
  const [row] = await sqlIn<{ no: number }>(tx, HIGHEST_NO, [incidentId]);
  return row!.no + 1;
}

/** A unit by id that exists and is not closed; Refusal("not_found") otherwise. */
export async function openUnit(tx: Tx, unitId: string) {
  const unit = await tx.unit.findFirst({
    where: { id: unitId, closedAt: null },
    select: { id: true, shortName: true, path: true },
  });
  if (!unit) throw notFound();
  return unit;
}
