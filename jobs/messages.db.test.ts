import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { dispatchUnits } from "../domain/incidents/commands/dispatch-units.server.ts";
import { reportIncident } from "../domain/incidents/commands/report-incident.server.ts";
import { unseal } from "../domain/kernel/cipher.server.ts";
import { now as clockNow } from "../domain/kernel/clock.ts";
import { execute } from "../domain/kernel/command.server.ts";
import { newId } from "../domain/kernel/id.ts";
import { noticeCommands } from "../domain/notices/commands/index.server.ts";
import { signatureOf } from "../domain/notices/sign.server.ts";
import { stageMessages } from "../domain/notices/stage-messages.server.ts";
import { atEndOfFile } from "../tests/support/clean-up.ts";
import { anIncident, smallCity } from "../tests/support/small-city.ts";
import { stack } from "../tests/support/stack.ts";
import { startJobs } from "./main.ts";

const { db, now } = await stack();
const city = await smallCity(now);
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const admin = await city.person("孟川", { unit: city.city, duty: "administrator" });

/** A gateway: answers with what `say` gives for the n-th call of a message. */
type Got = { id: string; path: string; headers: IncomingMessage["headers"]; body: string };
const got: Got[] = [];
let say: (call: number) => { status: number; headers?: Record<string, string> } = () => ({ status: 200 });
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    const id = String(request.headers["x-lianxi-delivery"]);
    got.push({ id, path: request.url ?? "", headers: request.headers, body });
    const { status, headers } = say(got.filter((one) => one.id === id).length);
    response.writeHead(status, headers).end();
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
atEndOfFile(() => new Promise((resolve) => server.close(() => resolve(undefined))));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`;

const run = (intent: keyof typeof noticeCommands, input: object) =>
  // biome-ignore lint/suspicious/noExplicitAny: one table of commands with different inputs
  execute(noticeCommands[intent] as any, admin, input, { commandId: newId() }) as Promise<any>;
const { sealedSecret } = await run("set-hook", { unitId: city.east.id, url, enabled: "on" });
const secret = unseal("hook-answer", sealedSecret)!;

async function dispatchHealth(title = "厂门口聚集") {
  const incidentId = await anIncident(zhou, city.east, now, title);
  const input = { incidentId, units: [{ unitId: city.health.id, role: "lead" }] };
  await execute(dispatchUnits, zhou, input, { commandId: newId() });
  return incidentId;
}
const rowsOf = (incidentId: string) => db.hookDelivery.findMany({ where: { incidentId } });

test("a gateway that fails first and then answers gets the message again, signed, under the same id, and once it has it no more", async () => {
  say = (call) => ({ status: call < 3 ? 503 : 204 });
  const incidentId = await dispatchHealth();
  const jobs = await startJobs();
  const state = async () => (await rowsOf(incidentId)).map((row) => [row.state, row.attempts, row.lastStatus]);
  await expect.poll(state, { timeout: 18_000 }).toEqual([["delivered", 3, 204]]);
  await jobs.close();
  expect(got).toHaveLength(3);
  expect(new Set(got.map(({ id }) => id)).size).toBe(1);
  for (const { headers, body } of got)
    expect(headers["x-lianxi-signature"]).toBe(signatureOf(secret, String(headers["x-lianxi-timestamp"]), body));
  expect(JSON.parse(got[0]!.body)).toMatchObject({
    id: got[0]!.id,
    kind: "dispatched",
    unit: "东县卫健局",
    incident: { title: "厂门口聚集", level: 2, drill: false },
    link: `/incidents/${incidentId}`,
  });
  expect(got[0]!.body).not.toContain("周敏");
});

test("a message of an exercise says so in its title, not in a field alone", async () => {
  say = () => ({ status: 200 });
  const report = { title: "断水演练", level: 3, countyId: city.east.id, place: "所", occurredAt: now, drill: true };
  const { incidentId } = await execute(reportIncident, zhou, report, { commandId: newId() });
  const input = { incidentId, units: [{ unitId: city.health.id, role: "lead" }] };
  await execute(dispatchUnits, zhou, input, { commandId: newId() });
  const jobs = await startJobs();
  const sent = () => got.filter(({ body }) => body.includes(incidentId)).map(({ body }) => JSON.parse(body).incident);
  await expect.poll(sent, { timeout: 18_000 }).toMatchObject([{ title: "【演练】断水演练", drill: true }]);
  await jobs.close();
});

test("two nodes stage and send each message once", async () => {
  say = () => ({ status: 200 });
  const before = got.length;
  const nodes = await Promise.all([startJobs(), startJobs()]);
  const made: string[] = [];
  for (let n = 0; n < 5; n++) made.push(await dispatchHealth(`第 ${n} 件`));
  const states = async () => (await Promise.all(made.map(rowsOf))).flat().map((row) => row.state);
  await expect.poll(states, { timeout: 18_000 }).toEqual(made.map(() => "delivered"));
  await Promise.all(nodes.map((node) => node.close()));
  expect(got.length - before).toBe(5);
});

test("a process that dies between staging and queueing leaves the message to the next", async () => {
  const incidentId = await dispatchHealth();
  await expect(
    stageMessages(clockNow(), async () => {
      throw new Error("killed here");
    }),
  ).rejects.toThrow("killed here");
  expect(await rowsOf(incidentId)).toEqual([]);
  const queued: string[] = [];
  await stageMessages(clockNow(), async (_, ids) => queued.push(...ids));
  expect((await rowsOf(incidentId)).map(({ id }) => id)).toEqual(queued);
  // As if the queue had lost it: sent again by hand.
  await db.hookDelivery.updateMany({ where: { incidentId }, data: { state: "failed" } });
  await run("resend-message", { deliveryId: queued[0] });
  await expect(run("resend-message", { deliveryId: queued[0] })).rejects.toMatchObject({ code: "wrong_state" });
  const jobs = await startJobs();
  await expect.poll(async () => (await rowsOf(incidentId))[0]?.state, { timeout: 18_000 }).toBe("delivered");
  await jobs.close();
});

test("a redirect is not followed, and a closed unit or a hook that is off gets nothing", async () => {
  say = () => ({ status: 302, headers: { Location: `${url}/elsewhere` } });
  const before = got.length;
  const incidentId = await dispatchHealth();
  const jobs = await startJobs();
  await expect.poll(async () => (await rowsOf(incidentId))[0]?.lastStatus, { timeout: 18_000 }).toBe(302);
  await run("set-hook", { unitId: city.east.id, url, version: 1 });
  await expect.poll(async () => (await rowsOf(incidentId))[0]?.state, { timeout: 18_000 }).toBe("stopped");
  await jobs.close();
  expect(new Set(got.slice(before).map(({ path }) => path))).toEqual(new Set(["/sms"]));
  expect((await rowsOf(await dispatchHealth())).length).toBe(0);
  await run("set-hook", { unitId: city.east.id, url, version: 2, enabled: "on" });
  const later = await dispatchHealth();
  await db.unit.update({ where: { id: city.health.id }, data: { closedAt: now } });
  await stageMessages(clockNow(), async () => {});
  expect(await rowsOf(later)).toEqual([]);
  await db.unit.update({ where: { id: city.health.id }, data: { closedAt: null } });
});

test("an address that must not be called is refused at its field", async () => {
  for (const bad of ["ftp://x", "sms", "http://a:b@gateway.example"])
    await expect(run("set-hook", { unitId: city.west.id, url: bad })).rejects.toMatchObject({
      code: "invalid",
      fields: { url: expect.anything() },
    });
});

test("the limits are a table: changed once, the next dispatch goes by it; the second of two is told", async () => {
  const change = (minutes: number, version: number) =>
    execute(
      noticeCommands["change-accept-limit"],
      zhou,
      { level: 2, minutes, version, reason: "夜间" },
      { commandId: newId() },
    );
  await change(7, 1);
  await expect(change(9, 1)).rejects.toMatchObject({ code: "stale" });
  await dispatchHealth("按新时限");
  const row = await db.assignment.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(row.acceptBy!.getTime() - row.sentAt.getTime()).toBe(7 * 60_000);
  expect(await db.event.count({ where: { name: "portal.accept-limit.changed" } })).toBe(1);
});
