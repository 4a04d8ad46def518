import { setClockBehind } from "#domain/kernel/clock.ts";
import { sql } from "#domain/kernel/db.server.ts";
import { log } from "#domain/kernel/log.ts";

/** How often the clocks are compared. */
const EVERY_MS = 60_000;
/** How often this machine's clock is looked at: one that has been set is compared at once. */
const LOOK_MS = 1000;
/** A difference below this is what measuring costs, and changes nothing. */
const NOISE_MS = 50;
/** Of so many measurements the one that took the shortest counts. */
const SAMPLES = 3;

const CLOCK = "select (extract(epoch from clock_timestamp()) * 1000)::float8 as at";

/** By how many milliseconds this machine's clock is behind the database's, to half the time of the way there and back. */
export async function measureBehind(): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, behind: 0 };
  for (let sample = 0; sample < SAMPLES; sample++) {
    const began = performance.now();
    const [row] = await sql<{ at: number }>(CLOCK);
    const took = performance.now() - began;
    if (took < best.took) best = { took, behind: row!.at + took / 2 - Date.now() };
  }
  return best.behind;
}

/** How far this machine's clock stands from its own steady count: changes only when somebody sets the clock. */
const setTo = () => Date.now() - performance.now();

/**
 * Makes now() the database's clock in this process: what is due is judged by one clock, however many nodes there are and
 * whatever their own say. Compared before the first timer runs, then every minute and whenever this machine's clock is set.
 * A database that does not answer leaves the difference as it was.
 */
export async function followDatabaseClock(): Promise<{ close(): void }> {
  let held = 0;
  let stood = setTo();
  let comparedAt = 0;
  let underway = false;
  const compare = async () => {
    if (underway) return;
    underway = true;
    try {
      const before = setTo();
      const behind = await measureBehind();
      stood = before;
      comparedAt = performance.now();
      if (Math.abs(behind - held) < NOISE_MS) return;
      held = Math.round(behind);
      setClockBehind(held);
      log.warn({ behindMs: held }, "this machine's clock is off; the portal goes by the database's");
    } catch (error) {
      log.warn({ error: String(error) }, "the database's clock could not be read; it is asked again");
    } finally {
      underway = false;
    }
  };
  await compare();
  const timer = setInterval(() => {
    if (performance.now() - comparedAt >= EVERY_MS || Math.abs(setTo() - stood) >= NOISE_MS) void compare();
  }, LOOK_MS);
  return { close: () => clearInterval(timer) };
}
