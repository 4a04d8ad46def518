/** How many things wait, as a part of the page has just learnt; the badge of the menu hears of it here. */
export type Counted = { inbox: number; at: string };

const listeners = new Set<(counted: Counted) => void>();

export function onCounted(listener: (counted: Counted) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function tellCounted(counted: Counted): void {
  for (const listener of listeners) listener(counted);
}
