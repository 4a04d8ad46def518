import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { takeLock } from "#prisma/embedded/lock.ts";
import { root, workFolder } from "./paths.ts";

/** Something made from sources: `stamp` is a file inside what is made and holds the hash of what it was made from. */
export type Made = { name: string; inputs: string[]; stamp: string };

/** Makes it when its inputs have changed since. Two processes never make the same thing at once; the second finds it made. */
export async function makeWhenStale(made: Made, make: () => Promise<void>): Promise<boolean> {
  if (isFresh(made)) return false;
  mkdirSync(workFolder, { recursive: true });
  const lockFile = join(workFolder, `${made.name}.lock`);
  const take = () => takeLock(lockFile, made.name);
  let taken = take();
  while ("holder" in taken) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    taken = take();
  }
  try {
    if (isFresh(made)) return false;
    const hash = hashOf(made.inputs);
    const stamp = join(root, made.stamp);
    rmSync(stamp, { force: true });
    await make();
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
    return true;
  } finally {
    taken.lock.release();
  }
}

export function isFresh({ inputs, stamp }: Made): boolean {
  const file = join(root, stamp);
  return existsSync(file) && readFileSync(file, "utf8") === hashOf(inputs);
}

/** SHA-256 over names and contents; tests are left out, they are never part of what is made. */
function hashOf(inputs: string[]): string {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap((input) => filesOf(join(root, input)))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}
