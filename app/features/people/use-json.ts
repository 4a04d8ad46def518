import { useEffect, useState } from "react";

/**
 * What a resource route answers to `url`, asked `delay` ms after the last change; null asks nothing. The last answer stays
 * until the next one is there; an answer that is overtaken, refused or lost is dropped.
 */
export function useJson<T>(url: string | null, delay: number): { answer: T | null; waiting: boolean } {
  const [got, setGot] = useState<{ url: string; answer: T } | null>(null);
  useEffect(() => {
    if (url === null) return;
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(url, { headers: { Accept: "application/json" }, signal: asking.signal });
        if (response.ok) setGot({ url, answer: (await response.json()) as T });
      } catch {
        // Overtaken, or the network is away: the next change asks again.
      }
    }, delay);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [url, delay]);
  return { answer: url === null ? null : (got?.answer ?? null), waiting: url !== null && got?.url !== url };
}
