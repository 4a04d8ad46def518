import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type Ends, openEnds } from "#cli/ends.ts";
import { type Cluster, freePort, startCluster } from "#prisma/embedded/cluster.ts";
import { takeLock } from "#prisma/embedded/lock.ts";
import { type Place, preparePlace } from "#prisma/embedded/place.ts";
import { until } from "#prisma/embedded/process-table.ts";
import { migrate } from "#prisma/migrate.ts";
import {
  childrenOf,
  type Killable,
  killAll,
  type PortalNode,
  type RedisServer,
  startNode,
  startRedis,
} from "./programs.ts";

export type Postgres = Killable & { url(database: string): string; version: string; isRunning(): boolean };

/** Servers that the trials of one run share, each killed and started again at its own port. */
export type Rig = {
  postgres: Postgres;
  /** A fresh, migrated database. */
  database(name: string): Promise<string>;
  /** Started when the first trial asks for it. */
  redis(): Promise<RedisServer>;
  /** A portal process; the trial that asked for it stops it, and the end of the rig at the latest. */
  node(env: Record<string, string>, plant?: string): Promise<PortalNode>;
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

/** PostgreSQL (durable as in production) on loopback for the time of `work`; everything is ended and removed afterwards. */
export async function withRig<T>(work: (rig: Rig) => Promise<T>, options: RigOptions = {}): Promise<T> {
  const ends = openEnds();
  try {
    const dataDir = await ends.begin(() => mkdtempSync(join(tmpdir(), "lianxi-fault-")), remove);
    chmodSync(dataDir, 0o711);
    const { diskMiB } = options;
    const disk = diskMiB
      ? await ends.begin(
          () => mountDisk(dataDir, diskMiB),
          (mounted) => mounted.unmount(),
        )
      : undefined;
    const place = await ends.begin(
      () => preparePlace(dataDir),
      ({ movedTo }) => movedTo && remove(movedTo),
    );
    await ends.begin(
      () => takeLock(place.lockFile, "faults"),
      (taken) => "lock" in taken && taken.lock.release(),
    );
    const postgres = await begin(ends, () => startPostgres(place, options.settings));
    let redis: Promise<RedisServer> | undefined;
    const files = join(dataDir, "files");
    mkdirSync(files);
    return await work({
      postgres,
      disk,
      files,
      redis: () => (redis ??= begin(ends, startRedis)),
      node: (env, plant) => begin(ends, () => startNode(env, plant)),
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
    await ends.end();
  }
}

const remove = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** A program that is stopped with the rig; after that it is not started again either, whatever a trial that is still under way wants. */
async function begin<P extends Killable>(ends: Ends, start: () => Promise<P>): Promise<P> {
  const program = await ends.begin(start, (started) => started.stop());
  return { ...program, start: () => ends.begin(program.start, program.stop) };
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
