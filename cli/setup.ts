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
/** The same while a backup is being restored into it. */
export const RESTORING = "lianxi: restoring";

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
    const note = await commentOf(client);
    if (note === RESTORING) throw halfRestored();
    if (note === SEEDING) await clear(client);
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
  await commentOn(client, SEEDING);
  await source.seedDemoCity();
  await commentOn(client, "");
}

async function isEmpty(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>("select not exists (select 1 from person) as empty");
  return rows[0]?.empty ?? false;
}

async function commentOf(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ note: string | null }>(
    "select shobj_description(oid, 'pg_database') as note from pg_database where datname = current_database()",
  );
  return rows[0]?.note ?? null;
}

const halfRestored = () =>
  new Halt(
    say(
      "这个数据库的恢复曾被中断，内容不完整：请删除数据目录（或清空 DATABASE_URL 的数据库），再执行一次 lianxi restore。",
      "Restoring into this database was cut short and it is incomplete: remove the data folder (or empty the database of DATABASE_URL) and run lianxi restore again.",
    ),
  );

/** Only ever called on a demo city that was never finished. */
async function clear(client: Client): Promise<void> {
  tell(
    say("上次写入演示城市时被中断,现重新写入。", "Writing the demo city was cut short last time; it is written again."),
  );
  await client.query("drop schema public cascade; create schema public");
}

/** Sets the database's comment; "" removes it. */
export async function commentOn(client: Client, text: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  try {
    await client.query(
      `comment on database ${client.escapeIdentifier(rows[0]!.name)} is ${client.escapeLiteral(text)}`,
    );
  } catch (cause) {
    if (text)
      throw new Halt(
        say(
          "当前账户不是数据库的所有者,不能写入演示城市或恢复备份:请使用属于该账户的空数据库;只是启动则可设置 LIANXI_MODE=production。",
          "This account does not own the database, so neither the demo city nor a backup can be written: use an empty database that belongs to the account; only to start one, LIANXI_MODE=production does.",
        ),
        1,
        { cause },
      );
  }
}
