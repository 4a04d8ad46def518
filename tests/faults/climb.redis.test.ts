import { Client as Pg } from "pg";
import { afterAll, expect, it } from "vitest";
import { Client } from "../support/client.ts";
import { startPortal } from "../support/portal.ts";
import { startRedis } from "../support/redis.ts";

/** Sets the whole process's clock off, as a machine whose clock is wrong: everything that asks for the time is told another. */
const clockOff = (milliseconds: number) => {
  const script = `const R = Date, off = ${milliseconds};
globalThis.Date = class Date extends R { constructor(...a) { if (a.length) super(...a); else super(R.now() + off); } static now() { return R.now() + off; } };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
};

const FIVE_MINUTES = 300_000;
const redis = await startRedis();
const right = await startPortal({ env: { REDIS_URL: redis.url } });
const shared = { REDIS_URL: redis.url, DATABASE_URL: right.databaseUrl };
const ahead = await startPortal({ env: { ...shared, ...clockOff(FIVE_MINUTES) } });
const pg = new Pg({ connectionString: right.databaseUrl });
await pg.connect();
const clients: Client[] = [];
afterAll(async () => {
  for (const client of clients) client.close();
  await pg.end();
});
const one = async <T>(text: string, values: unknown[] = []) => (await pg.query(text, values)).rows[0] as T;
const signIn = async (address: string) => {
  const client = await Client.signIn(address, "zhongyingxue");
  clients.push(client);
  return client;
};

/** An incident dispatched through `client`; what its first unit's row says. */
async function dispatched(client: Client, acceptMinutes = 1) {
  const county = await one<{ id: string }>("select id from unit where kind = 'county' order by short_name limit 1");
  const unit = await one<{ id: string }>(
    `select u.id from unit u where u.kind = 'department' and exists (select 1 from grants g where g.scope_id = u.id and g.duty = 'unit_head'
       and g.not_before <= now() and g.not_after > now() and g.revoked_at is null) order by u.short_name limit 1`,
  );
  const { incidentId } = await client.must("report", {
    ...{ title: "钟不准的节点", level: 2, countyId: county.id, place: "试验厂门口", cause: "" },
    occurredAt: (await one<{ at: Date }>("select now() - interval '1 minute' as at")).at.toISOString(),
  });
  await client.must("dispatch", { incidentId, units: [{ unitId: unit.id, role: "lead" }], acceptMinutes });
  return { incidentId: incidentId! };
}
const climbs = async (incidentId: string) =>
  (
    await pg.query<{ step: string; late: number }>(
      `select step, extract(epoch from fired_at - due_at)::float8 as late from assignment_climb where incident_id = $1 order by fired_at, step desc`,
      [incidentId],
    )
  ).rows;
/** Lets the time run out in `seconds`, by the database's clock. */
const runOut = (incidentId: string, seconds: number) =>
  pg.query(
    `update assignment set accept_by = clock_timestamp() + make_interval(secs => $2), climb_at = clock_timestamp() + make_interval(secs => $2),
       sent_at = clock_timestamp() - interval '1 minute' where incident_id = $1`,
    [incidentId, seconds],
  );

it("a node whose clock is five minutes ahead sets and judges times by the database's clock", async () => {
  expect(ahead.logs()).toContain("the portal goes by the database's");
  const { incidentId } = await dispatched(await signIn(ahead.address));
  const { off } = await one<{ off: number }>(
    "select extract(epoch from clock_timestamp() - sent_at)::float8 as off from assignment where incident_id = $1",
    [incidentId],
  );
  expect(Math.abs(off)).toBeLessThan(60);
  // Were it judged by the clock that is ahead, a time of one minute would be over at once.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(await climbs(incidentId)).toEqual([]);
});

it("two nodes let a unit climb once, when it is due by the database's clock", async () => {
  const { incidentId } = await dispatched(await signIn(right.address));
  await runOut(incidentId, 2);
  await expect.poll(() => climbs(incidentId), { timeout: 15_000 }).toMatchObject([{ step: "head" }]);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const [only, ...others] = await climbs(incidentId);
  expect(others).toEqual([]);
  expect(only!.late).toBeGreaterThanOrEqual(0);
});

it("what falls due while every node is down climbs at the next start, once, with both times in its entry", async () => {
  const { incidentId } = await dispatched(await signIn(right.address), 30);
  await Promise.all([right.kill(), ahead.kill()]);
  await runOut(incidentId, -8);
  const again = await Promise.all([
    startPortal({ env: shared }),
    startPortal({ env: { ...shared, ...clockOff(-FIVE_MINUTES) } }),
  ]);
  await expect.poll(() => climbs(incidentId), { timeout: 15_000 }).toMatchObject([{ step: "head" }]);
  const [climb] = await climbs(incidentId);
  expect(climb!.late).toBeGreaterThanOrEqual(8);
  const { data } = await one<{ data: { dueAt: string; firedAt: string } }>(
    "select data from event where stream_id = $1 and name = 'incidents.assignment.climbed'",
    [incidentId],
  );
  expect(Date.parse(data.firedAt) - Date.parse(data.dueAt)).toBeGreaterThanOrEqual(8000);
  await Promise.all(again.map((node) => node.stop()));
});
