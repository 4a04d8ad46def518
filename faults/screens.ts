import { io, type Socket } from "socket.io-client";
import type { RecordedEvent } from "#domain/events/recorded.ts";
import type { ClientMessages, ServerMessages } from "#domain/live/protocol.ts";
import { inOrder } from "../app/features/live/in-order.ts";
import { pause } from "./random.ts";

type Live = Socket<ServerMessages, ClientMessages>;

/** Waits between tries as a page waits (app/features/live/connection.ts). */
const FIRST_RETRY_MS = 800;
const LAST_RETRY_MS = 12_000;

/** A page without a browser: the same order of events, the same catching-up, the same patience. */
export type Screen = {
  incidentId: string;
  /** What it shows, in the order in which it came: seq and text of each entry. */
  shown: { seq: number; commandId: string; why: "live" | "catch-up" }[];
  lastSeq(): number;
  close(): void;
};

function keepConnected(address: () => string, cookie: string, onSocket: (socket: Live) => void): { close(): void } {
  let tries = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let socket: Live | undefined;
  const connect = () => {
    socket = io(address(), {
      path: "/live",
      transports: ["websocket"],
      extraHeaders: { Cookie: cookie },
      reconnection: false,
      forceNew: true,
    });
    const again = () => {
      socket?.removeAllListeners();
      socket?.disconnect();
      clearTimeout(timer);
      if (closed) return;
      const wait = Math.min(FIRST_RETRY_MS * 2 ** tries++, LAST_RETRY_MS) * (0.5 + Math.random() / 2);
      timer = setTimeout(connect, wait);
    };
    socket.on("hello", () => {
      tries = 0;
    });
    socket.on("disconnect", again);
    socket.on("connect_error", again);
    onSocket(socket);
  };
  connect();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      socket?.removeAllListeners();
      socket?.disconnect();
    },
  };
}

/** Opens a screen in an incident and waits until it is there. `addresses`: the node it asks, another one at each new try. */
export async function openScreen(addresses: string[], cookie: string, incidentId: string): Promise<Screen> {
  const shown: Screen["shown"] = [];
  let at = 0;
  let last = 0;
  let entered = false;
  const address = () => addresses[at % addresses.length]!;
  const order = inOrder({
    lastSeq: () => last,
    give(events, why) {
      for (const event of events) {
        shown.push({ seq: event.seq, commandId: event.commandId, why });
        last = event.seq;
      }
    },
    async fetch(after) {
      const response = await fetch(`${address()}/incidents/${incidentId}/events?after=${after}`, {
        headers: { Cookie: cookie, Accept: "application/json" },
        signal: AbortSignal.timeout(15_000),
      });
      if (!response.ok) throw new Error(`events: ${response.status}`);
      return ((await response.json()) as { events: RecordedEvent[] }).events;
    },
  });
  const link = keepConnected(address, cookie, (socket) => {
    socket.on("hello", () =>
      socket.timeout(8000).emit("here", { page: "incident", incidentId }, (error, answer) => {
        if (error || !answer.ok) {
          socket.disconnect();
          return;
        }
        entered = true;
        order.serverHas(answer.seq);
      }),
    );
    socket.on("events", (message) => {
      if (message.incidentId === incidentId) order.arrived(message.events);
    });
    socket.on("disconnect", () => at++);
    socket.on("connect_error", () => at++);
  });
  for (let waited = 0; !entered; waited += 20) {
    if (waited > 60_000) throw new Error("a screen could not enter its incident");
    await pause(20);
  }
  return {
    incidentId,
    shown,
    lastSeq: () => last,
    close() {
      order.stop();
      link.close();
    },
  };
}

/** Somebody who may read none of it: listens the whole time, on the board and at the door of an incident, and asks by hand. */
export type Outsider = {
  /** What reached him that is not his, as short descriptions. */
  leaked: string[];
  /** How often he asked or was connected. */
  asked(): number;
  close(): void;
};

export function openOutsider(addresses: string[], cookie: string, incidents: string[]): Outsider {
  const leaked: string[] = [];
  let asked = 0;
  let at = 0;
  const address = () => addresses[at % addresses.length]!;
  const link = keepConnected(address, cookie, (socket) => {
    socket.on("hello", () => {
      asked += 1;
      const here =
        asked % 2 ? ({ page: "incident", incidentId: incidents[0]! } as const) : ({ page: "board" } as const);
      socket.emit("here", here, (answer) => {
        if (here.page === "incident" && answer.ok) leaked.push("was let into an incident");
      });
    });
    socket.on("events", ({ events }) => leaked.push(`events ${events.map(({ seq }) => seq)}`));
    socket.on("cards", (cards) => leaked.push(`${cards.length} card(s)`));
    socket.on("presence", () => leaked.push("presence"));
    socket.on("inbox", () => leaked.push("inbox"));
    socket.on("disconnect", () => at++);
    socket.on("connect_error", () => at++);
  });
  const knock = setInterval(async () => {
    const path = `/incidents/${incidents[asked % incidents.length]}/events?after=0`;
    const response = await fetch(`${address()}${path}`, {
      headers: { Cookie: cookie, Accept: "application/json" },
      signal: AbortSignal.timeout(5000),
    }).catch(() => null);
    asked += 1;
    if (response?.ok) leaked.push(`${path} answered`);
    await response?.body?.cancel();
  }, 700);
  return {
    leaked,
    asked: () => asked,
    close() {
      clearInterval(knock);
      link.close();
    },
  };
}
