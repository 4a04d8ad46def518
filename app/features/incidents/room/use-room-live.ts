import { useCallback, useEffect, useRef, useState } from "react";
import type { RecordedEvent } from "#domain/events/recorded.ts";
import type { EntryCounts } from "#domain/incidents/entry-kinds.ts";
import type { RoomEntry, RoomView } from "#domain/incidents/room.ts";
import type { RanOut } from "#domain/live/protocol.ts";
import { serverNow } from "../../../ui/clock.ts";
import { useLive, useLiveIncident } from "../../live/live.tsx";
import { RoomStore } from "./room-store.ts";
import type { Absence } from "./timeline-rows.ts";
import { useOutboxOfRoom } from "./use-room-acts.ts";

/** Events that bring parts whose abilities the page does not know yet. */
const bringsParts = new Set<RecordedEvent["name"]>([
  "incidents.units.dispatched",
  "incidents.demand.added",
  "incidents.demand.edited",
  "incidents.demand.carried-on",
  "incidents.task.given",
  "incidents.task.passed-on",
  "incidents.post.offered",
  "incidents.instruction.given",
  "incidents.promise.made",
  "incidents.merged",
  "incidents.merge.undone",
  "incidents.split",
]);

/** A word of who is here that was on its way when a session ran out is no return. */
const SETTLED_MS = 2000;

const iso = (ms: number) => new Date(ms).toISOString();

/** What the reader has missed since his last visit, as the loader found it. */
function firstAbsence({ room, lastVisit }: RoomView, at: string): Absence | null {
  return lastVisit && lastVisit.seq < room.seq
    ? { from: lastVisit.seq, to: room.seq, since: lastVisit.at, back: at }
    : null;
}

/** The room of one page: loaded once, then carried on by live events, with the entries that are on their way. */
export function useRoomLive(view: RoomView, counts: EntryCounts, at: string) {
  const incidentId = view.room.facts.id;
  const live = useLive();
  const [store] = useState(() => new RoomStore(view.room, counts, firstAbsence(view, at)));

  /** Asks for what came after what is held, page by page: where the socket is away but the server answers. */
  const catchUp = useCallback(async () => {
    for (let before = -1; before < store.held.room.seq; ) {
      before = store.held.room.seq;
      const response = await fetch(`/incidents/${incidentId}/events?after=${before}`, {
        headers: { Accept: "application/json" },
      }).catch(() => null);
      if (response?.status === 404) store.set({ lost: true });
      if (response?.ok) store.apply(((await response.json()) as { events: RoomEntry[] }).events);
    }
  }, [incidentId, store]);

  const [{ can, parts }, setRights] = useState({ can: view.can, parts: view.parts });
  /** Asks what the reader may do now: after his rights changed, or when parts came that the page cannot judge. */
  const askRights = useCallback(async () => {
    const response = await fetch(`/incidents/${incidentId}/rights`, { headers: { Accept: "application/json" } }).catch(
      () => null,
    );
    if (response?.status === 404) store.set({ lost: true });
    if (response?.ok) setRights((await response.json()) as Pick<RoomView, "can" | "parts">);
  }, [incidentId, store]);

  const connected = useRef(false);
  connected.current = live.status === "connected";
  useOutboxOfRoom(store, catchUp, connected);

  useEffect(() => {
    setRights({ can: view.can, parts: view.parts });
    store.rebase(view.room, counts);
  }, [view, counts, store]);

  /** Where the page stood when the connection went away. */
  const lostAt = useRef<{ seq: number; at: number } | null>(null);
  useEffect(() => {
    if (live.since !== null && lostAt.current === null && store.held.room.seq > 0)
      lostAt.current = { seq: store.held.room.seq, at: live.since };
  }, [live.since, store]);
  useEffect(() => {
    if (live.status !== "connected") return;
    // What was missed arrives within seconds; a gap that is noticed later is not the lost connection's.
    const timer = setTimeout(() => {
      lostAt.current = null;
    }, 10_000);
    return () => clearTimeout(timer);
  }, [live.status]);

  const { setWriting } = useLiveIncident(incidentId, {
    lastSeq: () => store.held.room.seq,
    onEvents(events, why) {
      store.apply(events);
      const away = lostAt.current;
      if (why === "catch-up" && away && store.held.room.seq > away.seq) {
        const to = store.held.room.seq;
        store.set({
          absence: { from: away.seq, to, since: iso(away.at + (serverNow() - Date.now())), back: iso(serverNow()) },
        });
      }
      if (why === "live") lostAt.current = null;
      if (events.some((event) => bringsParts.has(event.name))) askRights();
    },
    onPresence(present) {
      const isBack = (one: RanOut) =>
        present.some(({ personId }) => personId === one.personId) && serverNow() - Date.parse(one.at) > SETTLED_MS;
      store.set({ present, ranOut: store.held.ranOut.filter((one) => !isBack(one)) });
    },
    onRanOut: (person) =>
      store.set({ ranOut: [...store.held.ranOut.filter((one) => one.personId !== person.personId), person] }),
    onLost: () => store.set({ lost: true }),
    onAccess: askRights,
  });
  const writing = useRef(setWriting);
  writing.current = setWriting;
  const tellWriting = useCallback((on: boolean) => writing.current(on), []);

  return { incidentId, store, catchUp, can, parts, live, tellWriting };
}
