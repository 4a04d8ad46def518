import { Client as Pg } from "pg";
import { afterAll, expect, it } from "vitest";
import { Client, type LiveSocket } from "../support/client.ts";
import { startPortal } from "../support/portal.ts";
import { startRedis } from "../support/redis.ts";

const redis = await startRedis();
const one = await startPortal({ env: { REDIS_URL: redis.url } });
const two = await startPortal({ env: { REDIS_URL: redis.url, DATABASE_URL: one.databaseUrl } });
const pg = new Pg({ connectionString: one.databaseUrl });
await pg.connect();
const clients: Client[] = [];
afterAll(async () => {
  for (const client of clients) client.close();
  await pg.end();
});

const signIn = async (address: string, login: string) => {
  const client = await Client.signIn(address, login);
  clients.push(client);
  return client;
};
/** A person who holds `duty` for exactly this unit today. */
async function holder(unit: string, ...duties: string[]): Promise<string> {
  const { rows } = await pg.query<{ login: string }>(
    `select p.login from person p join grants g on g.person_id = p.id join unit u on u.id = g.scope_id
     where u.short_name = $1 and g.duty = any($2) and g.not_before <= now() and g.not_after > now() and g.revoked_at is null limit 1`,
    [unit, duties],
  );
  if (!rows[0]) throw new Error(`nobody is ${duties} of ${unit}`);
  return rows[0].login;
}
async function memberUnits(): Promise<{ id: string; name: string }[]> {
  const { rows } = await pg.query<{ id: string; name: string }>(
    `select u.id, u.short_name as name from unit u where u.kind = 'department' and exists (select 1 from grants g where g.scope_id = u.id and g.duty in ('liaison','unit_head')
       and g.not_before <= now() and g.not_after > now() and g.revoked_at is null) order by u.short_name limit 3`,
  );
  return rows;
}
const timeline = async (client: Client, id: string) =>
  (
    (await (await client.get(`/incidents/${id}/events?after=0`)).json()) as { events: { seq: number; name: string }[] }
  ).events.map((e) => `${e.seq} ${e.name}`);
/** Waits until the socket has events up to `seq`, and says which. */
const has = (socket: LiveSocket, seq: number) =>
  expect.poll(() => new Set(socket.events().map((e) => e.seq)).has(seq), { timeout: 10_000 }).toBe(true);
const seqOf = async (id: string) =>
  (await pg.query<{ seq: number }>("select seq from stream where id = $1", [id])).rows[0]!.seq;

