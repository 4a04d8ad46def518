import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, type PoolClient, type QueryResultRow } from "pg";
import { type Prisma, PrismaClient } from "#prisma/generated/client.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";

export type Tx = Prisma.TransactionClient;

/** The connection that the transaction being opened in this async context takes from the pool. */
const opening = new AsyncLocalStorage<{ client?: PoolClient }>();
const clients = new WeakMap<object, PoolClient>();

/** Remembers which connection a Prisma transaction got, so that hot statements can run as bare SQL beside it. */
class SharedPool extends Pool {
  // biome-ignore lint/suspicious/noExplicitAny: pg's overloads
  override connect(...args: any[]): any {
    if (args.length > 0) return (super.connect as (...a: unknown[]) => unknown)(...args);
    const slot = opening.getStore();
    const client = super.connect() as Promise<PoolClient>;
    return slot ? client.then((c) => (slot.client ??= c)) : client;
  }
}

let open: { pool: Pool; prisma: PrismaClient } | undefined;
function connection() {
  if (!open) {
    const connectionString = env().DATABASE_URL;
    if (!connectionString) throw new Error("DATABASE_URL is not set: start the portal through `npm start` or set it");
    const pool = new SharedPool({ connectionString, max: env().LIANXI_POOL, application_name: "lianxi" });
    pool.on("error", (error) => log.warn({ error: error.message }, "an idle database connection was lost"));
    // A connection that is lost while somebody holds it tells its statements; the event itself must end nobody's process.
    pool.on("connect", (client) => client.on("error", () => undefined));
    open = { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
  }
  return open;
}

/** The Prisma client, for queries and cold writes. */
export const db = (): PrismaClient => connection().prisma;

/** Rows of one SQL statement on the pool, outside any transaction. `$1…` placeholders; the statement is prepared once a connection. */
export async function sql<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await connection().pool.query<Row>(statement(text, values))).rows;
}

/** Rows of one SQL statement on the connection of `tx`. */
export async function sqlIn<Row extends QueryResultRow>(tx: Tx, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = clients.get(tx);
  if (!client) throw new Error("sqlIn needs a transaction opened by transaction()");
  return (await client.query<Row>(statement(text, values))).rows;
}

/** Rows of one SQL statement, on the pool or in a transaction: what a query takes to be usable in both. */
export type Run = <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Runs `work` on one consistent snapshot (REPEATABLE READ): for view models made of several statements. */
export const snapshot = <T>(work: (tx: Tx, run: Run) => Promise<T>): Promise<T> =>
  transaction((tx) => work(tx, (text, values) => sqlIn(tx, text, values)), 15_000, "RepeatableRead");

/** Runs `work` in one transaction (READ COMMITTED, as PostgreSQL comes, unless a level is named); rolls back when it throws. At most `timeout` ms. */
export function transaction<T>(
  work: (tx: Tx) => Promise<T>,
  timeout = 15_000,
  isolationLevel?: Prisma.TransactionIsolationLevel,
): Promise<T> {
  const slot: { client?: PoolClient } = {};
  return opening.run(slot, () =>
    connection().prisma.$transaction(
      (tx) =>
        opening.exit(() => {
          if (!slot.client) throw new Error("The transaction's connection is unknown");
          clients.set(tx, slot.client);
          return work(tx);
        }),
      { timeout, maxWait: 10_000, isolationLevel },
    ),
  );
}

/** Ends all connections. */
export async function closeDb(): Promise<void> {
  const closing = open;
  open = undefined;
  if (!closing) return;
  await closing.prisma.$disconnect();
  if (!closing.pool.ended) await closing.pool.end();
}

/** At most so many statements are prepared under a name; texts beyond (built of many optional parts) run unnamed. */
const PREPARED = 400;
const names = new Map<string, string>();
function statement(text: string, values: unknown[]) {
  let name = names.get(text);
  if (!name && names.size < PREPARED) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name ? { name, text, values } : { text, values };
}
