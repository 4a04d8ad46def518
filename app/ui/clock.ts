import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from "react";

/**
 * One clock a page. It shows the server's time: the browser's clock plus an offset measured when the page and each later
 * answer arrive. It ticks once a second for as long as somebody looks at it.
 */
let offset = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();

function tick() {
  for (const watcher of watchers) watcher();
  timer = setTimeout(tick, 1000 - (serverNow() % 1000) + 5);
}

function subscribe(watcher: () => void) {
  watchers.add(watcher);
  if (timer === undefined) timer = setTimeout(tick, 1000 - (serverNow() % 1000) + 5);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) {
      clearTimeout(timer);
      timer = undefined;
    }
  };
}

/** The server's time now, in epoch milliseconds. For handlers; components read it through `useNow`. */
export function serverNow(): number {
  return Date.now() + offset;
}

/** Tells the clock what time the server has (a socket's greeting, an answer's date). */
export function setServerTime(serverMs: number, receivedAt = Date.now()) {
  const measured = serverMs - receivedAt;
  // Half a second is the noise of the network; below it the clock would only jump.
  if (Math.abs(measured - offset) > 500) offset = measured;
  for (const watcher of watchers) watcher();
}

const Rendered = createContext(0);
/** Gives the time of the server's rendering, so that the first paint in the browser says the same as the HTML. */
export const RenderedAt = Rendered.Provider;

const never = () => () => {};

/**
 * Measures the offset once the page stands. `renderedAt` is the loader's time in epoch milliseconds. Only a page that is being
 * hydrated came with the document; a later answer (a navigation, a reload of the data) has just arrived.
 */
export function useServerClock(renderedAt: number) {
  const withDocument = useRef(
    useSyncExternalStore(
      never,
      () => false,
      () => true,
    ),
  );
  useEffect(() => {
    const entry = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
    const known = withDocument.current && entry && entry.responseStart > 0;
    withDocument.current = false;
    setServerTime(renderedAt, known ? performance.timeOrigin + entry.responseStart : Date.now());
  }, [renderedAt]);
}

/**
 * Something read from the clock. The component renders again only when the value changes, so `read` returns a primitive:
 * `useClock((now) => timerKey(now, props))`.
 */
export function useClock<T extends string | number | boolean>(read: (now: number) => T): T {
  const rendered = useContext(Rendered);
  return useSyncExternalStore(
    subscribe,
    () => read(serverNow()),
    () => read(rendered),
  );
}

/** The server's time, every second or every minute (then floored to the minute), in epoch milliseconds. */
export function useNow(every: "second" | "minute" = "minute"): number {
  const step = every === "second" ? 1000 : 60_000;
  return useClock((now) => Math.floor(now / step) * step);
}
