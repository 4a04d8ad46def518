import { climbDue } from "#domain/incidents/commands/climb-assignment.server.ts";
import { tellOverdueReports } from "#domain/incidents/reports/commands/tell-overdue.server.ts";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { log } from "#domain/kernel/log.ts";
import { climbDueShifts } from "#domain/shifts/commands/climb-shift.server.ts";

/**
 * Does what has fallen due by `now` (the database's clock) and answers how much that was. Deadlines are data: the source
 * looks for rows whose time is past, on an index that is empty when nothing is due. Every node asks every second, so that two
 * may ask at once: each thing is done in a command of its own that locks, looks again and is guarded by its state or a unique
 * key. A source that throws is asked again a second later; what it has done by then stays done.
 */
export type DueSource = (now: Date) => Promise<number>;

/** Everything that falls due by itself. One line a source. */
export const dueSources: { readonly [name: string]: DueSource } = {
  "shifts not accepted": climbDueShifts,
  "units that have not accepted": climbDue,
  "reports that were not sent": tellOverdueReports,
};

/** How often a node asks. With the time a command takes, what is due is done within two seconds. */
export const TICK_MS = 1000;

/** Asks every source at once, and then every second; a source that is still at work is not asked a second time. */
export function startDue(sources = dueSources, every = TICK_MS): { close(): Promise<void> } {
  const underway = new Map<string, Promise<void>>();
  const failing = new Set<string>();
  const ask = async (name: string, source: DueSource) => {
    try {
      const done = await source(clockNow());
      if (done > 0) log.info({ source: name, done }, "something fell due");
      if (failing.delete(name)) log.info({ source: name }, "a source of due work answers again");
    } catch (error) {
      // While the database is away each second fails alike; it is said once.
      if (!failing.has(name)) log.error({ err: error, source: name }, "a source of due work failed; it is asked again");
      failing.add(name);
    }
  };
  const tick = () => {
    for (const [name, source] of Object.entries(sources))
      if (!underway.has(name))
        underway.set(
          name,
          ask(name, source).finally(() => underway.delete(name)),
        );
  };
  tick();
  const timer = setInterval(tick, every);
  return {
    async close() {
      clearInterval(timer);
      await Promise.all(underway.values());
    },
  };
}
