import { createHash, hkdfSync } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";

/** Version of the folder's form. A program refuses what it does not know. */
export const FORMAT = 1;

const Sha = z.string().regex(/^[0-9a-f]{64}$/);
const Stored = { path: z.string(), bytes: z.number().int(), sha256: Sha };

/** manifest.json of a backup: everything that is in it, and what it was made of. */
export const Manifest = z.object({
  lianxi: z.literal("backup"),
  format: z.number().int(),
  portal: z.string(),
  postgres: z.string(),
  /** When the moment was that it shows. */
  at: z.string(),
  /** Tells whether LIANXI_SECRET is the one that the sealed fields were made with; says nothing of it. */
  secret: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: Sha })),
  /** In an order in which they can be filled: what is referred to comes first. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int(), ...Stored })),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
  files: z.array(z.object(Stored)),
  /** Attachments that the database names and that were not on the disk. */
  missing: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST = "manifest.json";
export const CHECKSUM = "manifest.sha256";

export const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");

export async function fileSha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Eight bytes that only the same secret gives. */
export const secretTag = (secret: string): string =>
  Buffer.from(hkdfSync("sha256", secret, "lianxi-backup", "tag", 8)).toString("hex");

/** Reads and checks a whole backup: its manifest, and every file in it byte for byte. Throws Halt where anything is not as it was written. */
export async function readBackup(folder: string, onChecked: (done: number, all: number) => void): Promise<Manifest> {
  const manifest = readManifest(folder);
  const parts = [...manifest.tables, ...manifest.files];
  for (const [index, { path, bytes, sha256: expected }] of parts.entries()) {
    const file = join(folder, path);
    if (!existsSync(file)) throw damaged(folder, `${path} 不在其中`, `${path} is not in it`);
    if (statSync(file).size !== bytes || (await fileSha256(file)) !== expected)
      throw damaged(folder, `${path} 与备份时不同`, `${path} is not what was written`);
    onChecked(index + 1, parts.length);
  }
  return manifest;
}

function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) {
    throw new Halt(
      say(
        `${folder} 不是完整的备份（没有 ${MANIFEST}）：请指定 lianxi backup 完成的文件夹。`,
        `${folder} is no finished backup (it has no ${MANIFEST}): name a folder that lianxi backup has finished.`,
      ),
      2,
    );
  }
  const text = readFileSync(file);
  const checksum = existsSync(join(folder, CHECKSUM)) ? readFileSync(join(folder, CHECKSUM), "utf8").trim() : "";
  if (sha256(text) !== checksum) throw damaged(folder, "清单与其校验和不符", "its list does not match its checksum");
  let raw: unknown;
  try {
    raw = JSON.parse(text.toString("utf8"));
  } catch {
    throw damaged(folder, "清单读不出来", "its list cannot be read");
  }
  const { format } = raw as { format?: number };
  if (typeof format === "number" && format > FORMAT)
    throw newer(`备份格式 ${format}，本版本只认到 ${FORMAT}`, `form ${format}, this version knows up to ${FORMAT}`);
  const parsed = Manifest.safeParse(raw);
  if (!parsed.success) throw damaged(folder, "清单不合格式", "its list is not in form");
  if (parsed.data.tables.some(({ path }) => leads(path)) || parsed.data.files.some(({ path }) => leads(path)))
    throw damaged(folder, "清单指向文件夹之外", "its list points outside of the folder");
  return parsed.data;
}

const leads = (path: string) => path.startsWith("/") || path.split(/[\\/]/).includes("..");

export const newer = (zh: string, en: string): Halt =>
  new Halt(
    say(
      `这份备份由更新的版本制作（${zh}）：请安装那个版本后再恢复。`,
      `This backup was made by a newer version (${en}): install that version, then restore.`,
    ),
  );

const damaged = (folder: string, zh: string, en: string): Halt =>
  new Halt(
    say(
      `备份 ${folder} 已损坏（${zh}），没有恢复任何内容：请使用另一份备份。`,
      `The backup ${folder} is damaged (${en}) and nothing was restored: use another backup.`,
    ),
  );
