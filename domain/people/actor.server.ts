import { sql, sqlIn, type Tx } from "../kernel/db.server.ts";
import type { Actor, HeldGrant } from "./actor.ts";

const ACTOR = `
select p.id, p.name, p.login, p.locale, p.unit_id, u.short_name as unit_name, u.path as unit_path,
  coalesce(json_agg(json_build_object('id', g.id, 'duty', g.duty, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id,
    'scopePath', coalesce(s.path, ''), 'notBefore', g.not_before, 'notAfter', g.not_after, 'revokedAt', g.revoked_at) order by g.not_before, g.id)
    filter (where g.id is not null), '[]') as grants
from person p
join unit u on u.id = p.unit_id
left join grants g on g.person_id = p.id and g.not_after > $2 and (g.revoked_at is null or g.revoked_at > $2)
left join unit s on g.scope_kind = 'unit' and s.id = g.scope_id
where p.id = $1 and p.disabled_at is null
group by p.id, u.id`;

type Row = {
  id: string;
  name: string;
  login: string;
  locale: string;
  unit_id: string;
  unit_name: string;
  unit_path: string;
  grants: (Omit<HeldGrant, "notBefore" | "notAfter" | "revokedAt"> & {
    notBefore: string;
    notAfter: string;
    revokedAt: string | null;
  })[];
};

/** The person with every grant that is not over at `now`; null when unknown or disabled. */
export async function loadActor(
  personId: string,
  now: Date,
  sessionId: string | null = null,
  tx?: Tx,
): Promise<Actor | null> {
  const [row] = tx ? await sqlIn<Row>(tx, ACTOR, [personId, now]) : await sql<Row>(ACTOR, [personId, now]);
  if (!row) return null;
  return {
    personId: row.id,
    name: row.name,
    login: row.login,
    unitId: row.unit_id,
    unitName: row.unit_name,
    unitPath: row.unit_path,
    locale: row.locale,
    sessionId,
    grants: row.grants.map((grant) => ({
      ...grant,
      notBefore: new Date(grant.notBefore),
      notAfter: new Date(grant.notAfter),
      revokedAt: grant.revokedAt ? new Date(grant.revokedAt) : null,
    })),
  };
}
