import { createHash, randomBytes } from "node:crypto";
import { Client } from "pg";
import { newId } from "#domain/kernel/id.ts";
import { SESSION_COOKIE } from "#domain/people/session.ts";
import { benchCity } from "../bench/people.ts";

export type FaultCity = {
  incidents: string[];
  /** Cookies of people who may read and write in every incident. */
  writers: string[];
  screens: string[];
  /** Cookies of people of another county: nothing of these incidents is theirs to hear. */
  outsiders: string[];
};

/** A city of two counties: all incidents lie in the east, the outsiders work in the west. */
export async function faultCity(
  url: string,
  count: { incidents: number; writers: number; screens: number; outsiders: number },
): Promise<FaultCity> {
  const made = await benchCity(url, { people: count.writers + count.screens, incidents: count.incidents });
  const cookies = made.persons.map(({ cookie }) => cookie);
  const client = new Client({ connectionString: url });
  await client.connect();
  // Numbers of the portal's own form are for incidents that are reported in the trial.
  await client.query("update incident set number = '试 ' || number");
  const city = { id: made.city, path: made.paths.city };
  const west = await addUnit(client, { name: "西县", kind: "county", above: city });
  const outsiders: string[] = [];
  for (let i = 0; i < count.outsiders; i++) {
    const outsider = await addPerson(client, { name: "局外人", login: `outsider${i}`, unitId: west.id });
    await addGrant(client, { personId: outsider.id, duty: "coordinator", unitId: west.id });
    outsiders.push(outsider.cookie);
  }
  await client.end();
  return {
    incidents: made.incidents,
    writers: cookies.slice(0, count.writers),
    screens: cookies.slice(count.writers),
    outsiders,
  };
}

type Unit = { id: string; path: string };

/** A unit below another, written by SQL: what there is before a trial. */
export async function addUnit(client: Client, unit: { name: string; kind: string; above: Unit }): Promise<Unit> {
  const id = newId();
  const path = `${unit.above.path}${id}/`;
  await client.query(
    "insert into unit (id, name, short_name, kind, parent_id, path, pinyin, initials) values ($1,$2,$2,$3,$4,$5,'','')",
    [id, unit.name, unit.kind, unit.above.id, path],
  );
  return { id, path };
}

/** A person who is signed in; the cookie of the session. */
export async function addPerson(
  client: Client,
  person: { name: string; login: string; unitId: string },
): Promise<{ id: string; cookie: string }> {
  const id = newId();
  const token = randomBytes(32).toString("base64url");
  await client.query("insert into person (id, name, login, unit_id, pinyin, initials) values ($1,$2,$3,$4,'','')", [
    id,
    person.name,
    person.login,
    person.unitId,
  ]);
  await client.query(
    "insert into session (id, public_id, person_id, created_at, last_seen_at, expires_at) values ($1,$2,$3,now(),now(),now() + interval '8 hours')",
    [createHash("sha256").update(token).digest("hex"), newId(), id],
  );
  return { id, cookie: `${SESSION_COOKIE}=${token}` };
}

/** A grant over the subtree of a unit, from yesterday until tomorrow. */
export async function addGrant(client: Client, grant: { personId: string; duty: string; unitId: string }) {
  await client.query(
    `insert into grants (id, person_id, duty, scope_kind, scope_id, not_before, not_after, order_number)
     values ($1,$2,$3,'unit',$4, now() - interval '1 day', now() + interval '1 day','试')`,
    [newId(), grant.personId, grant.duty, grant.unitId],
  );
}
