import { unseal } from "../../kernel/cipher.server.ts";
import { sql } from "../../kernel/db.server.ts";
import { maskPhone } from "../../kernel/masking.ts";
import { notFound, permitRead } from "../../kernel/refusal.ts";
import { grantRules, personRules, unitRules } from "../../permissions/people.ts";
import type { Actor } from "../actor.ts";
import { PHONE } from "../commands/add-person.server.ts";
import { REACH } from "../person.server.ts";
import type { PeoplePage, PersonView, PersonWithGrants } from "../register.ts";
import { GRANT_COLUMNS, type GrantRow, grantView } from "./grant-rows.server.ts";
import { pageOf, type Turn, turning } from "./page-key.ts";
import { told } from "./verdicts.ts";

/** People a page; each stands with all his grants, so that no person is cut in two. */
export const PEOPLE_A_PAGE = 40;
/** Grants that ended longer ago than so many days are shown only on demand. */
const RECENT_DAYS = 90;
const DAY_MS = 86_400_000;

type PersonRow = {
  id: string;
  name: string;
  login: string;
  title: string | null;
  phoneSealed: string | null;
  unitId: string;
  unitName: string;
  unitPath: string;
  disabledAt: Date | null;
  mustChangePassword: boolean;
  hasTotp: boolean;
  version: number;
  pinyin: string;
  reach: string[];
};

const PERSON = `p.id, p.name, p.login, p.title, p.phone_sealed as "phoneSealed", p.unit_id as "unitId", u.short_name as "unitName", u.path as "unitPath",
  p.disabled_at as "disabledAt", p.must_change_password as "mustChangePassword", p.totp_confirmed_at is not null as "hasTotp", p.version, p.pinyin,
  array(select ${REACH} from grants g where g.person_id = p.id and g.not_after > $2 and g.revoked_at is null) as reach`;
const FROM = "from person p join unit u on u.id = p.unit_id";
const COLUMNS = [
  { sql: "(p.disabled_at is not null)", type: "boolean" },
  { sql: "p.pinyin", type: "text" },
  { sql: "p.id", type: "uuid" },
];

/**
 * People of one unit by name, the disabled last, each with his grants: those that are not over, and those that ended within
 * ninety days (all with `past`). not_found outside the reader's territory.
 */
export async function unitPeople(
  actor: Actor,
  now: Date,
  unitId: string,
  { past = false, ...turn }: Turn & { past?: boolean } = {},
): Promise<PeoplePage> {
  const [unit] = await sql<{ path: string }>("select path from unit where id = $1", [unitId]);
  if (!unit) throw notFound();
  permitRead(unitRules["people.unit.read"](actor, unit, now));
  const key = turning(turn, COLUMNS, 3);
  const rows = await sql<PersonRow>(
    `select ${PERSON} ${FROM} where p.unit_id = $1 and ${key.condition} order by ${key.order} limit ${PEOPLE_A_PAGE + 1}`,
    [unitId, now, ...key.values],
  );
  const page = pageOf(rows, PEOPLE_A_PAGE, key, (row) => [row.disabledAt !== null, row.pinyin, row.id]);
  const [count] = await sql<{ n: number }>(
    "select count(*)::int as n from person where unit_id = $1 and disabled_at is null",
    [unitId],
  );
  return { ...page, rows: await withGrants(actor, now, page.rows, past), people: count!.n };
}

/** One person with all his grants; not_found outside the reader's territory. */
export async function personInRegister(actor: Actor, now: Date, personId: string): Promise<PersonWithGrants> {
  const [row] = await sql<PersonRow>(`select ${PERSON} ${FROM} where p.id = $1`, [personId, now]);
  if (!row) throw notFound();
  permitRead(personRules["people.person.read"](actor, row, now));
  return (await withGrants(actor, now, [row], true))[0]!;
}

const GRANTS = `
select ${GRANT_COLUMNS} from grants g join person p on p.id = g.person_id join unit u on u.id = p.unit_id
where g.person_id = any($1::uuid[]) and ($2::timestamptz is null or least(g.not_after, coalesce(g.revoked_at, g.not_after)) > $2)
order by least(g.not_after, coalesce(g.revoked_at, g.not_after)) <= $3, g.not_before, g.id`;

async function withGrants(actor: Actor, now: Date, rows: PersonRow[], past: boolean): Promise<PersonWithGrants[]> {
  const since = past ? null : new Date(now.getTime() - RECENT_DAYS * DAY_MS);
  const grants = rows.length === 0 ? [] : await sql<GrantRow>(GRANTS, [rows.map((row) => row.id), since, now]);
  return rows.map((row) => ({
    ...personView(row, actor, now),
    grants: grants.filter((grant) => grant.personId === row.id).map((grant) => grantView(grant, actor, now)),
  }));
}

function personView(row: PersonRow, actor: Actor, now: Date): PersonView {
  const here = { personId: row.id, personUnitPath: row.unitPath, scopePath: row.unitPath };
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    title: row.title ?? "",
    phone: row.phoneSealed ? maskPhone(unseal(PHONE, row.phoneSealed)!) : "",
    unitId: row.unitId,
    unitName: row.unitName,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    mustChangePassword: row.mustChangePassword,
    hasTotp: row.hasTotp,
    version: row.version,
    can: {
      grant: told(grantRules["people.grant.give"](actor, here, now), actor),
      edit: told(personRules["people.person.edit"](actor, row, now), actor),
      disable: told(personRules["people.person.disable"](actor, row, now), actor),
      resetPassword: told(personRules["people.password.reset"](actor, row, now), actor),
    },
  };
}
