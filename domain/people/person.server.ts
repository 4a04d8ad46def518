import { sqlIn, type Tx } from "../kernel/db.server.ts";
import { notFound, permit, permitRead, Refusal } from "../kernel/refusal.ts";
import { say } from "../kernel/sentence.ts";
import { type PersonPermission, type PersonThing, personRules } from "../permissions/people.ts";
import type { Actor } from "./actor.ts";

export type LockedPerson = PersonThing & {
  name: string;
  login: string;
  title: string | null;
  phoneSealed: string | null;
  unitId: string;
  unitName: string;
  totpConfirmedAt: Date | null;
  disabledAt: Date | null;
  version: number;
};

/** Where a grant reaches: its unit's path, or that of its incident's county; "" when neither is known. */
export const REACH = `coalesce((select s.path from unit s where g.scope_kind = 'unit' and s.id = g.scope_id),
  (select i.county_path from incident i where g.scope_kind = 'incident' and i.id = g.scope_id), '')`;

const LOCK = `
select p.id, p.name, p.login, p.title, p.phone_sealed as "phoneSealed", p.unit_id as "unitId", u.short_name as "unitName", u.path as "unitPath",
  p.totp_confirmed_at as "totpConfirmedAt", p.disabled_at as "disabledAt", p.version,
  array(select ${REACH} from grants g where g.person_id = p.id and g.not_after > $2 and g.revoked_at is null) as reach
from person p join unit u on u.id = p.unit_id where p.id = $1 for update of p`;

/** Locks a person for a command named as its permission; not_found when unknown or outside what the actor may read. */
export async function lockPerson(
  tx: Tx,
  actor: Actor,
  personId: string,
  now: Date,
  permission: PersonPermission | "people.person.read",
): Promise<LockedPerson> {
  const [person] = await sqlIn<LockedPerson>(tx, LOCK, [personId, now]);
  if (!person) throw notFound();
  permitRead(personRules["people.person.read"](actor, person, now));
  permit(personRules[permission](actor, person, now));
  return person;
}

/** One at a time decides whether an administrator remains. */
const LAST_ADMINISTRATOR = 7_262_030;
const ROOT_ADMINISTRATORS = `
select g.person_id as "personId", p.disabled_at is null and (g.revoked_at is null or g.revoked_at > $1) as able
from grants g join person p on p.id = g.person_id join unit s on s.id = g.scope_id
where g.duty = 'administrator' and g.scope_kind = 'unit' and s.parent_id is null and g.not_before <= $1 and g.not_after > $1`;

/**
 * After an act on a person or his grant, before commit: somebody who can sign in still administers the whole. Nobody who
 * never administered it is held back by that. Asked last, so that two who revoke each other cannot both succeed.
 */
export async function administratorRemains(tx: Tx, now: Date, personId: string): Promise<void> {
  await sqlIn(tx, "select pg_advisory_xact_lock($1)", [LAST_ADMINISTRATOR]);
  const grants = await sqlIn<{ personId: string; able: boolean }>(tx, ROOT_ADMINISTRATORS, [now]);
  if (grants.some((grant) => grant.able) || !grants.some((grant) => grant.personId === personId)) return;
  throw new Refusal(
    "wrong_state",
    say(
      "这是全市最后一个有效的管理员。请先给另一个人管理员授权，再这样做。",
      "This is the last administrator of the whole. Make somebody else administrator first.",
    ),
  );
}
