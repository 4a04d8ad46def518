import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { expect } from "vitest";
import * as Y from "yjs";
import { linesOf, paragraphsOf } from "../../domain/incidents/reports/report-text.ts";
import { COLLAB_PATH } from "../../realtime/collab/main.ts";
import { atEndOfFile } from "./clean-up.ts";

/** Somebody who has the shared text of a report open, as a browser without an editor. */
export type OpenText = {
  provider: HocuspocusProvider;
  socket: HocuspocusProviderWebsocket;
  lines: () => string[];
  /** Writes at the end of a paragraph. */
  write: (text: string, paragraph?: number) => void;
  seen: { refused: string[]; closed: string[]; saved: number; around: number };
  close: () => void;
};

type Options = {
  /** Of the handshake; absent: a program that is no browser. */
  origin?: string;
  /** What this browser holds already: one that comes back, perhaps at another node. */
  document?: Y.Doc;
};

const opened = new Set<OpenText>();
/** Closes every text that is still open. */
export function closeTexts(): void {
  for (const one of opened) one.close();
}
atEndOfFile(async () => closeTexts());

/** Opens the text `name` at the portal at `address` (http://…) with this cookie. */
export function openText(address: string, cookie: string, name: string, options: Options = {}): OpenText {
  const { origin, document } = options;
  class CookieSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie, ...(origin && { origin }) } } as never);
    }
  }
  const seen: OpenText["seen"] = { refused: [], closed: [], saved: 0, around: 0 };
  const socket = new HocuspocusProviderWebsocket({
    url: `${address.replace(/^http/, "ws")}${COLLAB_PATH}`,
    WebSocketPolyfill: CookieSocket,
    ...{ delay: 50, minDelay: 50, maxDelay: 100 },
  });
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name,
    ...(document && { document }),
    onAuthenticationFailed: ({ reason }) => seen.refused.push(reason),
    onClose: ({ event }) => seen.closed.push(event.reason),
    onStateless: ({ payload }) => {
      const note = JSON.parse(payload) as { saved?: string; around?: true };
      if (note.saved) seen.saved += 1;
      if (note.around) seen.around += 1;
    },
  });
  provider.attach();
  const one: OpenText = {
    ...{ provider, socket, seen },
    lines: () => linesOf(paragraphsOf(provider.document)),
    write(text, paragraph = 0) {
      const line = provider.document.get("root", Y.XmlText).toDelta()[paragraph].insert as Y.XmlText;
      line.insert(line.length, text);
    },
    close() {
      opened.delete(one);
      provider.destroy();
      socket.destroy();
    },
  };
  opened.add(one);
  return one;
}

/** Until the text is there. */
export const synced = (...texts: OpenText[]) =>
  expect
    .poll(() => texts.every((one) => one.provider.isSynced && one.lines().length > 0), { timeout: 20_000 })
    .toBe(true);
