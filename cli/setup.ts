import { existsSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { say } from "#domain/kernel/sentence.ts";
import type { Database } from "#prisma/embedded/ensure-database.ts";
import { Halt } from "#prisma/halt.ts";
import { migrate } from "#prisma/migrate.ts";
import { root } from "./paths.ts";
import { tell } from "./report.ts";

type DemoAccount = { login: string; name: string; unit: string; duty: string };
type Seed = { seedDemoCity(): Promise<unknown>; demoAccounts: DemoAccount[]; demoPassword: string };

/** Held while a database is set up, so that of nodes that start together one does it and the others find it done. */
const SETUP_KEY = 7_262_027;
/** The database's comment while the demo city is being written: one that was killed in the middle is recognised by it. */
const SEEDING = "lianxi: seeding";

const seedFile = join(root, "prisma/seed/main.ts");
export const loadSeed = async (): Promise<Seed | undefined> =>
  existsSync(seedFile) ? ((await import(seedFile)) as Seed) : undefined;

/** Migrates and, for a demonstration with nobody in it, writes the demo city. */
export async function setUp(database: Database, { seed }: { seed: boolean }): Promise<void> {
  const client = new Client({ connectionString: database.url, application_name: "lianxi setup" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [SETUP_KEY]);
    if (await isHalfSeeded(client)) await clear(client);
    const applied = await migrate(database.url);
    if (applied.length > 0)
      tell(say(`已应用 ${applied.length} 个数据库迁移。`, `Applied ${applied.length} database migration(s).`));
    if (seed && (await isEmpty(client))) await seedDemoCity(client);
  } finally {
    await client.end();
  }
}

async function seedDemoCity(client: Client): Promise<void> {
  const source = await loadSeed();
  if (!source) return;
  tell(say("正在写入演示城市…", "Writing the demo city …"));
  await comment(client, SEEDING);
  await source.seedDemoCity();
  await comment(client, "");
}

async function isEmpty(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>("select not exists (select 1 from person) as empty");
  return rows[0]?.empty ?? false;
}

async function isHalfSeeded(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ note: string | null }>(
    "select shobj_description(oid, 'pg_database') as note from pg_database where datname = current_database()",
  );
  return rows[0]?.note === SEEDING;
}

/** Only ever called on a demo city that was never finished. */
async function clear(client: Client): Promise<void> {
  tell(
    say("上次写入演示城市时被中断,现重新写入。", "Writing the demo city was cut short last time; it is written again."),
  );
  await client.query("drop schema public cascade; create schema public");
}

async function comment(client: Client, text: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  try {
    await client.query(
      `comment on database ${client.escapeIdentifier(rows[0]!.name)} is ${client.escapeLiteral(text)}`,
    );
  } catch (cause) {
    if (text)
      throw new Halt(
        say(
          "当前账户不是数据库的所有者,不能写入演示城市:请使用属于该账户的空数据库,或设置 LIANXI_MODE=production。",
          "This account does not own the database, so the demo city cannot be written: use an empty database that belongs to the account, or set LIANXI_MODE=production.",
        ),
        1,
        { cause },
      );
  }
}
