import { grantRules } from "../../permissions/people.ts";
import type { Actor } from "../actor.ts";
import type { Duty, ScopeKind } from "../duties.ts";
import { daysBetween, grantState } from "../grants.ts";
import { REACH } from "../person.server.ts";
import type { GrantLine, GrantView } from "../register.ts";
import { told } from "./verdicts.ts";

/** What a grant's row is read as; `g`, its person `p` and the person's unit `u` are joined by the statement. */
export const GRANT_COLUMNS = `g.id, g.duty, g.scope_kind as "scopeKind", g.scope_id as "scopeId", g.not_before as "notBefore", g.not_after as "notAfter",
  g.revoked_at as "revokedAt", g.revoke_reason as "revokeReason", g.order_number as "orderNumber", g.person_id as "personId",
  p.name as "personName", p.unit_id as "unitId", u.short_name as "unitName", u.path as "unitPath", ${REACH} as "scopePath",
  (select s.parent_id is null from unit s where g.scope_kind = 'unit' and s.id = g.scope_id) as "isWhole",
  coalesce((select s.short_name from unit s where g.scope_kind = 'unit' and s.id = g.scope_id),
    (select i.number from incident i where g.scope_kind = 'incident' and i.id = g.scope_id), '') as "scopeName"`;

export type GrantRow = {
  id: string;
  duty: Duty;
  scopeKind: ScopeKind;
  scopeId: string;
  notBefore: Date;
  notAfter: Date;
  revokedAt: Date | null;
  revokeReason: string | null;
  orderNumber: string;
  personId: string;
  personName: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  scopePath: string;
  isWhole: boolean | null;
  scopeName: string;
};

/** A grant as pages show it. */
export function grantView(row: GrantRow, actor: Actor, now: Date): GrantView {
  const thing = { personId: row.personId, personUnitPath: row.unitPath, scopePath: row.scopePath };
  return {
    id: row.id,
    duty: row.duty,
    scope: {
      kind: row.scopeKind,
      id: row.scopeId,
      name: row.scopeName,
      is: row.isWhole ? "whole" : row.scopeKind === "unit" && row.scopeId === row.unitId ? "own" : "other",
    },
    notBefore: row.notBefore.toISOString(),
    notAfter: row.notAfter.toISOString(),
    state: grantState(row, now),
    daysLeft: daysBetween(now, row.notAfter),
    orderNumber: row.orderNumber,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokeReason: row.revokeReason,
    canRevoke: told(grantRules["people.grant.revoke"](actor, thing, now), actor),
  };
}

/** The same in a list over many people. */
export const grantLine = (row: GrantRow, actor: Actor, now: Date): GrantLine => ({
  ...grantView(row, actor, now),
  personId: row.personId,
  personName: row.personName,
  unitId: row.unitId,
  unitName: row.unitName,
});
