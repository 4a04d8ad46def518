import { listenForEnd, Stopped } from "./ending.ts";

/** What one piece of work has started: ended in reverse order, exactly once, however the work ends. */
export type Ends = {
  /**
   * Starts something that `end` ends. An end that comes while it is still starting waits for it; after the end nothing is
   * started any more: Stopped is thrown.
   */
  begin<T>(start: () => T | Promise<T>, end: (started: T) => unknown): Promise<T>;
  /** Throws Stopped once the end has come. */
  check(): void;
  /** Ends everything. One thing that does not end keeps no other alive; the first failure is thrown afterwards. */
  end(): Promise<void>;
};

const open = new Set<Ends>();

export function openEnds(): Ends {
  const list: (() => Promise<unknown>)[] = [];
  let ending: Promise<void> | undefined;
  const endAll = async () => {
    let failure: unknown;
    for (const end of list.reverse())
      try {
        await end();
      } catch (error) {
        failure ??= error;
      }
    open.delete(ends);
    if (failure) throw failure;
  };
  const ends: Ends = {
    check() {
      if (ending) throw new Stopped();
    },
    async begin(start, end) {
      ends.check();
      const starting = (async () => start())();
      list.push(async () => {
        const [done] = await Promise.allSettled([starting]);
        if (done.status === "fulfilled") await end(done.value);
      });
      return starting;
    },
    end: () => (ending ??= endAll()),
  };
  open.add(ends);
  return ends;
}

/**
 * Runs work that starts servers and answers its exit code. Told to stop (SIGINT, SIGTERM, SIGHUP, or the process that started it
 * gone), it ends what is open and then this process with 1, whatever the work is waiting for. `check` throws once that is so.
 */
export async function untilTold(work: (check: () => void) => Promise<number>): Promise<number> {
  const ending = listenForEnd();
  ending.add(async () => {
    const left = (await Promise.allSettled([...open].map((ends) => ends.end()))).find(
      (end) => end.status === "rejected",
    );
    if (left) throw left.reason;
  });
  ending.told.then(async () => {
    await ending.run();
    process.exit(1);
  });
  try {
    return await work(ending.check);
  } catch (error) {
    if (error instanceof Stopped) return 1;
    throw error;
  } finally {
    await ending.run();
  }
}
