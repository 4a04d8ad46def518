import type { IncidentPromise, Instruction } from "#prisma/generated/client.ts";
import type { Tx } from "../kernel/db.server.ts";
import { notFound, permit, Refusal, stale } from "../kernel/refusal.ts";
import { say } from "../kernel/sentence.ts";
import { loadActor } from "../people/actor.server.ts";
import type { Actor } from "../people/actor.ts";
import { dutyPartRules } from "../permissions/incident-duty.ts";
import { incidentRules } from "../permissions/incidents.ts";
import { type LockedIncident, lockIncident } from "./incident.server.ts";

/** Locks the incident of one tenure of a post, then reads the tenure. */
export async function lockTenure(tx: Tx, actor: Actor, id: string, now: Date) {
  const found = await tx.incidentPost.findUnique({ where: { id }, select: { incidentId: true } });
  if (!found) throw notFound();
  const incident = await lockIncident(tx, actor, found.incidentId, now);
  return { incident, tenure: await tx.incidentPost.findUniqueOrThrow({ where: { id } }) };
}
export async function lockInstruction(tx: Tx, actor: Actor, id: string, now: Date) {
  const found = await tx.instruction.findUnique({ where: { id }, select: { incidentId: true } });
  if (!found) throw notFound();
  const incident = await lockIncident(tx, actor, found.incidentId, now);
  return { incident, instruction: await tx.instruction.findUniqueOrThrow({ where: { id } }) };
}
export async function lockPromise(tx: Tx, actor: Actor, id: string, now: Date) {
  const found = await tx.incidentPromise.findUnique({ where: { id }, select: { incidentId: true } });
  if (!found) throw notFound();
  const incident = await lockIncident(tx, actor, found.incidentId, now);
  return { incident, promise: await tx.incidentPromise.findUniqueOrThrow({ where: { id } }) };
}

export function permitDutyPart(
  permission: keyof typeof dutyPartRules,
  actor: Actor,
  part: { incident: LockedIncident; unitPath: string; ownerId?: string | null },
  now: Date,
): void {
  permit(dutyPartRules[permission](actor, part, now));
}

/** Somebody who may read the incident now, or Refusal("invalid") at `field`. */
export async function whoMayRead(
  tx: Tx,
  personId: string,
  incident: LockedIncident,
  now: Date,
  field: string,
): Promise<Actor> {
  const person = await loadActor(personId, now, null, tx);
  if (!person || incidentRules["incidents.read"](person, incident, now) !== true)
    throw new Refusal("invalid", say("此人看不到这个事件，请换人。", "This person may not read the incident."), {
      fields: { [field]: say("此人看不到这个事件", "May not read this incident") },
    });
  return person;
}

/** Saves guarded by version; the second of two gets stale. */
export async function saveInstruction(
  tx: Tx,
  row: Instruction,
  change: Partial<Omit<Instruction, "id" | "version">>,
): Promise<number> {
  const { count } = await tx.instruction.updateMany({
    where: { id: row.id, version: row.version },
    data: { ...change, version: { increment: 1 } },
  });
  if (count === 0) throw stale();
  return row.version + 1;
}
export async function savePromise(
  tx: Tx,
  row: IncidentPromise,
  change: Partial<Omit<IncidentPromise, "id" | "version">>,
): Promise<number> {
  const { count } = await tx.incidentPromise.updateMany({
    where: { id: row.id, version: row.version },
    data: { ...change, version: { increment: 1 } },
  });
  if (count === 0) throw stale();
  return row.version + 1;
}
