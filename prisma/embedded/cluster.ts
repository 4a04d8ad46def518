import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Client } from "pg";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";
import { diskFull, ids, notWritable, type Place } from "./place.ts";
import { commandLine, isAlive, until } from "./process-table.ts";

/** A running embedded PostgreSQL. It is addressed by the process id in its own pid file, so one that a killed portal left behind is like any other. */
export type Cluster = {
  pid: number;
  port: number;
  /** Whether its process is there. */
  isRunning(): boolean;
  /** Address of one database of it, with its password. */
  url(database: string): string;
  /** Ends it (fast shutdown: open transactions are rolled back) and waits until it is gone. */
  stop(): Promise<void>;
};

/** The account inside PostgreSQL. */
const ROLE = "lianxi";
const MIB = 1024 * 1024;

/** For two cores and some hundred connections; loopback only. */
const settings: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  wal_compression: "pglz",
  synchronous_commit: "on",
  random_page_cost: "1.1",
  // Parallel workers take /dev/shm, of which containers have little, and the second core from everybody else.
  max_parallel_workers_per_gather: "0",
  max_parallel_maintenance_workers: "0",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] ",
};

/**
 * Starts the server of a place, or takes over the one that a killed portal has left running there. The caller holds the lock.
 * `extra` settings go before ours; without a `port` among them it takes a free one.
 */
export async function startCluster(place: Place, extra: Record<string, string> = {}): Promise<Cluster> {
  const left = await running(place);
  if (left) return left;
  // A pid file of a killed server: its id may by now belong to any other process, which PostgreSQL would take for a server.
  rmSync(join(place.cluster, "postmaster.pid"), { force: true });
  refuseOtherVersion(place);
  if (!existsSync(join(place.cluster, "PG_VERSION"))) initialise(place);
  else refuseFullDisk(place, 48);
  return launch(place, extra);
}

/** The server that runs on the place's data folder and lets us in; waits for one that is still starting. Undefined when there is none. */
export async function running(place: Place, waitMs = 30_000): Promise<Cluster | undefined> {
  const pidFile = readPidFile(place);
  if (!pidFile) return undefined;
  if (!isPostgres(pidFile.pid, place)) return undefined;
  const settled = await until(() => !isAlive(pidFile.pid) || readPidFile(place)?.status === "ready", waitMs);
  if (!isAlive(pidFile.pid)) return undefined;
  const port = readPidFile(place)?.port;
  if (settled && port && (await answers(clusterOf(place, pidFile.pid, port))))
    return clusterOf(place, pidFile.pid, port);
  throw new Halt(
    say(
      `数据目录 ${place.cluster} 上的 PostgreSQL(pid ${pidFile.pid})没有应答:请先执行 kill ${pidFile.pid},再重新启动。`,
      `The PostgreSQL on the data folder ${place.cluster} (pid ${pidFile.pid}) does not answer: run kill ${pidFile.pid} first, then start again.`,
    ),
  );
}

type PidFile = { pid: number; port: number | undefined; status: string | undefined };

function readPidFile(place: Place): PidFile | undefined {
  try {
    const lines = readFileSync(join(place.cluster, "postmaster.pid"), "utf8").split("\n");
    const pid = Math.abs(Number(lines[0]));
    return pid ? { pid, port: Number(lines[3]) || undefined, status: lines[7]?.trim() } : undefined;
  } catch {
    return undefined;
  }
}

const isPostgres = (pid: number, place: Place) => isAlive(pid) && (commandLine(pid)?.includes(place.cluster) ?? true);

