import type { DutyShift } from "#prisma/generated/client.ts";
import { sqlIn, type Tx } from "../kernel/db.server.ts";
import { notFound, permit, permitRead, Refusal } from "../kernel/refusal.ts";
import { say } from "../kernel/sentence.ts";
import { loadActor } from "../people/actor.server.ts";
import { type Actor, covers } from "../people/actor.ts";
import { type ShiftPermission, shiftRules } from "../permissions/shifts.ts";
import type { ShiftDuty } from "./shift-duties.ts";

/** A shift with the one before, both locked for the rest of the transaction. */
export type LockedShift = DutyShift & { before: DutyShift | null };

/** Where the incidents lie that an office answers for: all under the unit that it belongs to. */
export const territoryOf = (unitPath: string): string => unitPath.replace(/[^/]+\/$/, "");

/**
 * Locks a shift and, when there is one, the shift it takes over from; not_found when it is unknown or the actor may not read it.
 * Both are locked in order of id, so that two hand-overs of a chain cannot wait for each other.
 */
export async function lockShift(
  tx: Tx,
  actor: Actor | null,
  id: string,
  now: Date,
  beforeId?: string,
): Promise<LockedShift> {
  const found = await tx.dutyShift.findUnique({ where: { id }, select: { beforeId: true } });
  if (!found) throw notFound();
  const ids = [id, ...(found.beforeId ? [found.beforeId] : []), ...(beforeId ? [beforeId] : [])];
  await sqlIn(tx, "select id from duty_shift where id = any($1::uuid[]) order by id for update", [ids]);
  const shift = await tx.dutyShift.findUniqueOrThrow({ where: { id }, include: { before: true } });
  if (shift.beforeId !== found.beforeId) return lockShift(tx, actor, id, now, beforeId);
  if (actor) permitRead(shiftRules["shifts.read"](actor, thingOf(shift), now));
  return shift;
}

export const thingOf = (shift: LockedShift) => ({
  unitPath: shift.unitPath,
  duty: shift.duty as ShiftDuty,
  personId: shift.personId,
  beforePersonId: shift.before?.personId ?? null,
});

export function permitShift(permission: ShiftPermission, actor: Actor, shift: LockedShift, now: Date): void {
  permit(shiftRules[permission](actor, thingOf(shift), now));
}

/** Who is to take a shift: he holds its duty when it begins, or now when it should have begun. Refusal("invalid") at his field. */
export async function holderAt(
  tx: Tx,
  personId: string,
  unitPath: string,
  duty: ShiftDuty,
  startsAt: Date,
  now: Date,
): Promise<Actor> {
  const person = await loadActor(personId, now, null, tx);
  const begins = new Date(Math.max(startsAt.getTime(), now.getTime()));
  if (!person || !covers(person, begins, unitPath, duty))
    throw new Refusal(
      "invalid",
      say("此人在开班时没有这项职责的授权。", "This person holds no grant of the duty when the shift begins."),
      { fields: { personId: say("开班时没有这项授权", "No grant of this duty then") } },
    );
  return person;
}

export function notOver(endsAt: Date, now: Date): void {
  if (endsAt <= now)
    throw new Refusal("invalid", say("这一班已经过去。", "This shift is over already."), {
      fields: { endsAt: say("要晚于现在", "Must lie in the future") },
    });
}

export const named = (shift: DutyShift) => ({
  shiftId: shift.id,
  unitId: shift.unitId,
  unitName: shift.unitName,
  duty: shift.duty as ShiftDuty,
  name: shift.name,
  personId: shift.personId,
  personName: shift.personName,
});

/** The same with the one before; wrong_state when nothing has been handed over yet. */
export function between(shift: LockedShift) {
  if (!shift.before) throw new Refusal("wrong_state", say("还没有交班。", "Nothing has been handed over yet."));
  return {
    ...named(shift),
    beforeId: shift.before.id,
    fromId: shift.before.personId,
    fromName: shift.before.personName,
  };
}
