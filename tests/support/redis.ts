import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { freePort } from "../../prisma/embedded/cluster.ts";
import { isAlive, until } from "../../prisma/embedded/process-table.ts";
import { atEndOfFile } from "./clean-up.ts";

export type TestRedis = {
  url: string;
  pid: number;
  /** kill -9; `start` brings it back on the same port, empty. */
  kill(): Promise<void>;
  start(): Promise<void>;
};

/** A real redis-server on a free port, without persistence, until the end of the test file. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "lianxi-redis-"));
  const url = `redis://127.0.0.1:${port}`;
  let child: ReturnType<typeof spawn> | undefined;
  const kill = async (signal: NodeJS.Signals = "SIGKILL") => {
    const pid = child?.pid;
    if (!pid || !isAlive(pid)) return;
    child?.kill(signal);
    if (!(await until(() => !isAlive(pid), 5_000))) throw new Error(`redis-server ${pid} is still running`);
  };
  const start = async () => {
    child = spawn(
      "redis-server",
      ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
      { stdio: "ignore" },
    );
    if (!(await until(() => answers(url), 10_000, 50))) throw new Error("redis-server does not answer");
  };
  atEndOfFile(async () => {
    await kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  });
  await start();
  return {
    url,
    get pid() {
      return child?.pid ?? 0;
    },
    kill: () => kill(),
    start,
  };
}

async function answers(url: string): Promise<boolean> {
  const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 1000 } });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    client.destroy();
  }
}