it("tells the story of a dispatch across two nodes, and goes on when one is killed", async () => {
  const coordinator = await signIn(one.address, "zhongyingxue");
  const convener = await signIn(two.address, "zhangyinong");
  const [lead, objecting, byPhone] = (await memberUnits()) as [
    { id: string; name: string },
    { id: string; name: string },
    { id: string; name: string },
  ];
  const { rows: sources } = await pg.query<{ id: string }>("select id from submission order by received_at limit 12");
  const { rows: counties } = await pg.query<{ id: string }>(
    "select id from unit where kind = 'county' order by short_name limit 1",
  );

  const board = await convener.connect();
  expect((await board.here({ page: "board" })).ok).toBe(true);
  const { incidentId } = (await coordinator.must("report", {
    title: "两个节点之间的事件",
    level: 2,
    countyId: counties[0]!.id,
    place: "试验厂门口",
    cause: "夜间噪声",
    occurredAt: new Date(Date.now() - 600_000).toISOString(),
    submissionIds: sources.map((s) => s.id),
  })) as { incidentId: string };
  await expect
    .poll(() => board.got.cards.flat().some((card) => card.id === incidentId), { timeout: 10_000 })
    .toBe(true);

  const here = await coordinator.connect();
  const there = await convener.connect();
  await here.here({ page: "incident", incidentId });
  await there.here({ page: "incident", incidentId });
  await expect.poll(() => there.got.presence.at(-1)?.people.length, { timeout: 10_000 }).toBe(2);

  await coordinator.must("verify", { incidentId, note: "已电话核实，现场约三十人" });
  const { assignmentIds } = await coordinator.must<{ assignmentIds: string[] }>("dispatch", {
    incidentId,
    units: [lead, objecting, byPhone].map((unit, i) => ({ unitId: unit.id, role: i === 0 ? "lead" : "support" })),
  });
  const accepts = await signIn(two.address, await holder(lead.name, "liaison", "unit_head"));
  const objects = await signIn(one.address, await holder(objecting.name, "liaison", "unit_head"));
  await accepts.must("accept", { assignmentId: assignmentIds[0]! });
  await objects.must("object", { assignmentId: assignmentIds[1]!, reason: "不属于本单位职责，建议改派" });
  await convener.must("accept-by-phone", { assignmentId: assignmentIds[2]!, name: "值班员老周" });
  await coordinator.must("settle", { assignmentId: assignmentIds[1]!, decision: "return", reason: "同意，另行改派" });
  await coordinator.must("move", { incidentId, from: "dispatched", to: "on_site" });
  await accepts.must("arrive", { assignmentId: assignmentIds[0]! });
  const { demandId } = (await coordinator.must("add-demand", { incidentId, text: "夜间停产", unitId: lead.id })) as {
    demandId: string;
  };
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? coordinator : convener).must("post", { incidentId, text: `两边同时记 ${i}` }),
    ),
  );
  const seq = await seqOf(incidentId);
  // Both screens get every event of the incident since they entered, whatever node it was written through; between nodes one may overtake another.
  for (const socket of [here, there]) for (let s = 2; s <= seq; s++) await has(socket, s);
  expect(await timeline(coordinator, incidentId)).toEqual(await timeline(convener, incidentId));

  // The second node dies while writes through it are under way: whoever got an answer finds the entry, and the first node goes on.
  const underway = Array.from({ length: 10 }, (_, i) =>
    convener.run("post", { incidentId, text: `断电前 ${i}` }, undefined).catch(() => null),
  );
  await two.kill();
  const acknowledged = (await Promise.all(underway)).filter((reply) => reply?.ok);
  const moved = convener.at(one.address);
  clients.push(moved);
  await moved.must("post", { incidentId, text: "换到另一节点继续" });
  const last = await seqOf(incidentId);
  // What the dead node committed without telling anybody is told by the sweep of the living one.
  for (let s = seq + 1; s <= last; s++) await has(here, s);
  expect(last - seq).toBeGreaterThanOrEqual(acknowledged.length + 1);

  await coordinator.must("answer-demand", {
    demandId,
    version: 1,
    answer: "今晚起二十二点至六点停产，由县里派员到场看守设备开关。",
  });
  await coordinator.must("close", { incidentId, outcome: "企业签署夜间停产承诺，群众散去" });
  const { rows } = await pg.query<{ phase: string; lost: number }>(
    "select phase, (select count(*)::int from generate_series(1, (select seq from stream where id = $1)) g where not exists (select 1 from event where stream_id = $1 and seq = g)) as lost from incident where id = $1",
    [incidentId],
  );
  expect(rows[0]).toEqual({ phase: "closed", lost: 0 });
});

it("a session ended on one node is over on the other, and its socket is told", async () => {
  const again = await startPortal({ env: { REDIS_URL: redis.url, DATABASE_URL: one.databaseUrl } });
  const person = await signIn(one.address, "shixiaoman");
  const socket = await person.at(again.address).connect();
  const response = await fetch(`${one.address}/sign-out`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: person.cookie, Origin: one.address },
  });
  expect(response.status).toBeLessThan(400);
  await expect.poll(() => socket.got["session-ended"].length, { timeout: 10_000 }).toBe(1);
  expect(
    (await person.at(again.address).run("post", { incidentId: crypto.randomUUID(), text: "不应写入" })).status,
  ).toBe(401);
  await again.stop();
});
