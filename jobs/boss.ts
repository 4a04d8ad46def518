import { PgBoss } from "pg-boss";
import { env } from "#domain/kernel/env.ts";
import { log } from "#domain/kernel/log.ts";
import { isSweepName, runSweep, sweeps } from "./sweeps.ts";

/** pg-boss keeps its tables in a schema of its own: nothing of the portal's refers to them. */
export const SCHEMA = "jobs";
/** Connections of a node for its jobs, beside LIANXI_POOL. */
const CONNECTIONS = 2;
/** How long work under way may take when the node stops; what is cut off is done again by another node. */
const GRACE_MS = 5000;

const SWEEP = "sweep";

/**
 * Queued work: what runs on a calendar, and what is tried again when it fails. The tables are made at the first start. Starting goes
 * on in the background, so that a node whose database is slow still answers; a database that goes away is asked until it is back.
 */
export function startBoss(): { close(): Promise<void> } {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL!,
    application_name: "lianxi jobs",
    schema: SCHEMA,
    max: CONNECTIONS,
    queueCacheIntervalSeconds: 300,
  });
  // Without a listener an error would end the process; while the database is away there are many of them.
  boss.on("error", (error) => log.warn({ error: error.message }, "jobs"));
  boss.on("warning", ({ message, data }) => log.warn({ data }, message));
  let closing = false;
  const started = start(boss, () => closing).catch((error) => {
    if (!closing) log.error({ err: error }, "queued work could not be started");
  });
  return {
    async close() {
      closing = true;
      await started;
      await boss.stop({ timeout: GRACE_MS }).catch((error) => log.warn({ error: String(error) }, "jobs ended badly"));
    },
  };
}

async function start(boss: PgBoss, isClosing: () => boolean): Promise<void> {
  await boss.start({ attempts: 1_000 });
  if (isClosing()) return;
  await startSweeps(boss);
}

/** One schedule a sweep; schedules of sweeps that the program no longer has are taken away. */
async function startSweeps(boss: PgBoss): Promise<void> {
  await boss.createQueue(SWEEP, { retryLimit: 0, expireInSeconds: 900, deleteAfterSeconds: 3600 });
  for (const [name, { cron }] of Object.entries(sweeps)) await boss.schedule(SWEEP, cron, { name }, { key: name });
  for (const { key } of await boss.getSchedules(SWEEP)) if (!isSweepName(key)) await boss.unschedule(SWEEP, key);
  await boss.work<{ name: string }>(SWEEP, { pollingIntervalSeconds: 5 }, async (jobs) => {
    for (const { data } of jobs) if (isSweepName(data.name)) await runSweep(data.name);
  });
}
