import { Client } from "pg";
import type { benchCity } from "./people.ts";

/** Open incidents at any size, unless said otherwise; the rest are closed. */
const OPEN = 40;

/**
 * Fills a city with `count` incidents: the newest `open` (40) open with three units each, the rest closed 60 days to ten years ago, so that the
 * board shows the same at any size.
 */
export async function bigBoard(
  url: string,
  city: Awaited<ReturnType<typeof benchCity>>,
  count: number,
  open = OPEN,
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `insert into incident (id, number, title, level, place, cause, county_id, county_path, county_name, occurred_at, reported_at, reported_by_id, reported_by_unit_id, reported_by_unit_path,
       phase, phase_since, verified_at, closed_at, outcome, head_count, head_count_before, head_counts, head_count_at, lead_unit_name, units_active, units_accepted,
       timer_kind, timer_label, timer_from, timer_at, last_entry_at, last_entry_by, last_entry_text, last_entry_text_en, entries)
     select gen_random_uuid(), '试 ' || n, '试验事件 ' || n, 1 + n % 4, '东县广场 ' || n, '起因', $1, $2, '东县', at, at, $3, $4, $5,
       case when open then (array['reported','verified','dispatched','on_site','talking','agreed'])[1 + n % 6] when n % 3 = 0 then 'reviewed' else 'closed' end,
       at, at, case when open then null else at + interval '1 day' end, case when open then null else '已答复，群众散去' end,
       20 + n % 200, 18, array[10, 18, 20 + n % 200], at, '试验市', 3, 2,
       case when open then 'task' end, case when open then '设医护点' end, case when open then at end, case when open then now() + make_interval(mins => n % 300) end,
       at, '试验员0', '试验员0：现场情绪平稳，等待答复', '试验员0: 现场情绪平稳，等待答复', 12
     from (select n, n > $6::int - $7::int as open, case when n > $6::int - $7::int then now() - make_interval(mins => ($6::int - n) * 7) else now() - interval '60 days' - make_interval(hours => (($6::bigint - n) * 24 * 3650 / $6::int)::int) end as at from generate_series(1, $6::int) n) x`,
    [city.county, city.paths.county, city.persons[0]!.id, city.city, city.paths.city, count, open],
  );
  await client.query(
    `insert into assignment (id, incident_id, unit_id, unit_path, unit_name, role, state, sent_at, sent_by_id, accept_by)
     select gen_random_uuid(), i.id, $1, $2, '东县', (array['lead','support','support'])[k], (array['arrived','accepted','sent'])[k], i.reported_at, $3, now() + interval '1 hour'
     from incident i, generate_series(1, 3) k where i.closed_at is null`,
    [city.county, city.paths.county, city.persons[0]!.id],
  );
  await client.query("insert into stream (id, kind, seq) select id, 'incident', 12 from incident");
  await client.query("vacuum analyze");
  await client.end();
}
