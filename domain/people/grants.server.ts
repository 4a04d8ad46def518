import { sqlIn, type Tx } from "../kernel/db.server.ts";
import { Refusal } from "../kernel/refusal.ts";
import { say } from "../kernel/sentence.ts";
import { unitRules } from "../permissions/people.ts";
import type { Actor } from "./actor.ts";
import type { ScopeKind } from "./duties.ts";
import { refusedField } from "./units.server.ts";

/** What a grant is for. `path` is where it lies in the tree: the unit's, or that of the incident's county. */
export type Scope = { kind: "unit" | "incident"; id: string; name: string; path: string };

const INCIDENT = `select 'incident' as kind, id, number as name, county_path as path, null as "closedAt" from incident`;
const BY_ID = {
  unit: `select 'unit' as kind, id, short_name as name, path, closed_at as "closedAt" from unit where id = $1`,
  incident: `${INCIDENT} where id = $1`,
};
const BY_NUMBER = `${INCIDENT} where replace(number, ' ', '') = $1`;
type Found = Scope & { closedAt: Date | null };

/** The scope of a stored grant; null when it no longer exists. */
export async function scopeOf(tx: Tx, kind: string, id: string): Promise<Scope | null> {
  if (kind !== "unit" && kind !== "incident") return null;
  const [found] = await sqlIn<Found>(tx, BY_ID[kind], [id]);
  return found ? named(found) : null;
}

const unknownScope = () =>
  refusedField(
    "scope",
    say("没有这个范围，或者它不在你的管理范围内。", "There is no such scope, or it lies outside your territory."),
  );

/**
 * The scope that a form names: a unit by its id, an incident by its id or number. A scope outside what the actor
 * administers is the same refusal as one that does not exist. Cases and topics are refused until the portal has them.
 */
export async function resolveScope(
  tx: Tx,
  actor: Actor,
  input: { scopeKind: ScopeKind; scope: string },
  now: Date,
): Promise<Scope> {
  if (input.scopeKind === "case" || input.scopeKind === "topic")
    throw new Refusal("invalid", say("本系统还没有这种范围，不能按它授权。", "The portal has no such scope yet."), {
      fields: {
        scopeKind:
          input.scopeKind === "case"
            ? say("还没有信访事项，请按单位或群体事件授权。", "There are no cases yet; grant by unit or incident.")
            : say("还没有课题，请按单位或群体事件授权。", "There are no topics yet; grant by unit or incident."),
      },
    });
  const text = input.scope.normalize("NFKC").trim();
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text);
  if (input.scopeKind === "unit" && !isId) throw unknownScope();
  const [scope] = isId
    ? await sqlIn<Found>(tx, BY_ID[input.scopeKind], [text])
    : await sqlIn<Found>(tx, BY_NUMBER, [text.replace(/\s/g, "")]);
  if (!scope || unitRules["people.unit.read"](actor, scope, now) !== true) throw unknownScope();
  if (scope.closedAt) throw refusedField("scope", say(`${scope.name}已撤销。`, `${scope.name} has been closed.`));
  return named(scope);
}

const named = ({ kind, id, name, path }: Found): Scope => ({ kind, id, name, path });

const SAME = `
select id from grants where person_id = $1 and duty = $2 and scope_kind = $3 and scope_id = $4
  and revoked_at is null and not_before < $6 and not_after > $5`;

/** Ids of unrevoked grants of the same person, duty and scope whose terms overlap: warned of, not refused. */
export async function sameGrants(
  tx: Tx,
  grant: { personId: string; duty: string; scope: Scope; notBefore: Date; notAfter: Date },
): Promise<string[]> {
  const { personId, duty, scope, notBefore, notAfter } = grant;
  const rows = await sqlIn<{ id: string }>(tx, SAME, [personId, duty, scope.kind, scope.id, notBefore, notAfter]);
  return rows.map((row) => row.id);
}
