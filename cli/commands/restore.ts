import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Env, readEnv, rereadEnv } from "#domain/kernel/env.ts";
import { say } from "#domain/kernel/sentence.ts";
import { ensureDatabase } from "#prisma/embedded/ensure-database.ts";
import { Halt } from "#prisma/halt.ts";
import {
  clearDatabase,
  isEmptyDatabase,
  isEmptyFolder,
  loadDatabase,
  loadFiles,
  migrationsOf,
} from "../backup/load.ts";
import { type Manifest, readBackup, secretTag } from "../backup/manifest.ts";
import { generateWhenStale } from "../made.ts";
import { fileArgument } from "../paths.ts";
import { progress, result, tell } from "../report.ts";

const usage = [
  "lianxi restore DIR --into FOLDER",
  "DATABASE_URL=postgres://… lianxi restore DIR    （空数据库，附件放入 LIANXI_FILES_DIR / an empty database; files go to LIANXI_FILES_DIR）",
];

/**
 * `lianxi restore DIR --into FOLDER`: makes a data folder that `LIANXI_DATA_DIR=FOLDER npm start` uses. Without `--into`, fills the
 * empty database of DATABASE_URL. The backup is checked byte for byte first; nothing is ever restored over something. Prints where it
 * went. 0 done, 1 failed, 2 bad input: then nothing is left behind.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { into: { type: "string" } }, allowPositionals: true });
  const env = readEnv(process.env);
  if (positionals.length !== 1 || (values.into === undefined && !env.DATABASE_URL)) {
    for (const line of usage) progress(line);
    return 2;
  }
  const folder = fileArgument(positionals[0]!);
  const target = values.into === undefined ? undefined : fileArgument(values.into);
  if (target && !isEmptyFolder(target)) throw taken(target);
  tell(say("正在核对备份…", "Checking the backup …"));
  const manifest = await readBackup(folder, () => {});
  migrationsOf(manifest);
  if (manifest.secret !== secretTag(env.secret))
    tell(
      say(
        "注意：现在的 LIANXI_SECRET 与备份时的不同，电话等加密字段将打不开；请用备份时的那个启动。",
        "Attention: LIANXI_SECRET is not the one of the backup's time, so sealed fields will not open; start with that one.",
      ),
    );
  await generateWhenStale();
  await (target ? intoFolder(folder, manifest, target) : intoDatabase(folder, manifest, env));
  tell(say("已恢复，访问记录的链条完整。", "Restored; the chain of the access log holds."));
  result(target ?? resolve(env.filesDir));
  return 0;
}

async function intoFolder(folder: string, manifest: Manifest, target: string): Promise<void> {
  mkdirSync(target, { recursive: true, mode: 0o711 });
  const database = await ensureDatabase({ command: "restore", join: false, dataDir: target });
  try {
    await loadFiles(folder, manifest, join(target, "files"));
    await fill(database.url, folder, manifest);
  } catch (error) {
    await database.stop();
    for (const made of [database.place?.movedTo, target]) if (made) rmSync(made, { recursive: true, force: true });
    throw error;
  }
  await database.stop();
}

async function intoDatabase(folder: string, manifest: Manifest, env: Env): Promise<void> {
  const url = env.DATABASE_URL!;
  const filesDir = resolve(env.filesDir);
  await ensureDatabase({ command: "restore", join: false, dataDir: env.LIANXI_DATA_DIR, given: url });
  if (!(await isEmptyDatabase(url))) throw taken(`DATABASE_URL (${new URL(url).pathname.slice(1)})`);
  if (!isEmptyFolder(filesDir)) throw taken(filesDir);
  try {
    await loadFiles(folder, manifest, filesDir);
    await fill(url, folder, manifest);
  } catch (error) {
    await clearDatabase(url).catch(() => {});
    rmSync(filesDir, { recursive: true, force: true });
    throw error;
  }
}

/** Rows, then what only this portal can check: that nothing in the access log was changed. What waited in the queue waits for it again. */
async function fill(url: string, folder: string, manifest: Manifest): Promise<void> {
  await loadDatabase(url, folder, manifest, (zh, en) => tell(say(zh, en)));
  process.env.DATABASE_URL = url;
  rereadEnv();
  const { closeDb } = await import("#domain/kernel/db.server.ts");
  try {
    const { firstBrokenEntry } = await import("#domain/audit/chain.server.ts");
    const broken = await firstBrokenEntry();
    if (broken === null) return await (await import("#domain/notices/stage-messages.server.ts")).queueAgain();
    throw new Halt(
      say(
        `备份中的访问记录第 ${broken} 条与前一条接不上，即备份之前已被改动；没有恢复：请用更早的备份，并报告监督部门。`,
        `Entry ${broken} of the access log in the backup does not follow the one before it, so it was changed before the backup; nothing was restored: use an earlier backup and tell oversight.`,
      ),
    );
  } finally {
    await closeDb();
  }
}

const taken = (where: string) =>
  new Halt(
    say(
      `${where} 已有内容，没有恢复：备份只恢复到空的地方，请另选一处。`,
      `${where} is not empty and nothing was restored: a backup is restored into an empty place alone; choose another.`,
    ),
    2,
  );
