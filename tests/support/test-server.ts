import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { generateWhenStale } from "../../cli/made.ts";
import { startCluster } from "../../prisma/embedded/cluster.ts";
import { holderOf, takeLock } from "../../prisma/embedded/lock.ts";
import { lockFileOf, type Place, preparePlace } from "../../prisma/embedded/place.ts";
import { migrate } from "../../prisma/migrate.ts";
import { TEMPLATE } from "./databases.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the test run's PostgreSQL, database `postgres`. */
    postgres: string;
  }
}

const PREFIX = "lianxi-test-";

/** Nothing in a test database outlives the test run, so nothing is written through to the disk. */
const settings = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  shared_buffers: "128MB",
  autovacuum: "off",
  max_connections: "300",
};

/** A PostgreSQL for this test run: a template database is migrated once and cloned by each test file. */
export default async function testServer(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  await generateWhenStale();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  // Under root the account that runs the server must get in.
  chmodSync(dataDir, 0o711);
  const place = preparePlace(dataDir);
  const taken = takeLock(place.lockFile, "test");
  const cluster = await startCluster(place, settings);
  const stop = async () => {
    await cluster.stop();
    if ("lock" in taken) taken.lock.release();
    remove(place);
  };
  try {
    const client = new Client({ connectionString: cluster.url("postgres") });
    await client.connect();
    await client.query(`create database ${TEMPLATE}`);
    await client.end();
    await migrate(cluster.url(TEMPLATE));
    project.provide("postgres", cluster.url("postgres"));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Ends and removes what test runs that were killed have left. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name);
    try {
      if (!existsSync(join(dataDir, "postgres", "data")) || holderOf(lockFileOf(dataDir))) continue;
      const place = preparePlace(dataDir);
      await (await startCluster(place, settings)).stop();
      remove(place);
    } catch {
      // Another account's, or another run is sweeping it.
    }
  }
}

function remove(place: Place): void {
  for (const folder of [place.movedTo, place.dataDir]) if (folder) rmSync(folder, { recursive: true, force: true });
}
