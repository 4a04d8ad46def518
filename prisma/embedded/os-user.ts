import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";

/** The account that runs PostgreSQL's processes, which refuse to run as root. */
export type OsUser = { uid: number; gid: number; name: string };

const isRoot = () => process.getuid?.() === 0;

/**
 * The account PostgreSQL runs as: `undefined` is the account of this process. Under root it is the owner of an existing
 * data folder, else `postgres`, which is created where the machine has none.
 */
export function serverUser(dataFolder: string): OsUser | undefined {
  if (!isRoot()) return undefined;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `uid ${owner.uid}` };
  return account("postgres") ?? created() ?? account("nobody") ?? noAccount();
}

function account(name: string): OsUser | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid), name } : undefined;
}

function created(): OsUser | undefined {
  for (const [command, ...args] of [
    ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"],
    ["adduser", "-S", "-D", "-H", "postgres"],
  ] as const) {
    try {
      execFileSync(command, args, { stdio: "ignore" });
      return account("postgres");
    } catch {
      // The next way; without any the account `nobody` serves.
    }
  }
  return undefined;
}

function noAccount(): never {
  throw new Halt(
    say(
      "PostgreSQL 不能以 root 身份运行,而本机没有可用的普通账户:请先执行 useradd --system postgres,或改用普通用户启动。",
      "PostgreSQL does not run as root and this machine has no ordinary account for it: run useradd --system postgres first, or start as an ordinary user.",
    ),
  );
}
