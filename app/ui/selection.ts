import { useCallback, useRef, useState } from "react";

/** All ids from one index to another, both included, in the order of the list. Pure. */
export function idsBetween(ids: readonly string[], from: number, to: number): string[] {
  return ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/**
 * Which rows are selected. `toggle(i, true)` with Shift takes everything from the row touched last. Selected ids that
 * leave the list stay selected until cleared, so paging does not lose them.
 */
export function useSelection(ids: readonly string[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<number | null>(null);
  const toggle = useCallback(
    (index: number, extend = false) => {
      setSelected((before) => {
        const next = new Set(before);
        const id = ids[index] as string;
        if (extend && last.current !== null) for (const one of idsBetween(ids, last.current, index)) next.add(one);
        else if (!next.delete(id)) next.add(id);
        last.current = index;
        return next;
      });
    },
    [ids],
  );
  const range = useCallback(
    (from: number, to: number) => setSelected((before) => new Set([...before, ...idsBetween(ids, from, to)])),
    [ids],
  );
  const clear = useCallback(() => setSelected(new Set()), []);
  const all = ids.length > 0 && ids.every((id) => selected.has(id));
  const some = !all && ids.some((id) => selected.has(id));
  const toggleAll = useCallback(
    () =>
      setSelected((before) =>
        ids.every((id) => before.has(id))
          ? new Set([...before].filter((id) => !ids.includes(id)))
          : new Set([...before, ...ids]),
      ),
    [ids],
  );
  return { selected, toggle, range, clear, toggleAll, all, some, count: selected.size };
}

export type Selection = ReturnType<typeof useSelection>;
