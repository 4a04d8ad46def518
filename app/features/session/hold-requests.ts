import { IDLE_HEADER, PERSON_HEADER } from "#http/session-facts.ts";
import { askPasswordOver, idleSeconds, whosePage } from "./session-watch.ts";

/**
 * Requests of this page to the portal say whose page it is and since when nobody has touched it. One that is refused because the session is over
 * (401: nothing was done) waits until the person has signed in over the page, and is then made again: no page is left, no
 * text lost, whatever asked. The client-side router has no place of its own for this.
 */
export function holdRequests(): void {
  const send = window.fetch.bind(window);
  window.fetch = async (target, init) => {
    const url = target instanceof Request ? target.url : new URL(target, location.href).href;
    if (new URL(url).origin !== location.origin) return send(target, init);
    const signal = init?.signal ?? (target instanceof Request ? target.signal : null);
    for (;;) {
      const headers = new Headers(init?.headers ?? (target instanceof Request ? target.headers : undefined));
      if (!headers.has(IDLE_HEADER)) headers.set(IDLE_HEADER, idleSeconds());
      const personId = whosePage();
      if (personId) headers.set(PERSON_HEADER, personId);
      const response = await send(target instanceof Request ? target.clone() : target, { ...init, headers });
      if (response.status !== 401) return response;
      if (!(await unlessAborted(askPasswordOver(), signal))) return response;
    }
  };
}

/** The page may have gone on: then nobody waits any more. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (!signal) return work;
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
