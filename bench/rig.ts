import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { openEnds } from "#cli/ends.ts";
import nodeFlags from "#cli/node-flags.json" with { type: "json" };
import { root } from "#cli/paths.ts";
import { startCluster } from "#prisma/embedded/cluster.ts";
import { takeLock } from "#prisma/embedded/lock.ts";
import { preparePlace } from "#prisma/embedded/place.ts";
import { migrate } from "#prisma/migrate.ts";

/** A program of the bench in a process of its own: it speaks in JSON lines on stdout. */
export type Part = {
  /** The next line it prints; rejects when it ends before. */
  next<T>(): Promise<T>;
  stop(): Promise<void>;
};

export type Rig = {
  /** Address of a fresh, migrated database on the rig's PostgreSQL (durable: fsync and synchronous_commit on). */
  database(name: string): Promise<string>;
  /** Starts a program of the repository with this Node. */
  part(script: string, args: string[], env?: Record<string, string>): Part;
  postgres: string;
};

/** A PostgreSQL of its own for one bench, on loopback, and the processes started for it; all is ended and removed afterwards. */
export async function withRig<T>(work: (rig: Rig) => Promise<T>): Promise<T> {
  const ends = openEnds();
  try {
    const dataDir = await ends.begin(() => mkdtempSync(join(tmpdir(), "lianxi-bench-")), remove);
    chmodSync(dataDir, 0o711);
    const place = await ends.begin(
      () => preparePlace(dataDir),
      ({ movedTo }) => movedTo && remove(movedTo),
    );
    await ends.begin(
      () => takeLock(place.lockFile, "bench"),
      (taken) => "lock" in taken && taken.lock.release(),
    );
    const cluster = await ends.begin(
      () => startCluster(place),
      (started) => started.stop(),
    );
    const parts: Part[] = [];
    await ends.begin(
      () => parts,
      async () => {
        for (const part of parts) await part.stop();
      },
    );
    return await work({
      postgres: await versionOf(cluster.url("postgres")),
      async database(name) {
        const client = new Client({ connectionString: cluster.url("postgres") });
        await client.connect();
        await client.query(`create database ${name}`);
        await client.end();
        await migrate(cluster.url(name));
        return cluster.url(name);
      },
      part(script, args, env = {}) {
        ends.check();
        const part = startPart(script, args, env);
        parts.push(part);
        return part;
      },
    });
  } finally {
    await ends.end();
  }
}

const remove = (folder: string) => rmSync(folder, { recursive: true, force: true });

async function versionOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  await client.end();
  return rows[0]!.server_version;
}

function startPart(script: string, args: string[], env: Record<string, string>): Part {
  const child: ChildProcess = spawn(process.execPath, [...nodeFlags, join(root, script), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME ?? "/tmp",
      NODE_ENV: "production",
      LIANXI_LOG: "warn",
      ...env,
    },
  });
  const lines: string[] = [];
  const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  let ended: string | undefined;
  createInterface({ input: child.stdout! }).on("line", (line) => {
    if (!line.startsWith("{")) return;
    const first = waiting.shift();
    if (first) first.resolve(line);
    else lines.push(line);
  });
  const exited = new Promise<void>((resolve) =>
    child.once("exit", (code, signal) => {
      ended = String(code ?? signal);
      for (const one of waiting.splice(0)) one.reject(new Error(`${script} ended with ${ended}`));
      resolve();
    }),
  );
  return {
    async next<T>() {
      const line =
        lines.shift() ??
        (await new Promise<string>((resolve, reject) =>
          ended ? reject(new Error(`${script} ended with ${ended}`)) : waiting.push({ resolve, reject }),
        ));
      return JSON.parse(line) as T;
    },
    async stop() {
      if (ended === undefined) child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await exited;
      clearTimeout(late);
    },
  };
}
