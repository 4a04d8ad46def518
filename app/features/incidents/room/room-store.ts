import { useSyncExternalStore } from "react";
import type { RecordedEvent } from "#domain/events/recorded.ts";
import { type EntryCounts, entryFilters, matchesFilter } from "#domain/incidents/entry-kinds.ts";
import type { RoomEntry, RoomState } from "#domain/incidents/room.ts";
import { applyEvent } from "#domain/incidents/room-reducer.ts";
import type { PresentPerson, RanOut } from "#domain/live/protocol.ts";
import type { Absence } from "./timeline-rows.ts";

/** What a page of the room holds beside what it may do. */
export type RoomHeld = {
  room: RoomState;
  counts: EntryCounts;
  /** What the reader has missed and has not answered yet: the divider. */
  absence: Absence | null;
  present: readonly PresentPerson[];
  /** Whose session has run out while he was here, and who has not come back. */
  ranOut: readonly RanOut[];
  older: "more" | "loading" | "failed" | "none";
  /** The incident may no longer be read. */
  lost: boolean;
};

/** A page that follows a long incident lets go of old entries above so many, and keeps so many. */
const MOST_HELD = 700;
const KEPT = 300;

/** How the newest entries and those further up make one gapless list; null when they do not meet. */
function joined(held: readonly RoomEntry[], fresh: readonly RoomEntry[]): RoomEntry[] | null {
  const first = fresh[0]?.seq;
  const last = held.at(-1)?.seq;
  if (first === undefined || last === undefined || first > last + 1) return null;
  return [...held.filter((entry) => entry.seq < first), ...fresh];
}

/** The room as one page holds it: outside React, so that a part renders only when what it shows has changed. */
export class RoomStore {
  #held: RoomHeld;
  readonly #watchers = new Set<() => void>();
  /** The last entry that has been on the screen. */
  seenSeq: number;
  /** The reader stands at the end of the plain timeline: what lies far up may be let go, and comes again on the way up. */
  following = false;
  /** The whole timeline was brought for printing and stays. */
  whole = false;

  constructor(room: RoomState, counts: EntryCounts, absence: Absence | null) {
    const older = (room.entries[0]?.seq ?? 1) > 1 ? "more" : "none";
    this.#held = { room, counts, absence, present: [], ranOut: [], older, lost: false };
    this.seenSeq = absence?.from ?? room.seq;
  }

  get held(): RoomHeld {
    return this.#held;
  }

  subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  };

  set(change: Partial<RoomHeld>): void {
    this.#held = { ...this.#held, ...change };
    for (const watcher of this.#watchers) watcher();
  }

  /** Applies events that follow on what is held; others are left for the stream to bring in order. */
  apply(events: readonly RecordedEvent[]): void {
    let { room } = this.#held;
    const counts = { ...this.#held.counts };
    for (const event of events) {
      if (event.seq !== room.seq + 1) continue;
      room = applyEvent(room, event);
      for (const filter of entryFilters) if (matchesFilter(event, filter)) counts[filter] += 1;
    }
    if (room !== this.#held.room) this.set({ ...this.#withoutOld(room), counts });
  }

  #withoutOld(room: RoomState): Pick<RoomHeld, "room" | "older"> {
    const { older } = this.#held;
    const keepsAll = !this.following || this.whole || older === "loading";
    if (keepsAll || room.entries.length <= MOST_HELD) return { room, older };
    return { room: { ...room, entries: room.entries.slice(-KEPT) }, older: "more" };
  }

  /** A newer view of the same room. What lies further up stays; what is held already is never gone back on. */
  rebase(room: RoomState, counts: EntryCounts): void {
    if (room.seq < this.#held.room.seq) return;
    const entries = joined(this.#held.room.entries, room.entries) ?? room.entries;
    const older = (entries[0]?.seq ?? 1) > 1 ? (this.#held.older === "none" ? "more" : this.#held.older) : "none";
    this.set({ room: { ...room, entries }, counts, older });
  }

  /** Puts a page of older entries in front. */
  prepend(entries: readonly RoomEntry[]): void {
    const { room } = this.#held;
    const first = room.entries[0]?.seq ?? room.seq + 1;
    const fitting = entries.filter((entry) => entry.seq < first);
    const all = [...fitting, ...room.entries];
    this.set({
      room: { ...room, entries: all },
      older: (all[0]?.seq ?? 1) > 1 && fitting.length > 0 ? "more" : "none",
    });
  }
}

/** A part of what the store holds. `pick` returns something that stays the same object while it has not changed. */
export function useHeld<T>(store: RoomStore, pick: (held: RoomHeld) => T): T {
  const read = () => pick(store.held);
  return useSyncExternalStore(store.subscribe, read, read);
}
