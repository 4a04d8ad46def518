import type { Duty, ScopeKind } from "./duties.ts";

/** A grant with what rules need of its scope. Times are Dates; `notAfter` is exclusive. */
export type HeldGrant = {
  id: string;
  duty: Duty;
  scopeKind: ScopeKind;
  scopeId: string;
  /** Path of the scope's unit; "" for other scopes. */
  scopePath: string;
  notBefore: Date;
  notAfter: Date;
  revokedAt: Date | null;
};

/** Who acts. Grants are all that are not over at load time; every rule checks them again at its own `now`. */
export type Actor = {
  personId: string;
  name: string;
  login: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  grants: HeldGrant[];
  /** Public id of the session; null for the command line and the portal itself. */
  sessionId: string | null;
  locale: string;
};

export const isLive = (grant: HeldGrant, now: Date): boolean =>
  grant.notBefore <= now && now < grant.notAfter && (grant.revokedAt === null || now < grant.revokedAt);

/** The live grants of these duties. */
export const grantsAt = (actor: Actor, now: Date, ...of: Duty[]): HeldGrant[] =>
  actor.grants.filter((grant) => of.includes(grant.duty) && isLive(grant, now));

/** Whether a live grant of one of these duties covers the unit at `path` (its scope is that unit or above it). */
export const covers = (actor: Actor, now: Date, path: string, ...of: Duty[]): boolean =>
  grantsAt(actor, now, ...of).some((grant) => grant.scopeKind === "unit" && path.startsWith(grant.scopePath));

/** Whether a live grant of one of these duties is for exactly this incident, case or topic. */
export const coversThing = (actor: Actor, now: Date, kind: ScopeKind, id: string, ...of: Duty[]): boolean =>
  grantsAt(actor, now, ...of).some((grant) => grant.scopeKind === kind && grant.scopeId === id);

/** The first moment after `now` at which the actor's rights change by themselves; null when none is known. */
export function nextChangeOfRights(actor: Actor, now: Date): Date | null {
  const moments = actor.grants
    .flatMap((grant) => [grant.notBefore, grant.notAfter, ...(grant.revokedAt ? [grant.revokedAt] : [])])
    .filter((moment) => moment > now)
    .sort((a, b) => a.getTime() - b.getTime());
  return moments[0] ?? null;
}
