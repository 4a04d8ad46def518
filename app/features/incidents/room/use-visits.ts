import { useEffect } from "react";
import { newId } from "#domain/kernel/id.ts";
import { serverNow } from "../../../ui/clock.ts";
import type { RoomStore } from "./room-store.ts";

/** Tells the server up to which entry the reader has read; it goes out even while the page is being closed. */
function sendVisit(incidentId: string, lastSeq: number): void {
  const body = JSON.stringify({ intent: "visit", incidentId, lastSeq, commandId: newId() });
  const sent = navigator.sendBeacon?.("/commands", new Blob([body], { type: "application/json" }));
  if (!sent) {
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    fetch("/commands", { method: "POST", body, headers, keepalive: true }).catch(() => undefined);
  }
}

/**
 * Remembers the visit when the reader leaves the room or puts the page away. When he takes the page up again, what came
 * meanwhile stands below the divider.
 */
export function useVisits(incidentId: string, store: RoomStore): void {
  useEffect(() => {
    let away: { seq: number; at: number } | null = null;
    let told = -1;
    const leave = () => {
      if (store.held.lost) return;
      if (store.seenSeq > told || away === null) sendVisit(incidentId, store.seenSeq);
      told = store.seenSeq;
    };
    const onVisibility = () => {
      if (document.visibilityState === "hidden") {
        leave();
        away = { seq: store.seenSeq, at: serverNow() };
      } else if (away) {
        const { room } = store.held;
        if (room.seq > away.seq) {
          const [since, back] = [away.at, serverNow()].map((ms) => new Date(ms).toISOString());
          store.set({ absence: { from: away.seq, to: room.seq, since: since!, back: back! } });
        }
        away = null;
      }
    };
    document.addEventListener("visibilitychange", onVisibility);
    addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [incidentId, store]);
}
