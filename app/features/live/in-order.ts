import type { RecordedEvent } from "#domain/events/recorded.ts";

type Source = {
  /** The last seq the page holds. */
  lastSeq(): number;
  /** Hands events on: consecutive, each once. */
  give(events: RecordedEvent[], why: "live" | "catch-up"): void;
  /** Asks the server for what came after `seq`, oldest first. */
  fetch(after: number): Promise<RecordedEvent[]>;
};

/** An event that overtook another waits so long for it before the server is asked. */
const PATIENCE_MS = 250;
const RETRY_MS = 2000;

type Timer = ReturnType<typeof setTimeout>;

/**
 * Makes a gapless stream of hints: what was given already is dropped, what came too early waits, and what does not come
 * is asked for. The database's `seq` is the truth, the socket only says that there is more.
 */
export function inOrder(source: Source) {
  const early = new Map<number, RecordedEvent>();
  let patience: Timer | undefined;
  let planned: Timer | undefined;
  let asking = false;
  let target = 0;
  let stopped = false;

  function drain(why: "live" | "catch-up"): void {
    const ready: RecordedEvent[] = [];
    let next = source.lastSeq() + 1;
    for (const seq of [...early.keys()]) if (seq < next) early.delete(seq);
    while (early.has(next)) {
      ready.push(early.get(next)!);
      early.delete(next);
      next += 1;
    }
    if (ready.length > 0) source.give(ready, why);
  }

  async function ask(): Promise<void> {
    if (asking || stopped) return;
    asking = true;
    try {
      for (;;) {
        const missed = await source.fetch(source.lastSeq());
        if (stopped) return;
        for (const event of missed) early.set(event.seq, event);
        const before = source.lastSeq();
        drain("catch-up");
        if (source.lastSeq() >= target && early.size === 0) return;
        if (source.lastSeq() === before) return;
      }
    } catch {
      // The network is away; the next connect, event or try asks again. Many pages do not ask in the same moment.
      clearTimeout(patience);
      patience = setTimeout(ask, RETRY_MS * (0.5 + Math.random()));
    } finally {
      asking = false;
    }
  }

  return {
    arrived(events: RecordedEvent[]): void {
      for (const event of events) if (event.seq > source.lastSeq()) early.set(event.seq, event);
      drain("live");
      clearTimeout(patience);
      if (early.size > 0) patience = setTimeout(ask, PATIENCE_MS);
    },
    /** The server has events up to `seq`: told when the page enters or comes back. What is missing is asked for after `waitMs`. */
    serverHas(seq: number, waitMs = 0): void {
      target = Math.max(target, seq);
      clearTimeout(planned);
      if (source.lastSeq() >= seq) return;
      if (waitMs === 0) ask();
      else planned = setTimeout(ask, waitMs);
    },
    stop(): void {
      stopped = true;
      clearTimeout(patience);
      clearTimeout(planned);
    },
  };
}
