import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { SelectedSubmission } from "#domain/submissions/queries/list.server.ts";
import { idsBetween, type Selection } from "../../ui/selection.ts";

type Line = { id: string; receivedAt: string };

/**
 * What is selected in the list, with the times the bar shows. It survives paging; another filter (`of`) begins anew.
 * `selection` is what `Table` takes; `add` takes rows that are not on this page.
 */
export function useKeptSelection(lines: readonly Line[], of: string) {
  const [kept, setKept] = useState<ReadonlyMap<string, string>>(new Map());
  const last = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is another list
  useEffect(() => setKept(new Map()), [of]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has other indexes
  useEffect(() => {
    last.current = null;
  }, [lines]);

  const add = useCallback((more: readonly SelectedSubmission[]) => {
    setKept((before) => new Map([...before, ...more.map((one) => [one.id, one.receivedAt] as const)]));
  }, []);
  const clear = useCallback(() => setKept(new Map()), []);
  const ids = useMemo(() => lines.map(({ id }) => id), [lines]);
  const linesOf = useCallback((some: readonly string[]) => lines.filter(({ id }) => some.includes(id)), [lines]);
  const toggle = useCallback(
    (index: number, extend = false) => {
      const from = last.current;
      last.current = index;
      if (extend && from !== null) return add(linesOf(idsBetween(ids, from, index)));
      const line = lines[index] as Line;
      setKept((before) => {
        const next = new Map(before);
        if (!next.delete(line.id)) next.set(line.id, line.receivedAt);
        return next;
      });
    },
    [lines, ids, add, linesOf],
  );
  const range = useCallback((from: number, to: number) => add(linesOf(idsBetween(ids, from, to))), [add, ids, linesOf]);
  const all = ids.length > 0 && ids.every((id) => kept.has(id));
  const toggleAll = useCallback(() => {
    if (!all) return add(lines);
    setKept((before) => new Map([...before].filter(([id]) => !ids.includes(id))));
  }, [all, add, lines, ids]);

  const selected = useMemo(() => new Set(kept.keys()), [kept]);
  const selection: Selection = {
    ...{ selected, toggle, range, clear, toggleAll, all },
    some: !all && ids.some((id) => kept.has(id)),
    count: kept.size,
  };
  const times = [...kept.values()].sort();
  return { selection, add, ids: [...kept.keys()], first: times[0] ?? null, last: times.at(-1) ?? null };
}
