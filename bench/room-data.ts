import { Client } from "pg";
import { newId } from "#domain/kernel/id.ts";
import type { benchCity } from "./people.ts";

/**
 * One incident on the spot with `entries` in its timeline: of twenty, seventeen are written by people, one is a count of heads, two are
 * the portal's. Units, demands and tasks are the same at any length. Returns its id.
 */
export async function longRoom(url: string, city: Awaited<ReturnType<typeof benchCity>>, entries: number) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const id = newId();
  const [me] = city.persons;
  const run = (text: string, ...values: unknown[]) => client.query(text, [id, ...values]);
  await run(
    `insert into incident (id, number, title, level, place, cause, county_id, county_path, county_name, occurred_at, reported_at, reported_by_id, reported_by_unit_id, reported_by_unit_path,
       phase, phase_since, verified_at, head_count, units_active, units_accepted, entries)
     values ($1, $2, '长事件', 2, '东县广场', '起因', $3, $4, '东县', now() - interval '9 days', now() - interval '9 days', $5, $6, $7, 'on_site', now() - interval '8 days', now() - interval '9 days', 40, 6, 6, $8)`,
    `长 ${entries}`,
    city.county,
    city.paths.county,
    me!.id,
    city.city,
    city.paths.city,
    entries,
  );
  await run(
    `insert into event (stream_id, stream_kind, seq, name, data, event_time, recorded_at, actor_id, actor_name, acting_unit_id, acting_unit_name, command_id)
     select $1, 'incident', n,
       case when n % 20 = 0 then 'incidents.head-count.recorded' when n % 20 in (7, 13) then 'incidents.facts.edited' else 'incidents.entry.posted' end,
       case when n % 20 = 0 then jsonb_build_object('incidentId', $1::uuid, 'headCountId', gen_random_uuid(), 'count', 40 + n % 30, 'before', 40, 'observerId', $2::uuid, 'observer', $3::text, 'observedAt', at)
         when n % 20 in (7, 13) then jsonb_build_object('incidentId', $1::uuid, 'place', '东县广场 ' || n, 'factsVersion', n)
         else jsonb_build_object('incidentId', $1::uuid, 'text', '第 ' || n || ' 条：现场约四十人，情绪平稳，代表已进接待室，等待说明监测结果。', 'mentions', '[]'::jsonb, 'attachments', '[]'::jsonb) end,
       at, at, $2::uuid, $3, $4::uuid, '试验市', gen_random_uuid()
     from (select n, date_trunc('milliseconds', now() - make_interval(secs => ($5::int - n) * 77)) as at from generate_series(1, $5::int) n) x`,
    me!.id,
    me!.name,
    city.city,
    entries,
  );
  await run(
    `insert into head_count (id, incident_id, count, observer_id, observer, observed_at, seq)
     select gen_random_uuid(), $1, (data->>'count')::int, actor_id, actor_name, event_time, seq from event where stream_id = $1 and name = 'incidents.head-count.recorded'`,
  );
  await run("insert into stream (id, kind, seq) values ($1, 'incident', $2)", entries);
  await run(
    `insert into assignment (id, incident_id, unit_id, unit_path, unit_name, role, state, sent_at, sent_by_id, accept_by, accepted_at)
     select gen_random_uuid(), $1, $2, $3, '东县', case k when 1 then 'lead' else 'support' end, 'arrived', now() - interval '8 days', $4, now() - interval '8 days', now() - interval '8 days' from generate_series(1, 6) k`,
    city.county,
    city.paths.county,
    me!.id,
  );
  await run(
    `insert into demand (id, incident_id, no, text, unit_id, unit_name, due_at, state) select gen_random_uuid(), $1, k, '诉求 ' || k, $2, '东县', now() + interval '2 days', 'open' from generate_series(1, 4) k`,
    city.county,
  );
  await run(
    `insert into incident_task (id, incident_id, kind, title, unit_id, unit_path, unit_name, due_at, state, created_at, created_by_id)
     select gen_random_uuid(), $1, 'medical', '设医护点 ' || k, $2, $3, '东县', now() + interval '5 hours', 'underway', now() - interval '1 day', $4 from generate_series(1, 8) k`,
    city.county,
    city.paths.county,
    me!.id,
  );
  await client.query("vacuum analyze");
  await client.end();
  return id;
}
