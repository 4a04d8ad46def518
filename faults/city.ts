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
  const west = newId();
  await client.query(
    "insert into unit (id, name, short_name, kind, parent_id, path, pinyin, initials) values ($1,'西县','西县','county',$2,$3,'','')",
    [west, made.city, `/${made.city}/${west}/`],
  );
  const outsiders: string[] = [];
  for (let i = 0; i < count.outsiders; i++) {
    const id = newId();
    const token = randomBytes(32).toString("base64url");
    outsiders.push(`${SESSION_COOKIE}=${token}`);
    await client.query(
      "insert into person (id, name, login, unit_id, pinyin, initials) values ($1,'局外人',$2,$3,'','')",
      [id, `outsider${i}`, west],
    );
    await client.query(
      "insert into grants (id, person_id, duty, scope_kind, scope_id, not_before, not_after, order_number) values ($1,$2,'coordinator','unit',$3, now() - interval '1 day', now() + interval '1 day','试')",
      [newId(), id, west],
    );
    await client.query(
      "insert into session (id, public_id, person_id, created_at, last_seen_at, expires_at) values ($1,$2,$3,now(),now(),now() + interval '8 hours')",
      [createHash("sha256").update(token).digest("hex"), newId(), id],
    );
  }
  await client.end();
  return {
    incidents: made.incidents,
    writers: cookies.slice(0, count.writers),
    screens: cookies.slice(count.writers),
    outsiders,
  };
}
