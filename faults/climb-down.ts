import { newId } from "#domain/kernel/id.ts";
import { until } from "#prisma/embedded/process-table.ts";
import { pause } from "./random.ts";
import { one } from "./rig.ts";
import type { Fault, Stage } from "./trial.ts";

/** Parts of units that fall due while nothing runs. */
const PARTS = 20;
/** So long after they are sent they fall due: everything is down by then. */
const DUE_MS = 5000;

/** Both nodes and PostgreSQL are dead when the time to accept runs out: after the restart each part climbs, once, though two nodes ask. */
export const climbDown: Fault = {
  name: "climb-down",
  plant: "forgets what fell due while it was down",
  nodes: 2,
  withRedis: true,
  sizes: {
    full: { kills: 5, between: [550, 150] },
    few: { kills: 1, between: [40, 20] },
    planted: { kills: 1, between: [40, 20] },
  },
  goals: [{ metric: "climbed_after_restart_s", op: "<=", want: 5 }],
  async act(stage) {
    for (let round = 0; round < stage.size.kills; round++) {
      await stage.someWrites();
      const ids = await sendParts(stage);
      const due = Date.now() + DUE_MS;
      stage.broke();
      await Promise.all([...stage.nodes.map((node) => node.kill()), stage.rig.postgres.kill()]);
      await pause(Math.max(0, due + 2000 - Date.now()));
      await stage.rig.postgres.start();
      await Promise.all(stage.nodes.map((node) => node.start()));
      const since = new Date();
      await stage.mended();
      await look(stage, ids, since);
    }
    await stage.someWrites();
  },
};

/** Parts that were sent an hour ago, so that the step after this one is far off; the county has a head. */
async function sendParts({ url }: Stage): Promise<string[]> {
  const ids = Array.from({ length: PARTS }, () => newId());
  await one(
    url,
    `insert into grants (id, person_id, duty, scope_kind, scope_id, not_before, not_after, order_number)
     select gen_random_uuid(), (select id from person order by id limit 1), 'unit_head', 'unit', u.id, now() - interval '1 day', now() + interval '1 day', '试'
     from unit u where u.short_name = '东县' and not exists (select 1 from grants g where g.duty = 'unit_head' and g.scope_id = u.id)`,
  );
  await one(
    url,
    `insert into assignment (id, incident_id, unit_id, unit_path, unit_name, role, state, sent_at, sent_by_id, accept_by, climb_at)
     select x.id, i.id, i.county_id, i.county_path, i.county_name, 'support', 'sent', now() - interval '1 hour', i.reported_by_id,
       now() + make_interval(secs => $2::float8 / 1000), now() + make_interval(secs => $2::float8 / 1000)
     from unnest($1::uuid[]) with ordinality x(id, n)
     join (select *, row_number() over (order by id) as n, count(*) over () as all from incident) i on i.n = 1 + x.n % i.all`,
    [ids, DUE_MS],
  );
  return ids;
}

/** Waits until all have climbed, and counts those that did not and those that did more than once. */
async function look(stage: Stage, ids: string[], since: Date): Promise<void> {
  const climbs = async () => {
    const { rows } = await one(
      stage.url,
      "select assignment_id as id, count(*)::int as times, max(fired_at) as at from assignment_climb where assignment_id = any($1) group by 1",
      [ids],
    );
    return rows as { id: string; times: number; at: Date }[];
  };
  await until(async () => (await climbs()).length === ids.length, 15_000, 200);
  // Time for a second node to do it again, if it would.
  await pause(2500);
  const found = await climbs();
  stage.found.lost += ids.length - found.length;
  stage.found.duplicated += found.reduce((sum, { times }) => sum + times - 1, 0);
  const late = Math.max(0, ...found.map(({ at }) => (at.getTime() - since.getTime()) / 1000));
  stage.metrics.climbed_after_restart_s = Math.max(stage.metrics.climbed_after_restart_s ?? 0, Number(late.toFixed(2)));
}
