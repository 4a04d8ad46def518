let here: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` while no other tab of this browser runs one of this name. Where the browser has no such lock (pages without TLS
 * on another machine's address) tabs are not kept apart: the command ids still make each act once.
 */
export function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request(name, work) as Promise<T>;
  const turn = here.then(work, work);
  here = turn.catch(() => undefined);
  return turn;
}

/** The same, only if nobody holds it now; resolves to null otherwise. */
export function ifFree<T>(name: string, work: () => Promise<T>): Promise<T | null> {
  if (!navigator.locks) return work();
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : null)) as Promise<T | null>;
}
