import { useCallback, useEffect, useState } from "react";

/**
 * What a resource route answers to `url`, asked `delay` ms after the last change; null asks nothing. The last answer stays
 * until the next one is there; an answer that is overtaken is dropped. `failed`: it was refused or lost; `again` asks once more.
 */
export function useJson<T>(
  url: string | null,
  delay: number,
): { answer: T | null; waiting: boolean; failed: boolean; again: () => void } {
  const [got, setGot] = useState<{ url: string; answer: T } | null>(null);
  const [lost, setLost] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks the same once more
  useEffect(() => {
    if (url === null) return;
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(url, { headers: { Accept: "application/json" }, signal: asking.signal });
        if (!response.ok) return setLost(url);
        setGot({ url, answer: (await response.json()) as T });
        setLost(null);
      } catch {
        if (!asking.signal.aborted) setLost(url);
      }
    }, delay);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [url, delay, tries]);
  const again = useCallback(() => {
    setLost(null);
    setTries((n) => n + 1);
  }, []);
  const failed = url !== null && lost === url;
  return {
    answer: url === null ? null : (got?.answer ?? null),
    waiting: url !== null && got?.url !== url && !failed,
    failed,
    again,
  };
}
