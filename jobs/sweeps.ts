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

/** Tidying that nobody waits for, by the minute (`cron`). Each is safe to run twice; on several nodes one at a time does it. */
export const sweeps = {
  "sessions-that-ran-out": {
    cron: "* * * * *",
    run: (now: Date) => execute(endOverdueSessions, null, {}, { commandId: newId(), now }),
  },
  "imports-left-behind": { cron: "*/5 * * * *", run: sweepImports },
  "uploads-without-an-entry": { cron: "11 * * * *", run: sweepUploads },
  "sign-in-attempts": { cron: "23 * * * *", run: sweepAttempts },
  "old-receipts": { cron: "37 * * * *", run: sweepReceipts },
} as const satisfies { [name: string]: { cron: string; run: (now: Date) => Promise<unknown> } };
export type SweepName = keyof typeof sweeps;
export const isSweepName = (name: unknown): name is SweepName => typeof name === "string" && name in sweeps;

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
