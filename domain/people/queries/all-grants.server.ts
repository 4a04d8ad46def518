import { sql } from "../../kernel/db.server.ts";
import { notFound, permitRead } from "../../kernel/refusal.ts";
import { grantRules, maySeeRegister, visibleUnitPaths } from "../../permissions/people.ts";
import type { Actor } from "../actor.ts";
import type { Duty } from "../duties.ts";
import { beginOf, dayOf, SOON_DAYS } from "../grants.ts";
import type { GrantDetail, GrantFilter, GrantsPage } from "../register.ts";
import { GRANT_COLUMNS, type GrantRow, grantLine } from "./grant-rows.server.ts";
import { asked, nameCondition } from "./name-condition.ts";
import { pageOf, type Turn, turning } from "./page-key.ts";

const GRANTS_A_PAGE = 50;
/** Counts above are shown as 10,000+. */
export const COUNT_AT_MOST = 10_001;

/** Conditions over a grant; `t.soon` is the first instant that is more than thirty days off. */
const STATES: { [F in GrantFilter]: string } = {
  open: "g.revoked_at is null and g.not_after > t.now",
  soon: "g.revoked_at is null and g.not_before <= t.now and g.not_after > t.now and g.not_after < t.soon",
  live: "g.revoked_at is null and g.not_before <= t.now and g.not_after >= t.soon",
  coming: "g.revoked_at is null and g.not_before > t.now",
  over: "g.revoked_at is null and g.not_after <= t.now",
  revoked: "g.revoked_at is not null",
  all: "true",
};
const FROM = "from grants g join person p on p.id = g.person_id join unit u on u.id = p.unit_id";
const MOMENT = "cross join (select $2::timestamptz as now, $3::timestamptz as soon) t";
const COLUMNS = [
  { sql: "g.not_after", type: "timestamptz" },
  { sql: "g.id", type: "uuid" },
];

export type GrantsAsked = Turn & { filter?: GrantFilter; duty?: Duty | null; query?: string | null };

/** Grants of the people in the reader's territory, those that end first at the top. `query`: a person's name in characters or pinyin, or an order number. */
export async function allGrants(actor: Actor, now: Date, wanted: GrantsAsked): Promise<GrantsPage> {
  permitRead(maySeeRegister(actor, null, now));
  const plain = asked(wanted.query);
  const name = nameCondition(plain, ["p.name"], "p.pinyin", 5);
  const values = [visibleUnitPaths(actor, now), now, soonEnd(now), wanted.duty ?? null, ...name.values, plain];
  const where = `${MOMENT} where u.path like any($1) and ($4::text is null or g.duty = $4) and ${STATES[wanted.filter ?? "open"]}
    and ($7 = '' or ${name.condition} or strpos(lower(replace(g.order_number, ' ', '')), $7) > 0)`;
  const key = turning(wanted, COLUMNS, values.length + 1);
  const rows = await sql<GrantRow>(
    `select ${GRANT_COLUMNS} ${FROM} ${where} and ${key.condition} order by ${key.order} limit ${GRANTS_A_PAGE + 1}`,
    [...values, ...key.values],
  );
  const [count] = await sql<{ n: number }>(
    `select count(*)::int as n from (select 1 ${FROM} ${where} limit ${COUNT_AT_MOST}) counted`,
    values,
  );
  const page = pageOf(rows, GRANTS_A_PAGE, key, (row) => [row.notAfter.toISOString(), row.id]);
  return { ...page, rows: page.rows.map((row) => grantLine(row, actor, now)), total: count!.n };
}

/** The first instant that is more than thirty calendar days off: what ends before it is ending. */
export const soonEnd = (now: Date): Date => new Date(beginOf(dayOf(now))!.getTime() + (SOON_DAYS + 1) * 86_400_000);

type DetailRow = GrantRow & { reason: string; createdAt: Date; givenBy: string | null; revokedBy: string | null };
const DETAIL = `
select ${GRANT_COLUMNS}, g.reason, g.created_at as "createdAt",
  (select b.name from person b where b.id = g.granted_by_id) as "givenBy", (select b.name from person b where b.id = g.revoked_by_id) as "revokedBy"
${FROM} where g.id = $1`;

/** One grant with its paper; not_found outside the reader's territory. */
export async function grantDetail(actor: Actor, now: Date, grantId: string): Promise<GrantDetail> {
  const [row] = await sql<DetailRow>(DETAIL, [grantId]);
  if (!row) throw notFound();
  const thing = { personId: row.personId, personUnitPath: row.unitPath, scopePath: row.scopePath };
  permitRead(grantRules["people.grant.read"](actor, thing, now));
  return {
    ...grantLine(row, actor, now),
    reason: row.reason,
    givenAt: row.createdAt.toISOString(),
    givenBy: row.givenBy,
    revokedBy: row.revokedBy,
  };
}