async function answers(cluster: Cluster): Promise<boolean> {
  const client = new Client({ connectionString: cluster.url("postgres"), connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function refuseOtherVersion(place: Place): void {
  const versionFile = join(place.cluster, "PG_VERSION");
  if (!existsSync(versionFile)) return;
  const theirs = readFileSync(versionFile, "utf8").trim();
  const ours = /\d+/.exec(
    spawnSync(join(place.binaries, "bin", "postgres"), ["--version"], {
      ...ids(place.user),
      cwd: "/",
      encoding: "utf8",
    }).stdout ?? "",
  )?.[0];
  if (!ours || theirs === ours) return;
  throw new Halt(
    say(
      `数据目录 ${place.cluster} 属于 PostgreSQL ${theirs},而内置的是 ${ours}:请用原版本导出后再导入,或用 LIANXI_DATA_DIR 指定另一个目录。`,
      `The data folder ${place.cluster} belongs to PostgreSQL ${theirs}, the embedded one is ${ours}: dump it with its own version and load it here, or name another folder by LIANXI_DATA_DIR.`,
    ),
  );
}

function refuseFullDisk(place: Place, neededMiB: number): void {
  const { bavail, bsize } = statfsSync(place.movedTo ?? place.home);
  if (bavail * bsize < neededMiB * MIB) throw diskFull(place.cluster, neededMiB);
}

/** Makes the data folder under another name and renames it: one that is half made is never taken for a whole one. */
function initialise(place: Place): void {
  refuseFullDisk(place, 256);
  const parent = join(place.cluster, "..");
  for (const name of readdirSync(parent))
    if (name.startsWith("data.draft-")) rmSync(join(parent, name), { recursive: true, force: true });
  const draft = `${place.cluster}.draft-${process.pid}`;
  const passwordForInit = join(draft, "..", `.password-${process.pid}`);
  mkdirSync(draft, { mode: 0o700 });
  try {
    writeFileSync(place.passwordFile, randomBytes(24).toString("hex"), { mode: 0o600 });
    writeFileSync(passwordForInit, readFileSync(place.passwordFile), { mode: 0o600 });
    if (place.user) for (const path of [draft, passwordForInit]) chownSync(path, place.user.uid, place.user.gid);
    const made = spawnSync(
      join(place.binaries, "bin", "initdb"),
      [
        `--pgdata=${draft}`,
        `--username=${ROLE}`,
        `--pwfile=${passwordForInit}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
      ],
      { ...ids(place.user), cwd: "/", encoding: "utf8", env: serverEnv() },
    );
    if (made.status !== 0) throw failed(place, `${made.stderr ?? ""}${made.error?.message ?? ""}`, "initdb");
    renameSync(draft, place.cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw diskFull(place.cluster, 256);
    throw error;
  } finally {
    rmSync(passwordForInit, { force: true });
  }
}

/** Starts the server in a session of its own, so that a Ctrl-C reaches the portal alone, which then ends it in order. */
async function launch(place: Place, extra: Record<string, string>): Promise<Cluster> {
  for (let attempt = 1; ; attempt++) {
    const port = extra.port ? Number(extra.port) : await freePort();
    const log = openLog(place);
    const from = statSync(place.logFile).size;
    const flags = Object.entries({ ...settings, ...extra, port: String(port) }).map(
      ([name, value]) => `--${name}=${value}`,
    );
    const child = spawn(join(place.binaries, "bin", "postgres"), ["-D", place.cluster, ...flags], {
      ...ids(place.user),
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
      env: serverEnv(),
    });
    closeSync(log);
    let ended: string | undefined;
    child.once("error", (error) => (ended = error.message));
    child.once("exit", (code, signal) => (ended ??= `exit ${code ?? signal}`));
    child.unref();
    await until(
      () => ended !== undefined || (readPidFile(place)?.pid === child.pid && readPidFile(place)?.status === "ready"),
      60_000,
      15,
    );
    if (ended === undefined && child.pid) return clusterOf(place, child.pid, port);
    const said = readFileSync(place.logFile, "utf8").slice(from);
    if (/could not bind|Address already in use/.test(said) && attempt < 5) continue;
    throw failed(place, `${said}\n${ended ?? "no answer within 60 s"}`, "postgres");
  }
}

function clusterOf(place: Place, pid: number, port: number): Cluster {
  const password = readFileSync(place.passwordFile, "utf8").trim();
  return {
    pid,
    port,
    url: (database) => `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${database}`,
    isRunning: () => isAlive(pid),
    async stop() {
      for (const [signal, ms] of [
        ["SIGINT", 20_000],
        ["SIGQUIT", 5_000],
      ] as const) {
        if (!isAlive(pid) || !isPostgres(pid, place)) return;
        process.kill(pid, signal);
        if (await until(() => !isAlive(pid), ms)) return;
      }
      if (isAlive(pid)) process.kill(pid, "SIGKILL");
    },
  };
}

function failed(place: Place, said: string, program: string): Halt {
  if (/No space left on device/i.test(said)) return diskFull(place.cluster, 256);
  if (/Permission denied/i.test(said)) return notWritable(place.cluster, { code: "EACCES" });
  const lines = said.trim().split("\n");
  const reason = (lines.findLast((line) => /FATAL|PANIC|ERROR|error:/.test(line)) ?? lines.at(-1) ?? "").trim();
  return new Halt(
    say(
      `内置 PostgreSQL 无法启动(${program}:${reason}):请查看 ${place.logFile},或设置 DATABASE_URL 使用已有的 PostgreSQL。`,
      `The embedded PostgreSQL does not start (${program}: ${reason}): see ${place.logFile}, or set DATABASE_URL to a PostgreSQL of your own.`,
    ),
  );
}

function openLog(place: Place): number {
  try {
    if (existsSync(place.logFile) && statSync(place.logFile).size > 16 * MIB)
      renameSync(place.logFile, `${place.logFile}.1`);
    return openSync(place.logFile, "a", 0o600);
  } catch (error) {
    throw notWritable(place.home, error);
  }
}

/** PostgreSQL reads PG* variables and locales of the shell; this one shall not depend on them. */
const serverEnv = (): NodeJS.ProcessEnv =>
  ({ PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" }) as unknown as NodeJS.ProcessEnv;

/** A TCP port of the loopback that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().unref();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
