import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import type { Provider } from "@lexical/yjs";
import type { Doc } from "yjs";

/** How the shared text stands with the server. `saved`: when the server last wrote all of it down (ISO 8601). */
export type TextState = {
  link: "opening" | "open" | "away" | "refused" | "closed";
  /** Something written here has not reached the server yet. */
  unsent: boolean;
  saved: string | null;
  writers: { id: string; name: string; self: boolean }[];
};
export const beginning: TextState = { link: "opening", unsent: false, saved: null, writers: [] };

/** A session that is over is asked for over the page; the text then goes on by itself. */
const ASK_AGAIN_MS = 3000;

/** The connection of one shared text: what Lexical wants of a provider, made of Hocuspocus, with its state for the page. */
export class SharedText implements Provider {
  readonly #socket: HocuspocusProviderWebsocket;
  readonly #provider: HocuspocusProvider;
  readonly #tell: (change: Partial<TextState>) => void;
  readonly #onAround: () => void;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ended = false;
  readonly awareness: Provider["awareness"];

  constructor(name: string, document: Doc, tell: (change: Partial<TextState>) => void, onAround: () => void) {
    this.#tell = tell;
    this.#onAround = onAround;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.#socket = new HocuspocusProviderWebsocket({
      url: `${scheme}://${location.host}/collab`,
      autoConnect: false,
      delay: 800,
      minDelay: 500,
      maxDelay: 12_000,
    });
    this.#provider = new HocuspocusProvider({
      name,
      document,
      websocketProvider: this.#socket,
      onSynced: () => tell({ link: "open" }),
      onStatus: ({ status }) => {
        if (status !== "connected" && !this.#ended) tell({ link: "away" });
      },
      onUnsyncedChanges: ({ number }) => tell({ unsent: number > 0 }),
      onStateless: ({ payload }) => this.#hear(payload),
      onAuthenticationFailed: ({ reason }) => this.#refused(reason),
      // A text that the server closes is over for this page: a socket that is lost has a code of its own.
      onClose: ({ event }) => {
        if (["settled", "not_found", "signed_out", "unknown"].includes(event.reason)) this.#over(event.reason);
      },
      onAwarenessUpdate: ({ states }) =>
        tell({
          writers: states
            .filter((state) => typeof state.name === "string")
            .map((state) => ({
              id: String(state.clientId),
              name: state.name as string,
              self: state.clientId === document.clientID,
            })),
        }),
    });
    this.#provider.attach();
    this.awareness = this.#provider.awareness as unknown as Provider["awareness"];
  }

  connect(): Promise<void> {
    return this.#socket.connect() as Promise<void>;
  }
  disconnect(): void {
    this.#ended = true;
    clearTimeout(this.#retry);
    this.#provider.destroy();
    this.#socket.destroy();
  }
  on(type: string, call: (argument: never) => void): void {
    if (type === "sync") this.#provider.on("synced", () => (call as (synced: boolean) => void)(true));
    if (type === "status") this.#provider.on("status", call);
  }
  off(type: string, call: (argument: never) => void): void {
    if (type === "status") this.#provider.off("status", call);
  }

  /** Tells the others that something around the text has changed: addressees, title. */
  tellAround(): void {
    this.#provider.sendStateless("around");
  }

  #hear(payload: string): void {
    const note = JSON.parse(payload) as { saved?: string; around?: true };
    if (note.saved) this.#tell({ saved: note.saved });
    if (note.around) this.#onAround();
  }
  #refused(reason: string): void {
    if (reason === "signed_out") this.#askAgain();
    else this.#over(reason);
  }
  #askAgain(): void {
    this.#tell({ link: "refused" });
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      if (this.#ended) return;
      void this.#provider.sendToken();
      this.#provider.startSync();
    }, ASK_AGAIN_MS);
  }
  #over(reason: string): void {
    if (reason === "signed_out") this.#askAgain();
    else {
      this.#tell({ link: "closed" });
      this.#onAround();
    }
  }
}
