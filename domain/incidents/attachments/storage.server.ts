import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "../../kernel/env.ts";

const root = () => join(env().filesDir, "attachments");
const incoming = () => join(root(), "incoming");

/** A random name that says nothing of the file. */
export const freshStorageName = (): string => randomBytes(24).toString("hex");

/** Where a stored file lies: two levels of folders by the first characters of its name. */
export function storedPath(storageName: string): string {
  if (!/^[0-9a-f]{48}$/.test(storageName)) throw new Error("Not a storage name");
  return join(root(), storageName.slice(0, 2), storageName.slice(2, 4), storageName);
}

/** Where an upload is written while it arrives. The folder exists afterwards. */
export async function incomingPath(storageName: string): Promise<string> {
  await mkdir(incoming(), { recursive: true, mode: 0o700 });
  return join(incoming(), storageName);
}

/** Moves an arrived upload to its place; its bytes are on disk before it has its name. */
export async function settle(from: string, storageName: string): Promise<void> {
  const file = await open(from, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  const to = storedPath(storageName);
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
}

export const discard = (path: string): Promise<void> => rm(path, { force: true });

/** Removes what broken transfers left behind before `until`. Returns how many files. */
export async function discardIncoming(until: Date): Promise<number> {
  let removed = 0;
  for (const name of await readdir(incoming()).catch(() => [])) {
    const path = join(incoming(), name);
    const found = await stat(path).catch(() => null);
    if (!found || found.mtime >= until) continue;
    await discard(path);
    removed++;
  }
  return removed;
}
