import { createHash, randomBytes } from "node:crypto";
import { Client } from "pg";
import { newId } from "#domain/kernel/id.ts";
import { SESSION_COOKIE } from "#domain/people/session.ts";

/** A city with one county, `people` coordinators and a session each, and `incidents` open incidents. Written by SQL: the bench measures what comes after. */
export async function benchCity(url: string, { people, incidents }: { people: number; incidents: number }) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const city = newId();
  const county = newId();
  const paths = { city: `/${city}/`, county: `/${city}/${county}/` };
  const unit =
    "insert into unit (id, name, short_name, kind, parent_id, path, pinyin, initials) values ($1,$2,$2,$3,$4,$5,'','')";
  await client.query(unit, [city, "试验市", "city", null, paths.city]);
  await client.query(unit, [county, "东县", "county", city, paths.county]);
  const persons: { id: string; name: string; cookie: string }[] = [];
  for (let i = 0; i < people; i++) {
    const id = newId();
    const token = randomBytes(32).toString("base64url");
    persons.push({ id, name: `试验员${i}`, cookie: `${SESSION_COOKIE}=${token}` });
    await client.query("insert into person (id, name, login, unit_id, pinyin, initials) values ($1,$2,$3,$4,'','')", [
      id,
      `试验员${i}`,
      `bench${i}`,
      city,
    ]);
    await client.query(
      "insert into grants (id, person_id, duty, scope_kind, scope_id, not_before, not_after, order_number) values ($1,$2,'coordinator','unit',$3, now() - interval '1 day', now() + interval '1 day','试')",
      [newId(), id, city],
    );
    await client.query(
      "insert into session (id, public_id, person_id, created_at, last_seen_at, expires_at) values ($1,$2,$3,now(),now(),now() + interval '8 hours')",
      [createHash("sha256").update(token).digest("hex"), newId(), id],
    );
  }
  const ids: string[] = [];
  for (let i = 0; i < incidents; i++) {
    const id = newId();
    ids.push(id);
    await client.query(
      `insert into incident (id, number, title, level, place, county_id, county_path, county_name, occurred_at, reported_at, reported_by_id, reported_by_unit_id, reported_by_unit_path, phase, phase_since)
       values ($1,$2,$3,3,'东县广场',$4,$5,'东县',now(),now(),$6,$7,$8,'on_site',now())`,
      [
        id,
        `群 2026-${String(i).padStart(4, "0")}`,
        `试验事件 ${i}`,
        county,
        paths.county,
        persons[0]!.id,
        city,
        paths.city,
      ],
    );
    await client.query("insert into stream (id, kind, seq) values ($1,'incident',0)", [id]);
  }
  await client.query("analyze");
  await client.end();
  return { city, county, paths, persons, incidents: ids };
}
