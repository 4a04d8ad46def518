import { startBoss } from "./boss.ts";
import { followDatabaseClock } from "./database-clock.ts";
import { startDue } from "./due.ts";

/**
 * Starts what time asks for, on every node: the clock that all go by, what falls due to the second (due.ts), and queued work (boss.ts).
 * What fell due while nothing ran is done at once.
 */
export async function startJobs(): Promise<{ close(): Promise<void> }> {
  const clock = await followDatabaseClock();
  const due = startDue();
  const boss = startBoss();
  return {
    async close() {
      clock.close();
      await Promise.all([due.close(), boss.close()]);
    },
  };
}
