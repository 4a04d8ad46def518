import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type Cluster, freePort, startCluster } from "#prisma/embedded/cluster.ts";
import { takeLock } from "#prisma/embedded/lock.ts";
import { type Place, preparePlace } from "#prisma/embedded/place.ts";
import { until } from "#prisma/embedded/process-table.ts";
import { migrate } from "#prisma/migrate.ts";
import { childrenOf, type Killable, killAll, type RedisServer, startRedis } from "./programs.ts";

export type Postgres = Killable & { url(database: string): string; version: string; isRunning(): boolean };

/** Servers that the trials of one run share, each killed and started again at its own port. */
export type Rig = {
  postgres: Postgres;
  /** A fresh, migrated database. */
  database(name: string): Promise<string>;
  /** Started when the first trial asks for it. */
  redis(): Promise<RedisServer>;
  /** Uploaded files of the portals. */
  files: string;
  /** The small disk that the database lies on, where one was asked for. */
  disk: Disk | undefined;
};

export type RigOptions = {
  /** Mounted for the data folder: a disk of so many MiB that can be filled. Root alone can. */
  diskMiB?: number;
  settings?: Record<string, string>;
};

/** What is to be ended of rigs that are open. */
const open = new Set<() => Promise<void>>();
/** Ends every open rig: for a run that is told to stop. */
export const endRigs = async (): Promise<void> => void (await Promise.all([...open].map((end) => end())));

/** PostgreSQL (durable as in production) on loopback for the time of `work`; everything is ended and removed afterwards. */
export async function withRig<T>(work: (rig: Rig) => Promise<T>, options: RigOptions = {}): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "lianxi-fault-"));
  chmodSync(dataDir, 0o711);
  const disk = options.diskMiB ? mountDisk(dataDir, options.diskMiB) : undefined;
  const ends: (() => Promise<unknown> | unknown)[] = [
    () => rmSync(dataDir, { recursive: true, force: true }),
    ...(disk ? [disk.unmount] : []),
  ];
  let ending: Promise<void> | undefined;
  const endAll = async () => {
    for (const end of ends.splice(0).reverse()) await end();
    open.delete(end);
  };
  const end = () => (ending ??= endAll());
  open.add(end);
  try {
    const place = preparePlace(dataDir);
    if (place.movedTo) ends.push(() => rmSync(place.movedTo!, { recursive: true, force: true }));
    const taken = takeLock(place.lockFile, "faults");
    if ("lock" in taken) ends.push(() => taken.lock.release());
    const postgres = await startPostgres(place, options.settings);
    ends.push(postgres.stop);
    let redis: Promise<RedisServer> | undefined;
    ends.push(async () => (await redis?.catch(() => undefined))?.stop());
    const files = join(dataDir, "files");
    mkdirSync(files);
    return await work({
      postgres,
      disk,
      files,
      redis: () => (redis ??= startRedis()),
      async database(name) {
        const client = new Client({ connectionString: postgres.url("postgres") });
        await client.connect();
        await client.query(`create database ${name}`);
        await client.end();
        await migrate(postgres.url(name));
        return postgres.url(name);
      },
    });
  } finally {
    await end();
  }
}

async function startPostgres(place: Place, settings: Record<string, string> = {}): Promise<Postgres> {
  const port = String(await freePort());
  let cluster: Cluster = await startCluster(place, { ...settings, port });
  const { rows } = await one(cluster.url("postgres"), "show server_version");
  return {
    version: (rows[0] as { server_version: string }).server_version,
    url: (database) => cluster.url(database),
    isRunning: () => cluster.isRunning(),
    pid: () => cluster.pid,
    kill: () => killAll([cluster.pid, ...childrenOf(cluster.pid)]),
    async start() {
      cluster = await startCluster(place, { ...settings, port });
    },
    stop: () => cluster.stop(),
  };
}

export async function one(url: string, text: string, values: unknown[] = []) {
  const client = new Client({ connectionString: url, application_name: "faults" });
  client.on("error", () => {});
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

export type Disk = { fill(): void; empty(): void; unmount(): Promise<void> };

/** Whether this account may mount a disk of its own to fill. */
export function canMount(): string | true {
  if (process.platform !== "linux") return "needs Linux";
  if (process.getuid?.() !== 0) return "needs root to mount a small disk";
  const trial = mkdtempSync(join(tmpdir(), "lianxi-mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", trial], { stdio: "ignore" });
    execFileSync("umount", [trial], { stdio: "ignore" });
    return true;
  } catch {
    return "this machine does not allow mounting (a container without CAP_SYS_ADMIN)";
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

function mountDisk(folder: string, mib: number): Disk {
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${mib}m,mode=711`, "tmpfs", folder]);
  chownSync(folder, process.getuid!(), process.getgid!());
  const filler = join(folder, "filler");
  return {
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      const chunk = Buffer.alloc(bsize);
      try {
        for (let block = 0; block <= bavail; block++) writeFileSync(filler, chunk, { flag: "a" });
      } catch {
        // Full: that was the aim.
      }
    },
    empty: () => rmSync(filler, { force: true }),
    async unmount() {
      const unmounted = await until(
        () => {
          try {
            execFileSync("umount", [folder], { stdio: "ignore" });
            return true;
          } catch {
            return false;
          }
        },
        10_000,
        200,
      );
      if (!unmounted) execFileSync("umount", ["-l", folder]);
    },
  };
}
