import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import nodeFlags from "#cli/node-flags.json" with { type: "json" };
import { root, workFolder } from "#cli/paths.ts";
import { freePort } from "#prisma/embedded/cluster.ts";
import { isAlive, until } from "#prisma/embedded/process-table.ts";

/** A program that a trial ends as a power cut would, and starts again at the same address. */
export type Killable = {
  pid(): number;
  /** kill -9 of it and everything that it has started. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export type PortalNode = Killable & { address: string };
export type RedisServer = Killable & { url: string; version: string };

/** Processes started by `pid`. */
export function childrenOf(pid: number): number[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child!);
}

/** Kills -9 at one moment and waits until they are gone. */
export async function killAll(pids: number[]): Promise<void> {
  for (const pid of pids)
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  if (!(await until(() => pids.every((pid) => !isAlive(pid)), 15_000))) throw new Error(`${pids} do not die`);
}

/** A real portal process on a port that stays its own; its log is in .lianxi/faults. Answers once it listens. */
export async function startNode(env: Record<string, string>, plant?: string): Promise<PortalNode> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async () => {
    mkdirSync(join(workFolder, "faults"), { recursive: true });
    const log = openSync(join(workFolder, "faults", `node-${port}.log`), "a");
    child = spawn(
      process.execPath,
      [
        ...nodeFlags,
        ...(plant ? ["--import", join(root, "faults/plants.mjs")] : []),
        join(root, "cli/lianxi.ts"),
        "serve",
      ],
      {
        cwd: root,
        // The channel lets it end by itself when the trial is killed.
        stdio: ["ignore", log, log, "ipc"],
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME ?? "/tmp",
          NODE_ENV: "production",
          LIANXI_MODE: "demo",
          LIANXI_LOG: "warn",
          PORT: String(port),
          ...(plant && { FAULT_PLANT: plant }),
          ...env,
        },
      },
    );
    closeSync(log);
    const { pid } = child;
    if (!(await until(async () => !isAlive(pid!) || (await isReady(address)), 90_000, 50)) || !isAlive(pid!))
      throw new Error(`the portal at ${address} does not start: see .lianxi/faults/node-${port}.log`);
  };
  await start();
  return {
    address,
    pid: () => child?.pid ?? 0,
    start,
    kill: () => killAll([child!.pid!]),
    async stop() {
      const pid = child?.pid;
      if (!pid || !isAlive(pid)) return;
      child!.kill("SIGTERM");
      if (!(await until(() => !isAlive(pid), 20_000))) await killAll([pid]);
    },
  };
}

export async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    return false;
  }
}

export const hasRedis = (): boolean => spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status === 0;

/** A real redis-server without persistence: after a kill it comes back empty. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "lianxi-redis-"));
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async () => {
    const flags = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
    child = spawn("redis-server", flags, { stdio: "ignore" });
    child.on("error", () => {});
    if (!(await until(async () => (await redisVersion(url)) !== undefined, 15_000, 50)))
      throw new Error("redis-server does not answer");
  };
  await start();
  return {
    url,
    version: (await redisVersion(url))!,
    pid: () => child?.pid ?? 0,
    start,
    kill: () => killAll([child!.pid!]),
    async stop() {
      if (child?.pid && isAlive(child.pid)) await killAll([child.pid]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function redisVersion(url: string): Promise<string | undefined> {
  const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 1000 } });
  client.on("error", () => {});
  try {
    await client.connect();
    return /redis_version:(\S+)/.exec(await client.info("server"))?.[1];
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
