import { useEffect, useRef } from "react";
import type { EntryCounts } from "#domain/incidents/entry-kinds.ts";
import type { RoomView } from "#domain/incidents/room.ts";
import { serverNow } from "../../../ui/clock.ts";
import { usePersonStore } from "../../offline/offline.tsx";
import { readyWorker } from "../../offline/ready-worker.ts";
import type { RoomStore } from "./room-store.ts";

/** A room as it was last seen in this browser. */
export type KeptRoom = { view: RoomView; counts: EntryCounts };
export const roomKey = (incidentId: string): string => `room:${incidentId}`;

/** So many of the newest entries are kept, and so many rooms. */
const MOST_ENTRIES = 200;
const MOST_ROOMS = 20;
/** What changes often is stored when it pauses. */
const KEEP_MS = 1500;

/** What is true of the reader beside what events change. */
type Reader = Omit<RoomView, "room" | "lastVisit">;

/** Keeps the room in this browser as it stands, so that it opens without a network. One that may no longer be read is dropped. */
export function useKeepRoom(store: RoomStore, reader: Reader, asOf: number | null): void {
  const person = usePersonStore();
  const latest = useRef({ reader, asOf });
  latest.current = { reader, asOf };
  useEffect(() => {
    const { id } = store.held.room.facts;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = async () => {
      clearTimeout(timer);
      timer = undefined;
      const { room, counts, lost } = store.held;
      if (lost) return person.drop(roomKey(id));
      const at = new Date(latest.current.asOf ?? serverNow()).toISOString();
      const view: RoomView = {
        ...latest.current.reader,
        room: { ...room, entries: room.entries.slice(-MOST_ENTRIES) },
        lastVisit: { seq: store.seenSeq, at },
      };
      await person.keep(roomKey(id), { view, counts } satisfies KeptRoom, at);
    };
    // A browser that cannot store it has it only while the page is open; that is said when something is written.
    const quietly = () => void keep().catch(() => undefined);
    const soon = () => {
      timer ??= setTimeout(quietly, KEEP_MS);
    };
    const left = () => timer !== undefined && quietly();
    const onHidden = () => document.visibilityState === "hidden" && left();
    quietly();
    void person.dropOldest("room:", MOST_ROOMS).catch(() => undefined);
    readyWorker();
    const stop = store.subscribe(soon);
    document.addEventListener("visibilitychange", onHidden);
    addEventListener("pagehide", left);
    return () => {
      stop();
      left();
      document.removeEventListener("visibilitychange", onHidden);
      removeEventListener("pagehide", left);
    };
  }, [store, person]);
}
