import { sweepUploads } from "#domain/incidents/attachments/sweep-uploads.server.ts";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { execute } from "#domain/kernel/command.server.ts";
import { sqlIn, transaction } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { log } from "#domain/kernel/log.ts";
import { sweepReceipts } from "#domain/kernel/receipts.server.ts";
import { sweepAttempts } from "#domain/people/attempts.server.ts";
import { endOverdueSessions } from "#domain/people/commands/end-session.server.ts";
import { sweepImports } from "#domain/submissions/sweep-imports.server.ts";

const MINUTE = 60_000;

/** Work that time asks for. Each is safe to run twice; on several nodes one at a time does it. */
export const sweeps = {
  "sessions that ran out": {
    every: MINUTE,
    run: (now: Date) => execute(endOverdueSessions, null, {}, { commandId: newId(), now }),
  },
  "imports left behind": { every: 5 * MINUTE, run: sweepImports },
  "uploads without an entry": { every: 60 * MINUTE, run: sweepUploads },
  "sign-in attempts": { every: 60 * MINUTE, run: sweepAttempts },
  "old receipts": { every: 60 * MINUTE, run: sweepReceipts },
} as const satisfies { [name: string]: { every: number; run: (now: Date) => Promise<unknown> } };
type SweepName = keyof typeof sweeps;

const LOCK = "select pg_try_advisory_xact_lock(hashtextextended('job:' || $1, 0)) as mine";

/** Runs one sweep unless another node is at it. A failure is logged and tried again at the next turn. */
export async function runSweep(name: SweepName): Promise<"done" | "elsewhere" | "failed"> {
  try {
    return await transaction(async (tx) => {
      const [lock] = await sqlIn<{ mine: boolean }>(tx, LOCK, [name]);
      if (!lock?.mine) return "elsewhere";
      await sweeps[name].run(clockNow());
      return "done";
    }, 10 * MINUTE);
  } catch (error) {
    log.error({ err: error, job: name }, "a sweep failed; it is tried again");
    return "failed";
  }
}

/** Starts the timers of this node; the first turns come spread over half a minute. */
export async function startJobs(): Promise<{ close(): Promise<void> }> {
  const timers: NodeJS.Timeout[] = [];
  const underway = new Set<Promise<unknown>>();
  const turn = (name: SweepName) => {
    const run = runSweep(name).finally(() => underway.delete(run));
    underway.add(run);
  };
  for (const [index, name] of (Object.keys(sweeps) as SweepName[]).entries()) {
    timers.push(setTimeout(() => turn(name), 5000 + index * 5000));
    timers.push(setInterval(() => turn(name), sweeps[name].every));
  }
  return {
    async close() {
      for (const timer of timers) clearTimeout(timer);
      await Promise.allSettled(underway);
    },
  };
}
