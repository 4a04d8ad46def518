import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { newId } from "#domain/kernel/id.ts";
import { isAlive, startedAt } from "./process-table.ts";

/** Who uses a data folder. `address` is there once a portal listens. */
export type Holder = {
  pid: number;
  started?: string | undefined;
  command: string;
  address?: string;
  since: string;
  nonce: string;
};

export type Lock = {
  /** Lets others read where the portal listens. */
  setAddress(address: string): void;
  /** Gives the folder back. */
  release(): void;
};

/** The living holder of the lock file, or undefined: a file left by a killed process does not count. */
export function holderOf(file: string): Holder | undefined {
  const holder = read(file);
  return holder && isHeld(holder) ? holder : undefined;
}

/** Takes the lock for this process, or answers who has it. The file appears whole (link), so a reader never sees half of it. */
export function takeLock(file: string, command: string): { lock: Lock } | { holder: Holder } {
  const mine: Holder = {
    pid: process.pid,
    started: startedAt(process.pid),
    command,
    since: new Date().toISOString(),
    nonce: newId(),
  };
  for (let attempt = 0; attempt < 20; attempt++) {
    if (publish(file, mine)) return { lock: lockOf(file, mine) };
    const holder = read(file);
    if (!holder) continue;
    if (isHeld(holder)) return { holder };
    setAside(file, holder);
  }
  throw new Error(`cannot take the lock ${file}`);
}

function lockOf(file: string, mine: Holder): Lock {
  return {
    setAddress(address) {
      const draft = `${file}.${mine.nonce}`;
      writeFileSync(draft, JSON.stringify({ ...mine, address }), { mode: 0o600 });
      renameSync(draft, file);
    },
    release() {
      if (read(file)?.nonce === mine.nonce) rmSync(file, { force: true });
    },
  };
}

function publish(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.nonce}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    return publishWithoutLinks(file, holder);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** For file systems that have no hard links. */
function publishWithoutLinks(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Moves a dead holder's file away; when another starter has meanwhile put its own there, that one is put back. */
function setAside(file: string, dead: Holder): void {
  const aside = `${file}.dead-${newId()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside)?.nonce !== dead.nonce) {
    try {
      linkSync(aside, file);
    } catch {
      // A third starter has taken it; the owner of `aside` finds that out by its nonce.
    }
  }
  rmSync(aside, { force: true });
}

const isHeld = (holder: Holder) =>
  isAlive(holder.pid) && (holder.started === undefined || holder.started === startedAt(holder.pid));

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}
