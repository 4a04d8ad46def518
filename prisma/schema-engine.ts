import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { MigrationDirectory, SchemaContainer, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Pool, type QueryResult } from "pg";

type Bindings = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");

/** Prisma's schema engine as WebAssembly. Its package leaves the loading to a bundler; here it is done by hand, once: the bindings keep views of one memory. */
let loading: Promise<Bindings> | undefined;
const engineBindings = () => (loading ??= load());

async function load(): Promise<Bindings> {
  const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings = (await import(path)) as Bindings;
  const module = new WebAssembly.Module(readFileSync(path.replace(/\.js$/, ".wasm")));
  const { exports } = new WebAssembly.Instance(module, {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  return bindings;
}

/** SQL that leads from the migrations to the schema; empty when they agree. Makes and drops a shadow database on the server of `url`. */
export async function migrationScript(
  url: string,
  migrations: { name: string; sql: string }[],
  schema: SchemaContainer[],
): Promise<string> {
  return withShadow(url, async (adapter) => {
    const { SchemaEngine } = await engineBindings();
    const engine: SchemaEngine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
    const migrationDirectories: MigrationDirectory[] = migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    }));
    const lockfile = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' };
    const { stdout } = await engine.diff({
      from: { tag: "migrations", baseDir: "migrations", lockfile, shadowDbInitScript: "", migrationDirectories },
      to: { tag: "schemaDatamodel", files: schema },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return /^\s*(-- This is an empty migration\.)?\s*$/.test(stdout ?? "") ? "" : stdout!;
  });
}

/** PostgreSQL's catalogue has columns of the one-byte type "char" (18). Prisma's adapter does not read them, its engine wants them as characters. */
class CatalogPool extends Pool {
  /** Per statement, which columns were of that type. */
  readonly characters = new Map<string, boolean[]>();
  // biome-ignore lint/suspicious/noExplicitAny: pg's overloads
  override async query(...args: any[]): Promise<any> {
    const result = await (super.query as (...a: unknown[]) => Promise<QueryResult>)(...args);
    const fields = result.fields ?? [];
    this.characters.set(
      args[0]?.text,
      fields.map((field) => field.dataTypeID === 18),
    );
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 25;
    return result;
  }
}

async function catalogAdapter(pool: CatalogPool) {
  const adapter = await new PrismaPg(pool).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const characters = pool.characters.get(query.sql) ?? [];
    return {
      ...result,
      columnTypes: result.columnTypes.map((type, i) => (characters[i] ? ColumnTypeEnum.Character : type)),
    };
  };
  // Prisma's adapter splits a script at every semicolon, also inside functions and comments; the server knows better.
  adapter.executeScript = async (script) => void (await pool.query(script));
  return adapter;
}

/** Adapters for the engine, with a shadow database of its own that is gone afterwards. Prisma's own way leaves pools open and drops under them. */
async function withShadow<T>(url: string, work: (adapter: object) => Promise<T>): Promise<T> {
  const pools: CatalogPool[] = [];
  const shadow = `lianxi_shadow_${randomUUID().replaceAll("-", "")}`;
  const pool = (connectionString: string) => {
    const opened = new CatalogPool({ connectionString, max: 2 });
    opened.on("error", () => {});
    pools.push(opened);
    return opened;
  };
  const main = pool(url);
  const factory = new PrismaPg(main);
  factory.connectToShadowDb = async () => {
    await main.query(`create database ${shadow}`);
    const shadowUrl = new URL(url);
    shadowUrl.pathname = `/${shadow}`;
    return catalogAdapter(pool(shadowUrl.href));
  };
  try {
    return await work(bindMigrationAwareSqlAdapterFactory(factory));
  } finally {
    for (const opened of pools.slice(1)) await opened.end();
    await main.query(`drop database if exists ${shadow} with (force)`);
    await main.end();
  }
}
