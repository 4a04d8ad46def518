import { createHash, randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { streamAfter } from "../../domain/events/read.server.ts";
import type { RecordedEvent } from "../../domain/events/recorded.ts";
import { postEntry } from "../../domain/incidents/commands/entries.server.ts";
import { roomView } from "../../domain/incidents/queries/room.server.ts";
import { applyEvent, openRoom } from "../../domain/incidents/room-reducer.ts";
import { execute } from "../../domain/kernel/command.server.ts";
import { closeDb } from "../../domain/kernel/db.server.ts";
import { rereadEnv } from "../../domain/kernel/env.ts";
import { newId } from "../../domain/kernel/id.ts";
import { loadActor } from "../../domain/people/actor.server.ts";
import type { Actor } from "../../domain/people/actor.ts";
import { ensureDatabase } from "../../prisma/embedded/ensure-database.ts";
import { portalEnv } from "../../tests/support/databases.ts";
import { lianxi } from "../../tests/support/lianxi.ts";
import { stack } from "../../tests/support/stack.ts";
import { migrationsOf } from "../backup/load.ts";
import { CHECKSUM, MANIFEST, type Manifest, readBackup, sha256 } from "../backup/manifest.ts";

/** Each command is a process of its own. */
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await stack({ seeded: true });
const work = mkdtempSync(join(tmpdir(), "lianxi-backup-"));
const at = (name: string) => join(work, name);
const filesDir = at("files");
const env = (more: Record<string, string> = {}) =>
  portalEnv(url, { LIANXI_FILES_DIR: filesDir, ...more }) as Record<string, string>;

let actor: Actor;
let incidentId: string;
let demoFiles: string[];
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** An entry with a stored file, as an upload leaves it. */
async function entryWithFile(text: string): Promise<void> {
  const content = randomBytes(40_000);
  const storageName = randomBytes(24).toString("hex");
  const path = join(filesDir, "attachments", storageName.slice(0, 2), storageName.slice(2, 4), storageName);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const id = newId();
  await db.attachment.create({
    data: {
      id,
      incidentId,
      storageName,
      fileName: "现场.jpg",
      contentType: "image/jpeg",
      size: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      byId: actor.personId,
      createdAt: new Date(),
    },
  });
  await execute(postEntry, actor, { incidentId, text, attachments: [id] }, { commandId: newId() });
}

async function query<Row>(address: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Name, number of rows and a hash over all of them, of every table. */
async function contents(address: string): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    address,
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const columns = name === "_prisma_migrations" ? "migration_name || checksum" : "t::text";
    const [row] = await query<{ said: string }>(
      address,
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(${columns}), '' order by md5(${columns}))), '') as said from "${name}" t`,
    );
    found[name] = row!.said;
  }
  return found;
}

const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, sha256(readFileSync(join(folder, name)))]),
  );

beforeAll(async () => {
  const now = new Date();
  const city = await db.unit.findFirstOrThrow({ where: { kind: "city" } });
  const coordinator = await db.grant.findFirstOrThrow({
    where: { duty: "coordinator", scopeId: city.id, revokedAt: null, notBefore: { lte: now }, notAfter: { gt: now } },
  });
  const incident = await db.incident.findFirstOrThrow({ where: { closedAt: null, phase: "on_site" } });
  actor = (await loadActor(coordinator.personId, now))!;
  incidentId = incident.id;
  demoFiles = (await db.attachment.findMany({ where: { seq: { not: null } } })).map((one) => one.storageName).sort();
  await entryWithFile("附上现场照片");
});

test("a backup made while people write is one moment: restored into an empty database, rows and events agree", async () => {
  let writing = true;
  let written = 0;
  const writers = Array.from({ length: 4 }, async () => {
    while (writing) {
      await execute(postEntry, actor, { incidentId, text: `备份时写入 ${++written}` }, { commandId: newId() });
      if (written % 20 === 0) await entryWithFile(`备份时附上 ${written}`);
    }
  });
  const made = await lianxi(["backup", at("during")], env());
  writing = false;
  await Promise.all(writers);
  expect(made).toMatchObject({ code: 0, stdout: `${at("during")}\n` });
  expect(written).toBeGreaterThan(20);
  for (const name of [".", MANIFEST, "tables", "tables/person.copy.gz"])
    expect(statSync(join(at("during"), name)).mode & 0o077, name).toBe(0);

  await query(inject("postgres"), "create database restored");
  const restored = Object.assign(new URL(inject("postgres")), { pathname: "/restored" }).href;
  const back = await lianxi(["restore", at("during")], {
    ...env(),
    DATABASE_URL: restored,
    LIANXI_FILES_DIR: at("back"),
  });
  expect(back.stderr).toContain("已恢复");
  expect(back.code).toBe(0);
  expect(
    await query(
      restored,
      `select i.number from incident i join stream s on s.id = i.id left join event e on e.stream_id = i.id group by i.id, i.number, i.entries, s.seq
       having s.seq <> count(e.id) or s.seq <> max(e.seq) or (select count(*) from event p where p.stream_id = i.id and p.name = 'incidents.entry.posted') > i.entries`,
    ),
  ).toEqual([]);
  // Each attachment that the moment knows has its file; those of the demo city lie elsewhere and are named as missing.
  const known = await query<{ storage_name: string; sha256: string }>(
    restored,
    "select storage_name, sha256 from attachment where seq is not null order by storage_name",
  );
  const { missing } = await readBackup(at("during"), () => {});
  expect(missing).toEqual(demoFiles);
  const attachments = known.filter(({ storage_name: name }) => !missing.includes(name));
  expect(attachments.length).toBeGreaterThan(0);
  const stored = filesIn(at("back"));
  for (const { storage_name: name, sha256: hash } of attachments)
    expect(stored[join("attachments", name.slice(0, 2), name.slice(2, 4), name)]).toBe(hash);

  const over = await lianxi(["restore", at("during")], { ...env(), DATABASE_URL: restored, LIANXI_FILES_DIR: at("x") });
  expect(over.code).toBe(2);
  expect(over.stderr).toContain("已有内容，没有恢复");
  await query(inject("postgres"), "drop database restored with (force)");
});

test("restored into an empty folder, every table, counter and attachment is as it was, and the rooms replay", async () => {
  expect((await lianxi(["backup", at("quiet")], env())).code).toBe(0);
  const back = await lianxi(["restore", at("quiet"), "--into", at("data")], env());
  expect(back).toMatchObject({ code: 0, stdout: `${at("data")}\n` });
  expect(filesIn(join(at("data"), "files"))).toEqual(filesIn(filesDir));

  const database = await ensureDatabase({ command: "test", join: false, dataDir: at("data") });
  try {
    expect(await contents(database.url)).toEqual(await contents(url));
    const counters = "select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1";
    expect(await query(database.url, counters)).toEqual(await query(url, counters));
    await closeDb();
    process.env.DATABASE_URL = database.url;
    rereadEnv();
    const view = await roomView(actor, incidentId, new Date());
    const [first, ...rest] = await streamAfter(incidentId, 0, 10_000);
    const room = rest.reduce(applyEvent, openRoom(first as RecordedEvent<"incidents.reported">));
    expect({ ...room.facts, pinnedText: null }).toEqual({ ...view.room.facts, pinnedText: null });
    expect([room.seq, room.units, room.demands, room.tasks]).toEqual([
      view.room.seq,
      view.room.units,
      view.room.demands,
      view.room.tasks,
    ]);
    // It goes on: the next number follows the last.
    const { seq } = await execute(postEntry, actor, { incidentId, text: "恢复后继续" }, { commandId: newId() });
    expect(seq).toBe(view.room.seq + 1);
  } finally {
    await closeDb();
    process.env.DATABASE_URL = url;
    rereadEnv();
    await database.stop();
    if (database.place?.movedTo) rmSync(database.place.movedTo, { recursive: true, force: true });
  }
  const over = await lianxi(["restore", at("quiet"), "--into", at("data")], env());
  expect(over.code).toBe(2);
  expect(over.stderr).toContain("已有内容，没有恢复");
});

describe("refused, with a sentence, and nothing left behind", () => {
  const copy = (name: string): string => {
    cpSync(at("quiet"), at(name), { recursive: true });
    return at(name);
  };
  const nothing = () => {};
  const resigned = (folder: string, change: (manifest: Manifest) => unknown) => {
    const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), "utf8")) as Manifest;
    change(manifest);
    const text = JSON.stringify(manifest);
    writeFileSync(join(folder, MANIFEST), text);
    writeFileSync(join(folder, CHECKSUM), sha256(text));
  };

  test("one flipped byte, wherever it is", async () => {
    const whole = await readBackup(at("quiet"), nothing);
    const parts = [MANIFEST, CHECKSUM, whole.tables.find(({ name }) => name === "event")!.path, whole.files[0]!.path];
    for (const [index, part] of parts.entries()) {
      const folder = copy(`flipped-${index}`);
      const bytes = readFileSync(join(folder, part));
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = bytes[middle]! ^ 1;
      writeFileSync(join(folder, part), bytes);
      await expect(readBackup(folder, nothing), part).rejects.toThrow(/已损坏/);
    }
    const refused = await lianxi(["restore", at("flipped-2"), "--into", at("none")], env());
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/✗ 备份 .* 已损坏（tables\/event\.copy\.gz 与备份时不同），没有恢复任何内容/);
    expect(readdirSync(work)).not.toContain("none");
  });

  test("a file that is gone, an unfinished backup, a list that leads outside", async () => {
    const folder = copy("gone");
    rmSync(join(folder, "tables/person.copy.gz"));
    await expect(readBackup(folder, nothing)).rejects.toThrow(/person\.copy\.gz 不在其中/);
    rmSync(join(folder, MANIFEST));
    await expect(readBackup(folder, nothing)).rejects.toThrow(/不是完整的备份/);
    const outside = copy("outside");
    resigned(outside, (manifest) => Object.assign(manifest.files[0]!, { path: "../../etc/passwd" }));
    await expect(readBackup(outside, nothing)).rejects.toThrow(/指向文件夹之外/);
  });

  test("a newer form, a migration that this version does not have, one that is not the same", async () => {
    const folder = copy("newer");
    resigned(folder, (manifest) => Object.assign(manifest, { format: 99 }));
    await expect(readBackup(folder, nothing)).rejects.toThrow(/由更新的版本制作/);
    const manifest = await readBackup(at("quiet"), nothing);
    const later = { name: "20990101000000_later", checksum: "0".repeat(64) };
    expect(() => migrationsOf({ ...manifest, migrations: [...manifest.migrations, later] })).toThrow(
      /由更新的版本制作/,
    );
    const changed = manifest.migrations.map((migration) => ({ ...migration, checksum: "0".repeat(64) }));
    expect(() => migrationsOf({ ...manifest, migrations: changed })).toThrow(/与本版本的不同/);
  });

  test("a folder that is taken, and a command without its words", async () => {
    const again = await lianxi(["backup", at("quiet")], env());
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("已有内容，没有备份");
    expect((await lianxi(["backup"], env())).code).toBe(2);
    expect((await lianxi(["restore", at("quiet")], { ...env(), DATABASE_URL: "" })).code).toBe(2);
    expect(readdirSync(work).filter((name) => name.includes("unfinished"))).toEqual([]);
  });
});
