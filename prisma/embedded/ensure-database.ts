import { resolve } from "node:path";
import { Client } from "pg";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";
import { type Cluster, running, startCluster } from "./cluster.ts";
import { type Holder, holderOf, type Lock, takeLock } from "./lock.ts";
import { lockFileOf, notWritable, type Place, preparePlace } from "./place.ts";
import { until } from "./process-table.ts";

/** A database that answers, and how to let go of it. */
export type Database = {
  url: string;
  /** given: by DATABASE_URL. embedded: started by this process. joined: the one of a running portal. */
  origin: "given" | "embedded" | "joined";
  /** Of an embedded server: where it lives. */
  place?: Place;
  /** Whether the server is there, as far as this process can see; that of DATABASE_URL is its owner's concern. */
  isRunning(): boolean;
  /** Lets other commands read where the portal of this database listens. */
  setAddress(address: string): void;
  /** Ends what this process started; nothing else. Safe to call twice. */
  stop(): Promise<void>;
};

export type DatabaseOptions = {
  /** Named to whoever finds the data folder in use, for example "start". */
  command: string;
  /** Whether the command may work on the embedded database of a portal that runs already. */
  join: boolean;
  dataDir: string;
  /** DATABASE_URL; the embedded server is for when there is none. */
  given?: string | undefined;
  /** Name of the database in the embedded server. */
  name?: string;
  settings?: Record<string, string>;
};

/** The database of this command: the configured one, else the embedded one of the data folder. Throws Halt with a sentence for people. */
export async function ensureDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.given)
    return {
      url: await reachable(options.given),
      origin: "given",
      isRunning: () => true,
      setAddress() {},
      async stop() {},
    };
  const place = preparePlace(options.dataDir);
  const taken = locked(place, options.command);
  if ("holder" in taken) {
    if (options.join) return joined(place, taken.holder, options.name ?? "lianxi");
    throw inUse(place.dataDir, taken.holder);
  }
  return embedded(place, taken.lock, options);
}

/** Refuses a data folder that a living process uses, before anything is prepared for it. */
export function refuseWhenInUse(dataDir: string): void {
  const holder = holderOf(lockFileOf(dataDir));
  if (holder) throw inUse(dataDir, holder);
}

function locked(place: Place, command: string) {
  try {
    return takeLock(place.lockFile, command);
  } catch (error) {
    throw notWritable(place.home, error);
  }
}

async function embedded(place: Place, lock: Lock, options: DatabaseOptions): Promise<Database> {
  let cluster: Cluster | undefined;
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= Promise.resolve(cluster?.stop()).finally(() => lock.release()));
  try {
    cluster = await startCluster(place, options.settings);
    const url = await withDatabase(cluster, options.name ?? "lianxi");
    return { url, origin: "embedded", place, isRunning: cluster.isRunning, setAddress: lock.setAddress, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for the server of a portal that is just starting. */
async function joined(place: Place, holder: Holder, name: string): Promise<Database> {
  let cluster: Cluster | undefined;
  await until(
    async () => {
      cluster = await running(place);
      return cluster !== undefined || holderOf(place.lockFile)?.nonce !== holder.nonce;
    },
    30_000,
    100,
  );
  if (!cluster) throw inUse(place.dataDir, holder);
  return {
    url: await withDatabase(cluster, name),
    origin: "joined",
    place,
    isRunning: cluster.isRunning,
    setAddress() {},
    async stop() {},
  };
}

/** The address of a database in the cluster, which is made when it is not there. */
async function withDatabase(cluster: Cluster, name: string): Promise<string> {
  const client = new Client({ connectionString: cluster.url("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`).catch(unlessThere);
  } finally {
    await client.end();
  }
  return cluster.url(name);
}

function unlessThere(error: { code?: string }): void {
  if (error.code !== "42P04" && error.code !== "23505") throw error;
}

async function reachable(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return url;
  } catch (error) {
    const { host, pathname } = new URL(url);
    const reason = (error as Error).message || (error as NodeJS.ErrnoException).code;
    throw new Halt(
      say(
        `DATABASE_URL 指定的 PostgreSQL(${host}${pathname})无法连接(${reason}):请检查地址、账户和网络,或去掉 DATABASE_URL 以使用内置的数据库。`,
        `The PostgreSQL of DATABASE_URL (${host}${pathname}) cannot be reached (${reason}): check address, account and network, or unset DATABASE_URL to use the embedded one.`,
      ),
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function inUse(dataDir: string, holder: Holder): Halt {
  const where = holder.address ? ` ${holder.address}` : "";
  return new Halt(
    say(
      `数据目录 ${resolve(dataDir)} 正由另一个进程使用(lianxi ${holder.command},pid ${holder.pid}${where}):请使用它,或先停止它(kill ${holder.pid}),或用 LIANXI_DATA_DIR 指定另一个目录。`,
      `The data folder ${resolve(dataDir)} is in use by another process (lianxi ${holder.command}, pid ${holder.pid}${where}): use that one, or stop it first (kill ${holder.pid}), or name another folder by LIANXI_DATA_DIR.`,
    ),
  );
}
