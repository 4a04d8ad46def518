import { startBoss } from "./boss.ts";
import { followDatabaseClock } from "./database-clock.ts";
import { dueSources, startDue } from "./due.ts";

/**
 * Starts what time asks for, on every node: the clock that all go by, what falls due to the second (due.ts), and queued work (boss.ts).
 * What fell due while nothing ran is done at once.
 */
export async function startJobs(): Promise<{ close(): Promise<void> }> {
  const clock = await followDatabaseClock();
  const boss = startBoss();
  const due = startDue({ ...dueSources, "messages that go out": boss.queueMessages });
  return {
    async close() {
      clock.close();
      await due.close();
      await boss.close();
    },
  };
}
