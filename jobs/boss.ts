import { PgBoss } from "pg-boss";
import { sqlIn, type Tx } from "#domain/kernel/db.server.ts";
import { env } from "#domain/kernel/env.ts";
import { log } from "#domain/kernel/log.ts";
import { sendMessage } from "#domain/notices/send-message.server.ts";
import { stageMessages } from "#domain/notices/stage-messages.server.ts";
import type { DueSource } from "./due.ts";
import { isSweepName, runSweep, sweeps } from "./sweeps.ts";

/** pg-boss keeps its tables in a schema of its own: nothing of the portal's refers to them. */
export const SCHEMA = "jobs";
/** Connections of a node for its jobs, beside LIANXI_POOL. */
const CONNECTIONS = 2;
/** How long work under way may take when the node stops; what is cut off is done again by another node. */
const GRACE_MS = 5000;

const SWEEP = "sweep";
const MESSAGE = "message";
/** A gateway that is away is tried for half a day: after 2, 4, 8 … seconds, at most an hour apart. */
const RETRIES = { retryLimit: 20, retryDelay: 2, retryBackoff: true, retryDelayMax: 3600 };

/**
 * Queued work: what runs on a calendar, and what is tried again when it fails. The tables are made at the first start. Starting goes
 * on in the background, so that a node whose database is slow still answers; a database that goes away is asked until it is back.
 */
export function startBoss(): { close(): Promise<void>; queueMessages: DueSource } {
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
  let ready = false;
  const started = start(boss, () => closing)
    .then(() => {
      ready = !closing;
    })
    .catch((error) => {
      if (!closing) log.error({ err: error }, "queued work could not be started");
    });
  return {
    /** Puts what goes out into the queue, in the transaction that made it. Until the queue stands it waits. */
    queueMessages: async (now) => (ready ? stageMessages(now, (tx, ids) => insertMessages(boss, tx, ids)) : 0),
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
  await startMessages(boss);
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

/** Outgoing messages, a few at a time. What was being sent when a node died is sent again after a minute. */
async function startMessages(boss: PgBoss): Promise<void> {
  await boss.createQueue(MESSAGE, { ...RETRIES, expireInSeconds: 60, deleteAfterSeconds: 86_400 });
  type Options = { localConcurrency: number; includeMetadata: true; pollingIntervalSeconds: number };
  const options: Options = { localConcurrency: 4, includeMetadata: true, pollingIntervalSeconds: 1 };
  await boss.work<{ id: string }, void, Options>(MESSAGE, options, async (jobs) => {
    for (const { data, retryCount, retryLimit } of jobs) await sendMessage(data.id, retryCount >= retryLimit);
  });
}

const insertMessages = (boss: PgBoss, tx: Tx, ids: string[]) =>
  boss.insert(
    MESSAGE,
    ids.map((id) => ({ data: { id } })),
    { db: { executeSql: async (text, values = []) => ({ rows: await sqlIn(tx, text, values) }) } },
  );
