import { sql } from "../../kernel/db.server.ts";
import type { Actor, HeldGrant } from "../actor.ts";

type Row = {
  id: string;
  name: string;
  login: string;
  locale: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  pinyin: string;
  grants: (Omit<HeldGrant, "notBefore" | "notAfter" | "revokedAt"> & {
    notBefore: string;
    notAfter: string;
    revokedAt: string | null;
  })[];
};

/** `p` with his unit `u` and his grants that are not over at `$1`; the statement goes on with where, order and limit. */
const HOLDERS = `
select p.id, p.name, p.login, p.locale, p.pinyin, p.unit_id as "unitId", u.short_name as "unitName", u.path as "unitPath",
  (select coalesce(json_agg(json_build_object('id', g.id, 'duty', g.duty, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id,
      'scopePath', coalesce((select s.path from unit s where g.scope_kind = 'unit' and s.id = g.scope_id), ''),
      'notBefore', g.not_before, 'notAfter', g.not_after, 'revokedAt', g.revoked_at) order by g.not_before, g.id), '[]')
    from grants g where g.person_id = p.id and g.not_after > $1 and (g.revoked_at is null or g.revoked_at > $1)) as grants
from person p join unit u on u.id = p.unit_id`;

/** With the reading by which lists are ordered. */
export type Holder = Actor & { pinyin: string };

/** People as the rules see them at `at`, several at once: `rest` is SQL from `where` on, its placeholders begin at `$2`. */
export async function holders(at: Date, rest: string, values: unknown[]): Promise<Holder[]> {
  const rows = await sql<Row>(`${HOLDERS} ${rest}`, [at, ...values]);
  return rows.map(({ id, grants, ...row }) => ({
    ...row,
    personId: id,
    sessionId: null,
    grants: grants.map((grant) => ({
      ...grant,
      notBefore: new Date(grant.notBefore),
      notAfter: new Date(grant.notAfter),
      revokedAt: grant.revokedAt ? new Date(grant.revokedAt) : null,
    })),
  }));
}
