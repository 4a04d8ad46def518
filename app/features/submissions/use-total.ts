import { useEffect, useState } from "react";
import type { SubmissionList } from "#domain/submissions/queries/list.server.ts";

const AGAIN_MS = 5000;

/**
 * How many the conditions (`asked`, as in the address) match; null until it is known. What the page knows is taken; else it is asked
 * for once the rows are there, and again whenever they have been loaded anew: until then the last number stays. Another
 * question breaks the asking off.
 */
export function useTotal(list: SubmissionList, asked: string): number | null {
  const [counted, setCounted] = useState<{ asked: string; total: number } | null>(null);
  useEffect(() => {
    if (list.total !== null) return setCounted({ asked, total: list.total });
    const stop = new AbortController();
    const count = async () => {
      const response = await fetch(`/submissions/count?${asked}`, {
        headers: { Accept: "application/json" },
        signal: stop.signal,
      });
      if (!response.ok) throw new Error(`count: ${response.status}`);
      setCounted({ asked, total: ((await response.json()) as { total: number }).total });
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Without an answer the list itself is whole; the number is asked for again while the page stands.
    const ask = () =>
      count().catch(() => {
        if (!stop.signal.aborted) timer = setTimeout(ask, AGAIN_MS);
      });
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [list, asked]);
  return list.total ?? (counted?.asked === asked ? counted.total : null);
}
