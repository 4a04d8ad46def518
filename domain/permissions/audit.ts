import { type Actor, covers, grantsAt } from "../people/actor.ts";
import { no, type Rule } from "./verdict.ts";

/** Rules over what a person of the unit at `unitPath` has opened. Oversight reads it; those audited and administrators cannot change it. */
export const auditRules = {
  "audit.read": (actor, { unitPath }, now) =>
    covers(actor, now, unitPath, "auditor") ||
    no("只有审计员可以看访问记录。", "Only an auditor reads the access log."),
  "audit.inquiry.ask": (actor, { unitPath, personId }, now) =>
    (covers(actor, now, unitPath, "auditor") && personId !== actor.personId) ||
    no("只有审计员可以请他人说明。", "Only an auditor may ask others to explain."),
} as const satisfies Record<string, Rule<{ unitPath: string; personId?: string | null }>>;

/** Whether the access log is any of the actor's business. */
export const maySeeAccessLog: Rule<null> = (actor, _, now) =>
  grantsAt(actor, now, "auditor").length > 0 || no("你没有访问记录的授权。", "You have no grant for the access log.");

/** The list filter of "audit.read": paths of units whose people's accesses the actor reads, for SQL `path like any(…)`. */
export const auditedPaths = (actor: Actor, now: Date): string[] =>
  grantsAt(actor, now, "auditor")
    .filter((grant) => grant.scopeKind === "unit")
    .map((grant) => `${grant.scopePath}%`);
