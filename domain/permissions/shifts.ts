import type { Prisma } from "#prisma/generated/client.ts";
import { type Actor, covers, grantsAt } from "../people/actor.ts";
import type { Duty } from "../people/duties.ts";
import type { ShiftDuty } from "../shifts/shift-duties.ts";
import { no, type Rule } from "./verdict.ts";

/** What the rules look at: the office that keeps the shift, its duty, whose it is, and who has the one before. */
export type ShiftThing = { unitPath: string; duty: ShiftDuty; personId: string; beforePersonId: string | null };

/** Duties that see the shifts of the offices in their territory, or of their own. */
const READ: Duty[] = ["convener", "coordinator", "recorder", "supervisor", "unit_head", "liaison", "handler"];
/** Those to whom a hand-over climbs, and those who draw up the roster. */
const HEAD: Duty[] = ["unit_head", "convener"];
const PLAN: Duty[] = [...HEAD, "coordinator"];

const reads: Rule<ShiftThing> = (actor, shift, now) =>
  covers(actor, now, shift.unitPath, ...READ) ||
  no("这个班次不在你的授权范围内。", "This shift is outside your grants.");
const plans: Rule<ShiftThing> = (actor, shift, now) =>
  covers(actor, now, shift.unitPath, ...PLAN) ||
  no("只有本单位的负责人、协调员可以排班。", "Only the office's head or a coordinator may plan shifts.");
/** The one who takes over. His grant counts at the moment of the act: one that has ended takes nothing over. */
const next: Rule<ShiftThing> = (actor, shift, now) =>
  shift.personId !== actor.personId
    ? no("只有接班人可以这样做。", "Only the person who takes over may do this.")
    : covers(actor, now, shift.unitPath, shift.duty) ||
      no("你没有这项职责的授权，不能接班。", "You hold no grant of this duty now and cannot take over.");
const before: Rule<ShiftThing> = (actor, shift, now) =>
  shift.beforePersonId !== actor.personId
    ? no("只有交班人可以这样做。", "Only the person who hands over may do this.")
    : reads(actor, shift, now);

/** Rules over one shift of an office. */
export const shiftRules = {
  "shifts.read": reads,
  "shifts.plan": plans,
  "shifts.change": plans,
  "shifts.cancel": plans,
  "shifts.begin": next,
  "shifts.hand-over": before,
  "shifts.answer": before,
  "shifts.open-row": next,
  "shifts.ask": next,
  "shifts.send-back": next,
  "shifts.accept": next,
} as const satisfies Record<string, Rule<ShiftThing>>;
export type ShiftPermission = keyof typeof shiftRules;

/** Whether shifts are any of the actor's business. */
export const maySeeShifts: Rule<null> = (actor, _, now) =>
  grantsAt(actor, now, ...READ).length > 0 || no("你没有查看值班的授权。", "You have no grant for shifts.");

/** The list filter of "shifts.read". */
export const visibleShifts = (actor: Actor, now: Date): Prisma.DutyShiftWhereInput => ({
  OR: grantsAt(actor, now, ...READ)
    .filter((grant) => grant.scopeKind === "unit")
    .map((grant) => ({ unitPath: { startsWith: grant.scopePath } })),
});

/** The same as path patterns, for `s.unit_path like …`. */
export const visibleShiftPaths = (actor: Actor, now: Date): string[] =>
  grantsAt(actor, now, ...READ)
    .filter((grant) => grant.scopeKind === "unit")
    .map((grant) => `${grant.scopePath}%`);

/** Offices in which the actor may take a shift of this duty over. */
export const heldShiftPaths = (actor: Actor, duty: ShiftDuty, now: Date): string[] =>
  grantsAt(actor, now, duty)
    .filter((grant) => grant.scopeKind === "unit")
    .map((grant) => `${grant.scopePath}%`);

/** For the head of the office: the paths whose hand-overs climb to him. */
export const headedPaths = (actor: Actor, now: Date): string[] =>
  grantsAt(actor, now, ...HEAD)
    .filter((grant) => grant.scopeKind === "unit")
    .map((grant) => grant.scopePath);
