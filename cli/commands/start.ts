import { parseArgs } from "node:util";
import { type Env, readEnv } from "#domain/kernel/env.ts";
import { say } from "#domain/kernel/sentence.ts";
import { type Database, refuseWhenInUse } from "#prisma/embedded/ensure-database.ts";
import { until } from "#prisma/embedded/process-table.ts";
import { Halt } from "#prisma/halt.ts";
import { openDatabase } from "../database.ts";
import { listenForEnd } from "../ending.ts";
import { buildWhenStale, generateWhenStale } from "../made.ts";
import { requireFreePort } from "../port.ts";
import { result, tell } from "../report.ts";
import { startServer } from "../server.ts";
import { loadSeed, setUp } from "../setup.ts";

/** `npm start`: everything a portal needs, then the portal, until it is told to stop. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {} });
  return serveUntilTold("start");
}

/** Shared with `dev`, which compiles pages as they are asked for instead of building them. */
export async function serveUntilTold(command: "start" | "dev"): Promise<number> {
  const env = readEnv(process.env);
  const ending = listenForEnd();
  try {
    if (!env.DATABASE_URL) refuseWhenInUse(env.LIANXI_DATA_DIR);
    await requireFreePort(env.host, env.PORT);
    await generateWhenStale();
    ending.check();
    const database = await openDatabase(command, { join: false }, env);
    ending.add(() => database.stop());
    ending.add(async () => (await import("#domain/kernel/db.server.ts")).closeDb());
    ending.check();
    const seed = env.LIANXI_MODE === "demo";
    await together([setUp(database, { seed }), command === "start" ? buildWhenStale(ending.add) : undefined]);
    ending.check();
    const server = await startServer(env);
    ending.add(() => server.close());
    database.setAddress(server.address);
    await welcome(server.address, env);
    await Promise.race([ending.told, lost(database)]);
    tell(say("正在停止…", "Stopping …"));
    return ending.exitCode();
  } finally {
    await ending.run();
  }
}

/** Rejects when the embedded server has gone away under the portal: whoever supervises it starts both again. */
async function lost(database: Database): Promise<never> {
  await until(() => !database.isRunning(), Number.POSITIVE_INFINITY, 1_000);
  throw new Halt(
    say(
      `内置 PostgreSQL 意外停止:请查看 ${database.place?.logFile},然后重新启动。`,
      `The embedded PostgreSQL has stopped by itself: see ${database.place?.logFile}, then start again.`,
    ),
  );
}

/** Waits for all, then throws what the first that failed threw: nothing goes on behind the back of the clean-up. */
async function together(work: (Promise<unknown> | undefined)[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((done) => done.status === "rejected");
  if (failed) throw failed.reason;
}

async function welcome(address: string, env: Env): Promise<void> {
  result(`\n联席 Lianxi  ${address}`);
  if (env.LIANXI_MODE !== "demo") return;
  const seed = await loadSeed();
  if (!seed) return;
  result(`\n演示账户(密码 ${seed.demoPassword})  Demo accounts (password ${seed.demoPassword})`);
  const width = Math.max(...seed.demoAccounts.map(({ login }) => login.length));
  for (const { login, name, unit, duty } of seed.demoAccounts)
    result(`  ${login.padEnd(width)}  ${name}  ${unit}  ${duty}`);
}
