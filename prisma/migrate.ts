import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";

/** One folder of prisma/migrations. The checksum is Prisma's: SHA-256 of the file, hex. */
export type Migration = { name: string; sql: string; checksum: string };

const folder = fileURLToPath(new URL("./migrations/", import.meta.url));
const schemaFolder = fileURLToPath(new URL("./schema/", import.meta.url));

/** Held while migrating, so that nodes that start together migrate one after the other. */
const LOCK_KEY = 7_262_026;

/** The migrations of this version, oldest first. */
export function migrationsOnDisk(from = folder): Migration[] {
  if (!existsSync(from)) return [];
  return readdirSync(from, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(from, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(from, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** Names of the migrations that the database still lacks. Throws Halt when its history is not this version's. */
export async function pendingMigrations(url: string, migrations = migrationsOnDisk()): Promise<string[]> {
  return withClient(url, async (client) => pendingOf(await historyOf(client), migrations).map(({ name }) => name));
}

/**
 * Applies what is pending, each migration with its row in `_prisma_migrations` in one transaction: a process killed in the
 * middle leaves nothing half done. Answers the names applied. Throws Halt with a sentence when the history differs or SQL fails.
 */
export async function migrate(url: string, migrations = migrationsOnDisk()): Promise<string[]> {
  return withClient(url, async (client) => {
    await client.query("select pg_advisory_lock($1)", [LOCK_KEY]);
    const pending = pendingOf(await historyOf(client), migrations);
    if (pending.length > 0) await client.query(historyTable);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  });
}

/** Writes a new migration folder with the SQL that leads from the migrations to prisma/schema; undefined when they agree. */
export async function createMigration(url: string, name: string, now: Date): Promise<string | undefined> {
  const sql = await missingFromMigrations(url);
  if (!sql) return undefined;
  const path = join(folder, `${now.toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "migration.sql"), sql);
  return path;
}

/** The SQL by which prisma/schema is ahead of prisma/migrations; empty when they agree. */
export async function missingFromMigrations(url: string): Promise<string> {
  const { migrationScript } = await import("./schema-engine.ts");
  const files = readdirSync(schemaFolder).filter((file) => file.endsWith(".prisma"));
  const schema = files
    .sort()
    .map((file) => ({ path: join(schemaFolder, file), content: readFileSync(join(schemaFolder, file), "utf8") }));
  const migrations = migrationsOnDisk();
  return withoutNoise(await migrationScript(url, migrations, schema), migrations);
}

/**
 * Prisma's diff without the statements that change nothing: it makes indexes with `ops: raw(…)` again each time, and wants to drop
 * those that follow a line `-- By hand` in a migration, which its schema cannot express.
 */
export function withoutNoise(script: string, migrations: { sql: string }[]): string {
  const written = migrations.map(({ sql }) => sql).join("\n");
  const byHand = migrations
    .map(({ sql }) =>
      sql
        .split(/^-- By hand\b/m)
        .slice(1)
        .join("\n"),
    )
    .join("\n");
  const handMade = new Set(
    [...byHand.matchAll(/create\s+(?:unique\s+)?index\s+(?:if not exists\s+)?"?(\w+)"?/gi)].map((match) => match[1]),
  );
  const statements = script.split(/^(?=-- \w)/m);
  const remade = new Set(
    statements.filter((text) => text.startsWith("-- CreateIndex") && written.includes(text.trim())).map(indexName),
  );
  const meant = statements.filter((text) => {
    if (!/^-- (Create|Drop)Index/.test(text)) return true;
    const name = indexName(text);
    return !(name && (remade.has(name) || (text.startsWith("-- DropIndex") && handMade.has(name))));
  });
  return meant.join("").trim() ? meant.join("") : "";
}

const indexName = (statement: string) => /INDEX "(\w+)"/.exec(statement)?.[1];

/** As Prisma makes it, so that its own tools can read the history. */
const historyTable = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

async function historyOf(client: Client): Promise<Applied[]> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('_prisma_migrations') is not null as there",
  );
  if (!rows[0]?.there) return [];
  const history = await client.query<Applied>(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null order by migration_name",
  );
  return history.rows;
}

function pendingOf(history: Applied[], migrations: Migration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at } of history) {
    const migration = known.get(name);
    if (!migration) throw unknownMigration(name);
    if (!finished_at) throw unfinished(name);
    if (migration.checksum !== checksum) throw changedMigration(name);
  }
  const done = new Set(history.map(({ migration_name }) => migration_name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      "insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) values ($1, $2, $3, now(), clock_timestamp(), 1)",
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw new Halt(
      say(
        `数据库迁移 ${name} 失败(${(error as Error).message}),数据库保持原状:请改正该迁移或数据后重新启动。`,
        `The migration ${name} failed (${(error as Error).message}) and the database is as it was: correct the migration or the data, then start again.`,
      ),
      1,
      { cause: error },
    );
  }
}

const unknownMigration = (name: string) =>
  new Halt(
    say(
      `数据库含有本版本没有的迁移 ${name},即它由更新的版本建立:请升级程序,或用 LIANXI_DATA_DIR / DATABASE_URL 指定另一个数据库。`,
      `The database has the migration ${name}, which this version does not know, so a newer version made it: upgrade the program, or name another database by LIANXI_DATA_DIR or DATABASE_URL.`,
    ),
  );

const changedMigration = (name: string) =>
  new Halt(
    say(
      `迁移文件 ${name} 在应用之后被改动(校验和不符):请恢复该文件并另建新的迁移(lianxi migrate --create),演示数据则可删除数据目录后重新启动。`,
      `The migration ${name} was changed after it had been applied (checksum): restore the file and add a migration instead (lianxi migrate --create); demo data may be deleted with its data folder.`,
    ),
  );

const unfinished = (name: string) =>
  new Halt(
    say(
      `迁移 ${name} 曾由其他工具执行而未完成:请检查数据库后在 _prisma_migrations 中将其标记为 rolled_back,再重新启动。`,
      `The migration ${name} was begun by another tool and not finished: check the database, mark it rolled back in _prisma_migrations, then start again.`,
    ),
  );

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: "lianxi migrate" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
