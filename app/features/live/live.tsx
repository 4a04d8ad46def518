import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { RecordedEvent } from "#domain/events/recorded.ts";
import type { BoardCard } from "#domain/incidents/board.ts";
import type { PresentPerson, RanOut } from "#domain/live/protocol.ts";
import { Connection, type LiveState } from "./connection.ts";
import { inOrder } from "./in-order.ts";
import { catchUpWait } from "./retry.ts";

const Context = createContext<Connection | null>(null);
const idle: LiveState = { status: "reconnecting", since: null, retryAt: null, tries: 0, serverOffset: 0 };

/** The page's one live connection. Mounted in the portal layout. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [connection, setConnection] = useState<Connection | null>(null);
  useEffect(() => {
    const made = new Connection();
    setConnection(made);
    return made.open();
  }, []);
  return <Context.Provider value={connection}>{children}</Context.Provider>;
}

/** The connection itself, for the session guard and commands; null on the server and before the first effect. */
export const useConnection = (): Connection | null => useContext(Context);

/** State of the connection, for the top bar, bands and buttons. `retryNow` tries at once. */
export function useLive(): LiveState & { retryNow: () => void } {
  const connection = useContext(Context);
  const state = useSyncExternalStore(
    connection?.subscribe ?? (() => () => {}),
    () => connection?.state ?? idle,
    () => idle,
  );
  return { ...state, retryNow: connection?.retryNow ?? (() => {}) };
}

/** Calls `late` some time after `soon` was called last: what pages ask for that come back, spread. */
function spread(late: () => void): { soon: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    soon() {
      clearTimeout(timer);
      timer = setTimeout(late, catchUpWait(Math.random()));
    },
    stop: () => clearTimeout(timer),
  };
}

/** The newest handlers, for effects that must not run again when a handler is made anew. */
function useLatest<T>(value: T) {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}

type BoardHandlers = { onCards(cards: BoardCard[]): void; onGone?(incidentIds: string[]): void; onReload(): void };

/** The dispatch board live. `onReload`: load the view anew (after a reconnect, or when rights or units changed). */
export function useLiveBoard(handlers: BoardHandlers): void {
  const connection = useContext(Context);
  const on = useLatest(handlers);
  useEffect(() => {
    if (!connection) return;
    const { socket } = connection;
    let first = true;
    const back = spread(() => on.current.onReload());
    const enter = () => {
      connection.go({ page: "board" });
      if (!first) back.soon();
      first = false;
    };
    const cards = (list: BoardCard[]) => on.current.onCards(list);
    const reload = () => on.current.onReload();
    socket.on("hello", enter).on("cards", cards).on("board-changed", reload).on("access", reload);
    if (socket.connected) enter();
    return () => {
      back.stop();
      socket.off("hello", enter).off("cards", cards).off("board-changed", reload).off("access", reload);
      connection.go({ page: "other" });
    };
  }, [connection, on]);
}

type IncidentHandlers = {
  lastSeq(): number;
  onEvents(events: RecordedEvent[], why: "live" | "catch-up"): void;
  onPresence(people: PresentPerson[]): void;
  /** The session of somebody who was in the incident has run out. */
  onRanOut?(person: RanOut): void;
  onLost(): void;
  /** Rights changed but the incident may still be read: load abilities anew. */
  onAccess?(): void;
};

/** One incident live: events in order of seq without gaps, presence, and the end of one's right to it. */
export function useLiveIncident(incidentId: string, handlers: IncidentHandlers): { setWriting(on: boolean): void } {
  const connection = useContext(Context);
  const on = useLatest(handlers);
  const writing = useRef(false);
  useEffect(() => {
    if (!connection) return;
    const { socket } = connection;
    const stream = inOrder({
      lastSeq: () => on.current.lastSeq(),
      give: (events, why) => on.current.onEvents(events, why),
      fetch: async (after) => {
        const response = await fetch(`/incidents/${incidentId}/events?after=${after}`, {
          headers: { Accept: "application/json" },
        });
        if (response.status === 404) {
          on.current.onLost();
          return [];
        }
        if (!response.ok) throw new Error(`events: ${response.status}`);
        return ((await response.json()) as { events: RecordedEvent[] }).events;
      },
    });
    let first = true;
    const enter = async () => {
      const wait = first ? 0 : catchUpWait(Math.random());
      first = false;
      const answer = await connection.go({ page: "incident", incidentId });
      if (!answer) return;
      if (!answer.ok) return on.current.onLost();
      stream.serverHas(answer.seq, wait);
    };
    const events = (message: { incidentId: string; events: RecordedEvent[] }) =>
      message.incidentId === incidentId && stream.arrived(message.events);
    const presence = (message: { incidentId: string; people: PresentPerson[] }) =>
      message.incidentId === incidentId && on.current.onPresence(message.people);
    const lost = (message: { incidentId: string }) => message.incidentId === incidentId && on.current.onLost();
    const ranOut = ({ incidentId: where, ...person }: RanOut & { incidentId: string }) =>
      where === incidentId && on.current.onRanOut?.(person);
    const access = () => on.current.onAccess?.();
    socket.on("hello", enter).on("events", events).on("presence", presence).on("ran-out", ranOut);
    socket.on("lost", lost).on("access", access);
    if (socket.connected) enter();
    return () => {
      stream.stop();
      socket
        .off("hello", enter)
        .off("events", events)
        .off("presence", presence)
        .off("ran-out", ranOut)
        .off("lost", lost)
        .off("access", access);
      connection.go({ page: "other" });
    };
  }, [connection, incidentId, on]);
  return {
    setWriting(state) {
      if (writing.current === state) return;
      writing.current = state;
      connection?.socket.volatile.emit("writing", state);
    },
  };
}

/**
 * Calls `onHint` when submissions came that the person may read, once the page hears of them, and after a reconnect: spread, for all
 * rooms hear of it at once.
 */
export function useLiveLetters(onHint: () => void): void {
  const connection = useContext(Context);
  const on = useLatest(onHint);
  useEffect(() => {
    if (!connection) return;
    const { socket } = connection;
    let first = true;
    const later = spread(() => on.current());
    const leave = connection.onEntered(() => {
      if (first) on.current();
      else later.soon();
      first = false;
    });
    socket.on("letters", later.soon);
    return () => {
      later.stop();
      leave();
      socket.off("letters", later.soon);
    };
  }, [connection, on]);
}

/** Calls `onHint` when what waits for the person may have changed, and after a reconnect. */
export function useLiveInbox(onHint: () => void): void {
  const connection = useContext(Context);
  const on = useLatest(onHint);
  useEffect(() => {
    if (!connection) return;
    const { socket } = connection;
    let first = true;
    const hint = () => on.current();
    const back = spread(hint);
    const hello = () => {
      if (!first) back.soon();
      first = false;
    };
    socket.on("inbox", hint).on("access", hint).on("hello", hello);
    return () => {
      back.stop();
      socket.off("inbox", hint).off("access", hint).off("hello", hello);
    };
  }, [connection, on]);
}
