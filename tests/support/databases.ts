import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { inject } from "vitest";
import { root } from "../../cli/paths.ts";
import { newId } from "../../domain/kernel/id.ts";

/** Migrated and empty. */
export const TEMPLATE = "lianxi_template";
/** Migrated, with the demo city; made by the first test file that asks for it. */
const SEEDED = "lianxi_template_seeded";

export type TestDatabase = {
  url: string;
  /** Drops it. Throws when somebody is still connected: nothing may be left running. */
  drop(): Promise<void>;
};

/** A database of its own, cloned from the template: empty, or with the demo city. */
export async function createDatabase({ seeded = false } = {}): Promise<TestDatabase> {
  const server = inject("postgres");
  if (seeded) await withServer(server, seededTemplate);
  const name = `t_${newId().replaceAll("-", "")}`;
  await withServer(server, (client) =>
    client.query(`create database ${name} template ${seeded ? SEEDED : TEMPLATE} strategy file_copy`),
  );
  return { url: urlOf(server, name), drop: () => withServer(server, (client) => drop(client, name)) };
}

async function drop(client: Client, name: string): Promise<void> {
  const connected = async () => {
    const { rows } = await client.query<{ application_name: string; query: string }>(
      "select application_name, query from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
      [name],
    );
    return rows;
  };
  let left = await connected();
  for (let attempt = 0; left.length > 0 && attempt < 40; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    left = await connected();
  }
  await client.query(`drop database if exists ${name} with (force)`);
  if (left.length > 0)
    throw new Error(
      `left connected to the test database: ${left.map((c) => `${c.application_name}: ${c.query.slice(0, 120)}`).join("; ")}`,
    );
}

async function seededTemplate(client: Client): Promise<void> {
  const isThere = async () => (await client.query("select 1 from pg_database where datname = $1", [SEEDED])).rowCount;
  if (await isThere()) return;
  await client.query("select pg_advisory_lock(1)");
  if (await isThere()) return;
  const draft = `${SEEDED}_draft`;
  await client.query(`drop database if exists ${draft}`);
  await client.query(`create database ${draft} template ${TEMPLATE}`);
  await promisify(execFile)(process.execPath, [join(root, "cli/lianxi.ts"), "migrate", "--seed"], {
    cwd: root,
    env: portalEnv(urlOf(inject("postgres"), draft)),
  });
  await client.query(`alter database ${draft} rename to ${SEEDED}`);
}

/** The environment of a portal's process in tests: nothing of the developer's shell but where programs are. */
export function portalEnv(databaseUrl: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH = "", HOME = "/tmp", TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR && { TMPDIR }),
    NODE_ENV: "production",
    LIANXI_MODE: "demo",
    DATABASE_URL: databaseUrl,
    ...more,
  };
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function withServer<T>(server: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: server, application_name: "test support" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
