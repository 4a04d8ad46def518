import type { RecordedEvent } from "../events/recorded.ts";

type Listener = (events: RecordedEvent[]) => void;
const listeners = new Set<Listener>();

/** Called with the events of a transaction right after its commit, in this process only; durable delivery is the Delivery table. */
export function onCommitted(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The kernel alone calls this. */
export function announce(events: RecordedEvent[]): void {
  for (const listener of listeners) listener(events);
}
