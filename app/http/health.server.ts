import { sql } from "#domain/kernel/db.server.ts";

export type Check = { name: "database" | "migrations" | "redis"; ok: boolean; problem?: string };

/** Names of migrations the database lacks; Redis' answer, where it is configured. */
export type Probes = { pendingMigrations: () => Promise<string[]>; pingRedis?: () => Promise<unknown> };

/**
 * Whether this process can serve. Without Redis it can: changes come late between nodes and are caught up, nothing is lost. A proxy that
 * took nodes out for it would take out all of them at once.
 */
export const isReady = (checks: Check[]): boolean => checks.every(({ name, ok }) => ok || name === "redis");

/** Each thing that this process works with, asked now. */
export async function readiness({ pendingMigrations, pingRedis }: Probes): Promise<Check[]> {
  return Promise.all([
    check("database", () => sql("select 1")),
    check("migrations", async () => {
      const pending = await pendingMigrations();
      if (pending.length > 0) throw new Error(`not applied: ${pending.join(", ")}`);
    }),
    ...(pingRedis ? [check("redis", pingRedis)] : []),
  ]);
}

/** The problem's text stays in the answer: probes are for operators; it names no person and no address. */
async function check(name: Check["name"], ask: () => Promise<unknown>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in 3 s")), 3000);
  });
  try {
    await Promise.race([ask(), late]);
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, problem: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
