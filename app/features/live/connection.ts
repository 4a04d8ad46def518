import { io, type Socket } from "socket.io-client";
import type { ClientMessages, Here, ServerMessages } from "#domain/live/protocol.ts";

export type LiveStatus = "connected" | "reconnecting" | "offline";
export type LiveState = {
  status: LiveStatus;
  /** Since when (ms, this browser's clock) the connection has been away; null while connected. */
  since: number | null;
  /** When the next try comes (ms); null while connected or trying. */
  retryAt: number | null;
  /** Server time minus this browser's time, in ms. */
  serverOffset: number;
};

type Listener = () => void;

/** Waits between tries: doubling, with up to half of it random, so that many browsers do not come back at once. */
const FIRST_RETRY_MS = 800;
const LAST_RETRY_MS = 12_000;

/** One connection a page, outside React: state for the top bar, messages for the hooks, and where the person is. */
export class Connection {
  readonly socket: Socket<ServerMessages, ClientMessages>;
  #state: LiveState = { status: "reconnecting", since: null, retryAt: null, serverOffset: 0 };
  readonly #listeners = new Set<Listener>();
  #here: Here = { page: "other" };
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** After the server has ended the session nothing reconnects until somebody has signed in again. */
  #signedOut = false;

  constructor() {
    this.socket = io({ path: "/live", autoConnect: false, reconnection: false, transports: ["websocket", "polling"] });
    this.socket.on("hello", ({ at }) => {
      this.#tries = 0;
      this.#set({ status: "connected", since: null, retryAt: null, serverOffset: new Date(at).getTime() - Date.now() });
    });
    this.socket.on("session-ended", () => {
      this.#signedOut = true;
    });
    this.socket.on("disconnect", () => this.#lost());
    this.socket.on("connect_error", (error) => {
      if (error.message === "signed_out") this.#signedOut = true;
      this.#lost();
    });
  }

  get state(): LiveState {
    return this.#state;
  }

  subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  open(): () => void {
    const online = () => this.retryNow();
    const offline = () => this.#set({ ...this.#state, status: "offline", since: this.#state.since ?? Date.now() });
    window.addEventListener("online", online);
    window.addEventListener("offline", offline);
    this.socket.connect();
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("offline", offline);
      clearTimeout(this.#timer);
      this.socket.disconnect();
    };
  }

  /** Tries at once: the network came back, the person pressed the button, or somebody signed in again. */
  retryNow = (): void => {
    this.#signedOut = false;
    clearTimeout(this.#timer);
    if (!this.socket.connected) {
      this.#set({ ...this.#state, status: "reconnecting", retryAt: null });
      this.socket.connect();
    }
  };

  /** Tells the server where the person is; again after each connect. The answer says whether he may be there. */
  go(here: Here): Promise<{ ok: boolean; seq: number } | null> {
    this.#here = here;
    return this.#tell();
  }

  async #tell(): Promise<{ ok: boolean; seq: number } | null> {
    if (!this.socket.connected) return null;
    try {
      return await this.socket.timeout(8000).emitWithAck("here", this.#here);
    } catch {
      // No answer in time: the connection is as good as lost, and the reconnect asks again.
      this.socket.disconnect().connect();
      return null;
    }
  }

  #lost(): void {
    const since = this.#state.since ?? Date.now();
    clearTimeout(this.#timer);
    if (this.#signedOut) {
      this.#set({ ...this.#state, status: "offline", since, retryAt: null });
      return;
    }
    const wait = Math.min(FIRST_RETRY_MS * 2 ** this.#tries++, LAST_RETRY_MS) * (0.5 + Math.random() / 2);
    this.#set({
      ...this.#state,
      status: navigator.onLine ? "reconnecting" : "offline",
      since,
      retryAt: Date.now() + wait,
    });
    this.#timer = setTimeout(() => {
      this.#set({ ...this.#state, retryAt: null });
      this.socket.connect();
    }, wait);
  }

  #set(state: LiveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
