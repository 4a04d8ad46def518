import { PgBoss } from "pg-boss";
import { expect, test } from "vitest";
import { now as clockNow } from "../domain/kernel/clock.ts";
import { sql } from "../domain/kernel/db.server.ts";
import { stack } from "../tests/support/stack.ts";
import { SCHEMA } from "./boss.ts";
import { measureBehind } from "./database-clock.ts";
import { startDue } from "./due.ts";
import { startJobs } from "./main.ts";
import { sweeps } from "./sweeps.ts";

const { url } = await stack();

/** Connections of this database by program. */
const connected = async (program: string) =>
  (
    await sql<{ pid: number }>(
      "select pid from pg_stat_activity where datname = current_database() and application_name = $1",
      [program],
    )
  ).map(({ pid }) => pid);

const schedules = async () => {
  const [there] = await sql<{ there: boolean }>("select to_regclass('jobs.schedule') is not null as there");
  return there?.there ? (await sql("select key from jobs.schedule")).length : 0;
};

test("jobs end with nothing under way, however soon", async () => {
  await (await startJobs()).close();
  // The server forgets a connection a moment after it was ended.
  await expect.poll(() => connected("lianxi jobs")).toEqual([]);
});

test("schedules stand once, however many nodes start at once; few connections are taken; all end", async () => {
  const nodes = await Promise.all([startJobs(), startJobs(), startJobs()]);
  await expect.poll(schedules, { timeout: 15_000 }).toBe(Object.keys(sweeps).length);
  expect((await connected("lianxi jobs")).length).toBeLessThanOrEqual(6);
  await Promise.all(nodes.map((node) => node.close()));
  // The server forgets a connection a moment after it was ended.
  await expect.poll(() => connected("lianxi jobs")).toEqual([]);
});

test("queued work outlives the loss of all its connections", async () => {
  const jobs = await startJobs();
  await expect.poll(schedules, { timeout: 15_000 }).toBe(Object.keys(sweeps).length);
  const before = await connected("lianxi jobs");
  await sql("select pg_terminate_backend(pid) from unnest($1::int[]) as pid", [before]);
  const sender = await new PgBoss({ connectionString: url, schema: SCHEMA, supervise: false, schedule: false }).start();
  const id = await sender.send("sweep", { name: "old-receipts" });
  await sender.stop();
  const state = async () => (await sql<{ state: string }>("select state from jobs.job where id = $1", [id]))[0]?.state;
  await expect.poll(state, { timeout: 15_000 }).toBe("completed");
  await jobs.close();
});

test("the clocks of one machine agree to within the noise", async () => {
  expect(Math.abs(await measureBehind())).toBeLessThan(1000);
});

test("due sources are asked at once and again; one that fails keeps none from being asked; nothing is asked twice at a time", async () => {
  const asked = { good: 0, bad: 0, slow: 0 };
  const seen: Date[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const due = startDue(
    {
      good: async (now) => {
        seen.push(now);
        return asked.good++;
      },
      bad: async () => {
        asked.bad++;
        throw new Error("away");
      },
      slow: async () => {
        asked.slow++;
        await held;
        return 0;
      },
    },
    20,
  );
  expect(asked).toEqual({ good: 1, bad: 1, slow: 1 });
  await expect.poll(() => asked.good > 2 && asked.bad > 2).toBe(true);
  expect(asked.slow).toBe(1);
  release();
  await due.close();
  const { good } = asked;
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(asked.good).toBe(good);
  expect(seen[0]!.getTime()).toBeLessThanOrEqual(clockNow().getTime());
});
