import { sql } from "../../kernel/db.server.ts";
import { notFound } from "../../kernel/refusal.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import type { Actor } from "../actor.ts";
import { type Duty, duties } from "../duties.ts";

export type OwnGrant = {
  id: string;
  duty: string;
  scope: string;
  notBefore: string;
  notAfter: string;
  orderNumber: string;
};

export type OwnAccount = {
  name: string;
  login: string;
  title: string | null;
  unitName: string;
  locale: string;
  theme: string;
  singleKeys: boolean;
  /** Grants that are not over, those that have not begun too. */
  grants: OwnGrant[];
};

const ACCOUNT = `
select p.name, p.login, p.title, u.name as "unitName", p.locale, p.theme, p.single_keys as "singleKeys"
from person p join unit u on u.id = p.unit_id where p.id = $1`;

const GRANTS = `
select g.id, g.duty, coalesce(u.short_name, i.title, '') as scope, g.not_before as "notBefore", g.not_after as "notAfter", g.order_number as "orderNumber"
from grants g
left join unit u on g.scope_kind = 'unit' and u.id = g.scope_id
left join incident i on g.scope_kind = 'incident' and i.id = g.scope_id
where g.person_id = $1 and g.not_after > $2 and (g.revoked_at is null or g.revoked_at > $2)
order by g.not_before, g.id`;

type GrantRow = { id: string; duty: Duty; scope: string; notBefore: Date; notAfter: Date; orderNumber: string };

/** What a person sees of his own account. */
export async function ownAccount(actor: Actor, now: Date): Promise<OwnAccount> {
  const [[row], grants] = await Promise.all([
    sql<Omit<OwnAccount, "grants">>(ACCOUNT, [actor.personId]),
    sql<GrantRow>(GRANTS, [actor.personId, now]),
  ]);
  if (!row) throw notFound();
  return {
    ...row,
    grants: grants.map((grant) => ({
      id: grant.id,
      duty: inLanguage(duties[grant.duty], actor.locale),
      scope: grant.scope,
      notBefore: grant.notBefore.toISOString(),
      notAfter: grant.notAfter.toISOString(),
      orderNumber: grant.orderNumber,
    })),
  };
}
