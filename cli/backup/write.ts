import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { open, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Transform } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Client } from "pg";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";
import { root } from "../paths.ts";
import { copyOut } from "./copy.ts";
import { CHECKSUM, FORMAT, MANIFEST, type Manifest, secretTag, sha256 } from "./manifest.ts";
import { columnsOf, portalTables, sequencesOf } from "./tables.ts";

type Told = (zh: string, en: string) => void;

/**
 * Writes a backup of the database at `url` and the files in `filesDir` into `folder`, which must not exist or be empty. The database
 * is read on one snapshot while others write on; files are never changed once stored, so copying them afterwards gives every one that
 * the snapshot names. The folder has its name only when it is whole. All of it is readable by this account alone.
 */
export async function writeBackup(
  { url, filesDir, secret, at }: { url: string; filesDir: string; secret: string; at: Date },
  folder: string,
  tell: Told,
): Promise<Manifest> {
  refuseTaken(folder);
  const draft = `${folder}.unfinished-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  const client = new Client({ connectionString: url, application_name: "lianxi backup" });
  client.on("error", () => {});
  try {
    mkdirSync(join(draft, "tables"), { recursive: true, mode: 0o700 });
    await client.connect();
    await client.query("begin isolation level repeatable read, read only");
    const manifest: Manifest = {
      lianxi: "backup",
      format: FORMAT,
      portal: (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version,
      postgres: (await client.query<{ server_version: string }>("show server_version")).rows[0]!.server_version,
      at: at.toISOString(),
      secret: secretTag(secret),
      migrations: (
        await client.query<{ name: string; checksum: string }>(
          "select migration_name as name, checksum from _prisma_migrations where rolled_back_at is null and finished_at is not null order by migration_name",
        )
      ).rows,
      tables: [],
      sequences: [],
      files: [],
      missing: [],
    };
    for (const table of await portalTables(client)) {
      const path = join("tables", `${table.name}.copy.gz`);
      const { rows, bytes, sha256 } = await writeTable(client, columnsOf(client, table), join(draft, path));
      manifest.tables.push({ ...table, rows, path, bytes, sha256 });
      tell(`${table.name}：${rows} 行`, `${table.name}: ${rows} row(s)`);
    }
    // Read after the tables: a sequence is not part of the snapshot and may only be further on, never behind its rows.
    manifest.sequences = await sequencesOf(client);
    manifest.files = await copyFiles(filesDir, draft);
    tell(`附件等文件：${manifest.files.length} 个`, `attachments and other files: ${manifest.files.length}`);
    manifest.missing = await missingAttachments(client, manifest);
    await client.query("commit");
    const text = JSON.stringify(manifest, null, 1);
    await writeThrough(join(draft, MANIFEST), text);
    await writeThrough(join(draft, CHECKSUM), `${sha256(text)}\n`);
    if (existsSync(folder)) rmSync(folder, { recursive: true });
    renameSync(draft, folder);
    return manifest;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw explained(error, folder);
  } finally {
    await client.end().catch(() => {});
  }
}

function refuseTaken(folder: string): void {
  if (!existsSync(folder)) return;
  if (readdirSync(folder).length === 0) return;
  throw new Halt(
    say(
      `${folder} 已有内容，没有备份：请指定一个新的文件夹。`,
      `${folder} is not empty and nothing was backed up: name a new folder.`,
    ),
    2,
  );
}

async function writeTable(client: Client, columns: string, file: string) {
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const zipped = createGzip({ level: 6 });
  const written = pipeline(zipped, counted, createWriteStream(file, { mode: 0o600, flush: true }));
  // A disk that is full ends the reading too, instead of leaving it waiting for room.
  const broken = written.then(() => new Promise<never>(() => {}));
  const rows = await Promise.race([copyOut(client, `copy ${columns} to stdout`, zipped), broken]);
  zipped.end();
  await written;
  await finished(zipped);
  return { rows, bytes, sha256: hash.digest("hex") };
}

/** Copies the tree of stored files but what is still arriving. What is swept while it is copied was never part of an entry. */
async function copyFiles(from: string, draft: string): Promise<Manifest["files"]> {
  const copied: Manifest["files"] = [];
  if (!existsSync(from)) return copied;
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const name = relative(from, source);
    if (name.split("/").includes("incoming")) continue;
    const path = join("files", name);
    mkdirSync(dirname(join(draft, path)), { recursive: true, mode: 0o700 });
    const hash = createHash("sha256");
    let bytes = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    try {
      await pipeline(
        createReadStream(source),
        counted,
        createWriteStream(join(draft, path), { mode: 0o600, flush: true }),
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      rmSync(join(draft, path), { force: true });
      continue;
    }
    copied.push({ path, bytes, sha256: hash.digest("hex") });
  }
  return copied.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Attachments of entries whose file is not there, or is not what was stored. */
async function missingAttachments(client: Client, { files }: Manifest): Promise<string[]> {
  const { rows } = await client.query<{ storage_name: string; sha256: string }>(
    "select storage_name, sha256 from attachment where seq is not null order by storage_name",
  );
  const there = new Map(files.map(({ path, sha256 }) => [path.split("/").at(-1), sha256]));
  return rows.filter((row) => there.get(row.storage_name) !== row.sha256).map((row) => row.storage_name);
}

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function explained(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new Halt(
      say(
        `${folder} 所在磁盘已满，备份没有完成，未完成的部分已删除：请换一块磁盘或腾出空间。`,
        `The disk of ${folder} is full; the backup was not finished and what there was of it is removed: use another disk or make room.`,
      ),
      1,
      { cause: error },
    );
  if (code === "EACCES" || code === "EROFS" || code === "EPERM")
    return new Halt(
      say(
        `无法写入 ${folder}（${code}）：请换一个文件夹或账户。`,
        `${folder} cannot be written (${code}): use another folder or account.`,
      ),
      1,
      { cause: error },
    );
  return error;
}
