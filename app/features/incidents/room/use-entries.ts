import { useCallback, useEffect, useRef, useState } from "react";
import { type EntryFilter, entryHolds, matchesFilter } from "#domain/incidents/entry-kinds.ts";
import type { RoomEntry } from "#domain/incidents/room.ts";
import { useRoom } from "./room-context.ts";
import { useHeld } from "./room-store.ts";

type Found = { entries: RoomEntry[]; next: number | null; state: "more" | "loading" | "failed" | "none" };
const nothing: Found = { entries: [], next: null, state: "more" };

async function ask<T>(address: string): Promise<T | null> {
  const response = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
  return response?.ok ? ((await response.json()) as T) : null;
}

/**
 * The entries that the timeline shows: all that are held, or those that match a filter and a search. What lies further up is
 * asked for: without a filter it joins what is held, with one only the hits come.
 */
export function useEntries(filter: EntryFilter, query: string) {
  const { store, incidentId } = useRoom();
  const held = useHeld(store, (h) => h.room.entries);
  const older = useHeld(store, (h) => h.older);
  const [found, setFound] = useState<Found>(nothing);
  const plain = filter === "all" && query === "";
  const asking = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins anew
  useEffect(() => {
    asking.current += 1;
    setFound(nothing);
  }, [filter, query]);

  /** One page of what lies further up. Resolves to whether something came. */
  const loadOlder = useCallback(async (): Promise<boolean> => {
    if (store.held.older === "loading" || store.held.older === "none") return false;
    store.set({ older: "loading" });
    const first = store.held.room.entries[0]?.seq ?? 1;
    const answer = await ask<{ events: RoomEntry[] }>(`/incidents/${incidentId}/events?before=${first}`);
    if (answer) store.prepend(answer.events);
    else store.set({ older: "failed" });
    return answer !== null;
  }, [incidentId, store]);

  const loadFound = useCallback(async (): Promise<boolean> => {
    if (found.state === "loading" || found.state === "none") return false;
    const ticket = asking.current;
    const before = found.next ?? store.held.room.entries[0]?.seq ?? 1;
    setFound((now) => ({ ...now, state: before <= 1 ? "none" : "loading" }));
    if (before <= 1) return false;
    const search = new URLSearchParams({ before: String(before), filter, q: query });
    const answer = await ask<{ events: RoomEntry[]; next: number | null }>(`/incidents/${incidentId}/events?${search}`);
    if (ticket !== asking.current) return false;
    setFound((now) =>
      answer
        ? {
            entries: [...answer.events, ...now.entries],
            next: answer.next,
            state: answer.next === null ? "none" : "more",
          }
        : { ...now, state: "failed" },
    );
    return answer !== null;
  }, [found.state, found.next, filter, query, incidentId, store]);

  const shown = plain
    ? held
    : [...found.entries, ...held.filter((entry) => matchesFilter(entry, filter) && entryHolds(entry, query))];
  return {
    entries: shown,
    plain,
    older: plain ? older : older === "none" ? ("none" as const) : found.state,
    loadMore: plain ? loadOlder : loadFound,
    loadOlder,
  };
}
