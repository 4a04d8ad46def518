import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { dispatchUnits } from "../../domain/incidents/commands/dispatch-units.server.ts";
import { execute } from "../../domain/kernel/command.server.ts";
import { closeDb, sql } from "../../domain/kernel/db.server.ts";
import { rereadEnv } from "../../domain/kernel/env.ts";
import { newId } from "../../domain/kernel/id.ts";
import { setHook } from "../../domain/notices/commands/hooks.server.ts";
import { startJobs } from "../../jobs/main.ts";
import { portalEnv } from "../../tests/support/databases.ts";
import { lianxi } from "../../tests/support/lianxi.ts";
import { anIncident, smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";

const { db, now, url } = await stack();
const city = await smallCity(now);
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const admin = await city.person("孟川", { unit: city.city, duty: "administrator" });
await city.person("程立", { unit: city.health, duty: "unit_head" });

const work = mkdtempSync(join(tmpdir(), "lianxi-restore-"));
const got: string[] = [];
let status = 503;
const gateway = createServer((request, response) => {
  got.push(String(request.headers["x-lianxi-delivery"]));
  request.resume().on("end", () => response.writeHead(status).end());
});
await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
afterAll(() => {
  gateway.close();
  rmSync(work, { recursive: true, force: true });
});

test("after a restore an untaken message goes out and what has fallen due climbs, once each, though two nodes start", async () => {
  const address = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`;
  const hook = { unitId: city.east.id, url: address, enabled: "on" };
  await execute(setHook, admin, hook, { commandId: newId() });
  const incidentId = await anIncident(zhou, city.east, now, "厂门口聚集");
  const input = { incidentId, units: [{ unitId: city.health.id, role: "lead" }] };
  await execute(dispatchUnits, zhou, input, { commandId: newId() });
  // The gateway is away: the message is in the queue and was tried.
  const before = await startJobs();
  await expect
    .poll(async () => (await db.hookDelivery.findFirst())?.attempts ?? 0, { timeout: 18_000 })
    .toBeGreaterThan(0);
  await before.close();
  const message = await db.hookDelivery.findFirstOrThrow();
  expect(message).toMatchObject({ state: "waiting", queuedAt: expect.any(Date) });
  // Falls due between backup and restore.
  const due = new Date(Date.now() - 1000);
  await db.assignment.updateMany({
    where: { incidentId },
    data: { acceptBy: due, climbAt: due, sentAt: new Date(due.getTime() - 3_600_000) },
  });

  const files = { LIANXI_FILES_DIR: join(work, "files") };
  const backup = await lianxi(["backup", join(work, "backup")], portalEnv(url, files) as Record<string, string>);
  expect(backup.code, backup.stderr).toBe(0);
  await sql("create database goes_on");
  const restored = Object.assign(new URL(inject("postgres")), { pathname: "/goes_on" }).href;
  const there = portalEnv(restored, { LIANXI_FILES_DIR: join(work, "restored") }) as Record<string, string>;
  const back = await lianxi(["restore", join(work, "backup")], there);
  expect(back.code, back.stderr).toBe(0);

  status = 200;
  got.length = 0;
  await closeDb();
  process.env.DATABASE_URL = restored;
  rereadEnv();
  const nodes = await Promise.all([startJobs(), startJobs()]);
  try {
    const climbs = () => sql("select step from assignment_climb where incident_id = $1", [incidentId]);
    await expect.poll(climbs, { timeout: 18_000 }).toEqual([{ step: "head" }]);
    const state = async () => (await sql("select state from hook_delivery where id = $1", [message.id]))[0];
    await expect.poll(state, { timeout: 18_000 }).toEqual({ state: "delivered" });
    // Each node has asked again by then; the climb has a message of its own.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await climbs()).toEqual([{ step: "head" }]);
    expect(got.filter((id) => id === message.id)).toEqual([message.id]);
    expect(new Set(got).size).toBe(got.length);
  } finally {
    await Promise.all(nodes.map((node) => node.close()));
    await closeDb();
    process.env.DATABASE_URL = url;
    rereadEnv();
    await sql("drop database goes_on with (force)");
  }
}, 120_000);
