import { useRef } from "react";

/** The order to show: while it is held, what is there keeps its place, what comes stands at the end, and what goes leaves its place. Pure. */
export function heldOrder(before: readonly string[], sorted: readonly string[], held: boolean): string[] {
  if (!held) return [...sorted];
  const known = new Set(before);
  return [...before, ...sorted.filter((id) => !known.has(id))];
}

/** Rows of a column; `card` is null where one has gone while the order was held. Another `settled` lets the order go once. */
export function useHeldOrder<C extends { id: string }>(
  sorted: readonly C[],
  held: boolean,
  settled: number,
): { id: string; card: C | null }[] {
  const shown = useRef<{ order: string[]; settled: number }>({ order: [], settled });
  const order = heldOrder(
    shown.current.order,
    sorted.map((card) => card.id),
    held && shown.current.settled === settled,
  );
  shown.current = { order, settled };
  const byId = new Map(sorted.map((card) => [card.id, card]));
  return order.map((id) => ({ id, card: byId.get(id) ?? null }));
}
