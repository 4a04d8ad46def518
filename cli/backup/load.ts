import { createReadStream, existsSync, mkdirSync, readdirSync } from "node:fs";
import { chmod, copyFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { createGunzip } from "node:zlib";
import { Client } from "pg";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";
import { type Migration, migrate, migrationsOnDisk } from "#prisma/migrate.ts";
import { commentOn, RESTORING } from "../setup.ts";
import { copyIn } from "./copy.ts";
import { type Manifest, newer } from "./manifest.ts";
import { columnsOf, portalTables } from "./tables.ts";

type Told = (zh: string, en: string) => void;

/** The migrations that the backup's tables were made by, as this version has them. Throws Halt where it lacks one or has it otherwise. */
export function migrationsOf(manifest: Manifest, known = migrationsOnDisk()): Migration[] {
  return manifest.migrations.map(({ name, checksum }) => {
    const migration = known.find((one) => one.name === name);
    if (!migration) throw newer(`有本版本没有的迁移 ${name}`, `it has the migration ${name}`);
    if (migration.checksum !== checksum)
      throw new Halt(
        say(
          `备份所用的迁移 ${name} 与本版本的不同：请安装制作备份的版本（${manifest.portal}）后再恢复。`,
          `The migration ${name} of the backup is not the one of this version: install the version that made the backup (${manifest.portal}), then restore.`,
        ),
      );
    return migration;
  });
}

/** Whether nothing at all is in the database. */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ empty: boolean }>(
      `select not exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname not in ('information_schema') and n.nspname not like 'pg\\_%' and c.relkind in ('r','p','v','m','S')) as empty`,
    );
    return rows[0]!.empty;
  } finally {
    await client.end();
  }
}

export const isEmptyFolder = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0;

/**
 * Fills the empty database at `url`: tables as the backup's version made them, rows and counters in one transaction, then the
 * migrations that came since. A database that is half filled says so to whoever would start a portal on it.
 */
export async function loadDatabase(url: string, folder: string, manifest: Manifest, tell: Told): Promise<void> {
  const migrations = migrationsOf(manifest);
  const client = new Client({ connectionString: url, application_name: "lianxi restore" });
  client.on("error", () => {});
  await client.connect();
  try {
    await commentOn(client, RESTORING);
    await migrate(url, migrations);
    await client.query("begin");
    const made = new Map((await portalTables(client)).map((table) => [table.name, table]));
    for (const table of [...manifest.tables].reverse()) {
      // Rows that a migration has written are in the backup as they were at its time.
      const { rows } = await client.query<{ filled: boolean }>(
        `select exists (select 1 from ${client.escapeIdentifier(table.name)}) as filled`,
      );
      if (rows[0]!.filled) await client.query(`delete from ${client.escapeIdentifier(table.name)}`);
    }
    for (const table of manifest.tables) {
      if (!made.has(table.name)) throw new Error(`the migrations make no table ${table.name}`);
      const from = createReadStream(join(folder, table.path)).pipe(createGunzip());
      const rows = await copyIn(client, `copy ${columnsOf(client, table)} from stdin`, from);
      if (rows !== table.rows) throw new Error(`${table.name}: ${rows} rows instead of ${table.rows}`);
      tell(`${table.name}：${rows} 行`, `${table.name}: ${rows} row(s)`);
    }
    for (const { name, last, called } of manifest.sequences)
      await client.query("select setval($1::regclass, $2::bigint, $3)", [client.escapeIdentifier(name), last, called]);
    await commentOn(client, "");
    await client.query("commit");
    await client.query("analyze");
  } finally {
    await client.end().catch(() => {});
  }
  await migrate(url);
}

/** Empties a database that a restore has begun to fill. */
export async function clearDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("drop schema public cascade; create schema public");
    await commentOn(client, "");
  } finally {
    await client.end();
  }
}

/** Puts the stored files back, readable by this account alone. */
export async function loadFiles(folder: string, manifest: Manifest, filesDir: string): Promise<void> {
  mkdirSync(filesDir, { recursive: true, mode: 0o700 });
  for (const { path } of manifest.files) {
    const to = join(filesDir, relative("files", path));
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    await copyFile(join(folder, path), to);
    await chmod(to, 0o600);
  }
}
