import { createHash } from "node:crypto";
import { Client } from "pg";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import {
  type Migration,
  migrate,
  migrationsOnDisk,
  missingFromMigrations,
  pendingMigrations,
  withoutNoise,
} from "../../prisma/migrate.ts";

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash("sha256").update(sql).digest("hex"),
});
const one = migration(
  "20260101000000_one",
  "create table one (id int primary key); create function f() returns int language plpgsql as $$ begin return 1; end $$;",
);
const two = migration("20260102000000_two", "create table two (id int primary key)");

let url: string;
const server = async (text: string) => {
  const client = new Client({ connectionString: inject("postgres") });
  await client.connect();
  await client.query(text).finally(() => client.end());
};
beforeEach(async () => {
  await server("drop database if exists migrations_trial with (force)");
  await server("create database migrations_trial");
  url = Object.assign(new URL(inject("postgres")), { pathname: "/migrations_trial" }).href;
});
afterEach(() => server("drop database if exists migrations_trial with (force)"));

const tables = async () => {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  await client.end();
  return rows.map(({ name }) => name);
};

it("the migrations build what the schema says", async () => {
  expect(await missingFromMigrations(url)).toBe("");
});

it("applies in order, once", async () => {
  expect(await pendingMigrations(url, [one, two])).toEqual([one.name, two.name]);
  expect(await migrate(url, [one])).toEqual([one.name]);
  expect(await migrate(url, [one, two])).toEqual([two.name]);
  expect(await migrate(url, [one, two])).toEqual([]);
  expect(await tables()).toEqual(["_prisma_migrations", "one", "two"]);
});

it("of nodes that start together one applies and the others find it applied", async () => {
  const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(url, [one, two])));
  expect(applied.flat()).toEqual([one.name, two.name]);
});

it("a migration that fails leaves nothing behind and names itself", async () => {
  const broken = migration("20260102000000_broken", "create table half (id int); select no_such_column");
  await expect(migrate(url, [one, broken])).rejects.toThrow(/20260102000000_broken/);
  expect(await tables()).toEqual(["_prisma_migrations", "one"]);
  expect(await migrate(url, [one, two])).toEqual([two.name]);
});

it("refuses a migration changed after it was applied, and a database made by a newer version", async () => {
  await migrate(url, [one, two]);
  await expect(migrate(url, [migration(one.name, "select 1"), two])).rejects.toThrow(/20260101000000_one .*changed/);
  await expect(pendingMigrations(url, [one])).rejects.toThrow(/20260102000000_two.*newer/s);
});

it("the diff leaves out what is made again each time and what is written by hand", () => {
  const made = '-- CreateIndex\nCREATE INDEX "path_idx" ON "unit"("path" text_pattern_ops);\n';
  const byHand = "\n-- By hand: what the schema cannot say\ncreate unique index one_open on session (person_id);\n";
  const again = `-- DropIndex\nDROP INDEX "path_idx";\n\n-- DropIndex\nDROP INDEX "one_open";\n\n${made}`;
  expect(withoutNoise(again, [{ sql: made + byHand }])).toBe("");
  const wanted = '-- DropIndex\nDROP INDEX "other_idx";\n\n-- CreateTable\nCREATE TABLE "a" ("id" UUID NOT NULL);\n';
  expect(withoutNoise(wanted, [{ sql: made + byHand }])).toBe(wanted);
});

it("every migration on disk has a name with its time and applies to an empty database", async () => {
  const onDisk = migrationsOnDisk();
  expect(onDisk.map(({ name }) => name).filter((name) => !/^\d{14}_[a-z0-9_]+$/.test(name))).toEqual([]);
  expect(await migrate(url)).toEqual(onDisk.map(({ name }) => name));
});
