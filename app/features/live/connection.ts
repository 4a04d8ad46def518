import { io, type Socket } from "socket.io-client";
import type { ClientMessages, Here, ServerMessages } from "#domain/live/protocol.ts";
import { retryWait } from "./retry.ts";

export type LiveStatus = "connected" | "reconnecting" | "offline";
export type LiveState = {
  status: LiveStatus;
  /** Since when (ms, this browser's clock) the connection has been away; null while connected. */
  since: number | null;
  /** When the next try comes (ms); null while connected or trying. */
  retryAt: number | null;
  /** How often it has been tried in vain. */
  tries: number;
  /** Server time minus this browser's time, in ms. */
  serverOffset: number;
};

type Listener = () => void;

/** One connection a page, outside React: state for the top bar, messages for the hooks, and where the person is. */
export class Connection {
  readonly socket: Socket<ServerMessages, ClientMessages>;
  #state: LiveState = { status: "reconnecting", since: null, retryAt: null, tries: 0, serverOffset: 0 };
  readonly #listeners = new Set<Listener>();
  #here: Here = { page: "other" };
  readonly #entered = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** After the server has ended the session nothing reconnects until somebody has signed in again. */
  #signedOut = false;

  constructor() {
    this.socket = io({ path: "/live", autoConnect: false, reconnection: false, transports: ["websocket", "polling"] });
    this.socket.on("hello", ({ at }) => {
      clearTimeout(this.#timer);
      const serverOffset = new Date(at).getTime() - Date.now();
      this.#set({ status: "connected", since: null, retryAt: null, tries: 0, serverOffset });
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
    // The network that is back may be another one: what stood over the old one is made anew.
    const online = () => {
      if (this.socket.connected) this.socket.disconnect();
      this.retryNow();
    };
    // Timers sleep with the page; one that is looked at again does not wait for them.
    const looked = () => {
      const isLost = this.#state.since !== null && !this.socket.connected && !this.#signedOut;
      if (document.visibilityState === "visible" && isLost) this.retryNow();
    };
    const offline = () => this.#set({ ...this.#state, status: "offline", since: this.#state.since ?? Date.now() });
    window.addEventListener("online", online);
    window.addEventListener("offline", offline);
    document.addEventListener("visibilitychange", looked);
    this.socket.connect();
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("offline", offline);
      document.removeEventListener("visibilitychange", looked);
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

  /** Calls `then` each time the server has let the page in: what happens there from now on is heard. */
  onEntered(then: () => void): () => void {
    this.#entered.add(then);
    return () => this.#entered.delete(then);
  }

  async #tell(): Promise<{ ok: boolean; seq: number } | null> {
    if (!this.socket.connected) return null;
    try {
      const answer = await this.socket.timeout(8000).emitWithAck("here", this.#here);
      if (answer.ok) for (const then of this.#entered) then();
      return answer;
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
    const { tries } = this.#state;
    const wait = retryWait(tries, Math.random());
    this.#set({
      ...this.#state,
      status: navigator.onLine ? "reconnecting" : "offline",
      since,
      retryAt: Date.now() + wait,
      tries: tries + 1,
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
