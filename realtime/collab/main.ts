import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type Connection, type Document, Hocuspocus, type WebSocketLike } from "@hocuspocus/server";
import crossws from "crossws/adapters/node";
import { encodeStateAsUpdate } from "yjs";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { log } from "#domain/kernel/log.ts";
import { SESSION_COOKIE } from "#domain/people/session.ts";
import { authorise, type Opened } from "./authorise.ts";
import { BetweenNodes } from "./between-nodes.ts";
import { loadDocument, storeDocument } from "./persist.ts";
import { Writers } from "./writers.ts";

export const COLLAB_PATH = "/collab";

/** Saved after so long without a keystroke, and at the latest after the second span while one writes on, in ms. */
const SAVE_AFTER_MS = 400;
const SAVE_AT_LATEST_MS = 2000;
/** How often it is looked whether a right or a session has run out by the clock. */
const SWEEP_EVERY_MS = 1000;
/** A frame of typing is small; a pasted page is some hundred kB. */
const LARGEST_FRAME = 1024 * 1024;

/** What the client is told beside the text: that all of it is saved (ISO 8601), or that something around it changed. */
export type CollabNote = { saved: string } | { around: true };

export type Collab = {
  recheckPerson(personId: string): void;
  recheckReport(reportId: string): void;
  recheckIncident(incidentId: string): void;
  endSession(sessionId: string): void;
  close(): Promise<void>;
};

type Held = { connection: Connection<Opened>; document: Document };

/**
 * The shared editor on the portal's own HTTP server. The server alone makes documents (with the report), loads and saves them; a
 * socket is let in by the portal's session, and what it may do is looked at when it opens, on every change of rights and each second.
 * With `redisUrl` the nodes share documents.
 */
export function attachCollab(
  http: Server,
  { redisUrl, allows }: { redisUrl?: string; allows: (request: IncomingMessage) => boolean },
): Collab {
  const writers = new Writers();
  const hocuspocus = new Hocuspocus<Opened>({
    quiet: true,
    debounce: SAVE_AFTER_MS,
    maxDebounce: SAVE_AT_LATEST_MS,
    maxPendingDocuments: 2,
    extensions: redisUrl ? [new BetweenNodes(redisUrl)] : [],
    async onAuthenticate({ requestHeaders, documentName, connectionConfig }) {
      const opened = await authorise({ token: cookie(requestHeaders.get("cookie"), SESSION_COOKIE) }, documentName);
      // An error without words is no failure: the client is told its reason, and the log stays clean.
      if (typeof opened === "string") throw Object.assign(new Error(), { reason: opened });
      connectionConfig.readOnly = opened.readOnly;
      return opened;
    },
    async onLoadDocument({ documentName }) {
      const state = await loadDocument(documentName);
      if (!state) throw new Error(`There is no document ${documentName}`);
      return state;
    },
    async onStoreDocument({ document, documentName }) {
      const stored = await storeDocument(documentName, encodeStateAsUpdate(document), writers.take(documentName));
      // Each node says what it has saved to those who write through it.
      if (stored) document.relayStateless(JSON.stringify({ saved: clockNow().toISOString() } satisfies CollabNote));
      else for (const connection of document.getConnections()) look(connection);
    },
    async onChange({ documentName, connection }) {
      if (connection) writers.saw(documentName, connection.context as Opened);
    },
    async beforeHandleMessage({ connection }) {
      const opened = connection.context as Opened;
      if (opened.until > clockNow().getTime()) return;
      connection.readOnly = true;
      look(connection);
    },
    // A name is what the session says, whatever the browser sends.
    async beforeHandleAwareness({ states, context }) {
      const opened = context as Opened | undefined;
      if (opened) for (const state of states.values()) if (state) state.name = opened.name;
    },
    async onStateless({ document, payload }) {
      if (payload === "around") document.broadcastStateless(JSON.stringify({ around: true } satisfies CollabNote));
    },
  });

  const sockets = crossws({
    serverOptions: { maxPayload: LARGEST_FRAME },
    hooks: {
      open(peer) {
        const client = hocuspocus.handleConnection(peer.websocket as unknown as WebSocketLike, peer.request as Request);
        Object.assign(peer.context, { client });
      },
      message(peer, message) {
        clientOf(peer.context)?.handleMessage(message.uint8Array());
      },
      close(peer, { code = 1000, reason = "" }) {
        clientOf(peer.context)?.handleClose({ code, reason });
      },
      error(_peer, error) {
        log.warn({ error: String(error) }, "a socket of the shared editor failed");
      },
    },
  });
  type Client = ReturnType<typeof hocuspocus.handleConnection>;
  const clientOf = (context: Record<string, unknown>) => context.client as Client | undefined;

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? "/", "http://portal").pathname !== COLLAB_PATH) return;
    if (allows(request)) void sockets.handleUpgrade(request, socket, head);
    else socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
  };
  http.on("upgrade", onUpgrade);

  const held = (test: (opened: Opened) => boolean): Held[] =>
    [...hocuspocus.documents.values()].flatMap((document) =>
      document
        .getConnections()
        .filter((connection) => test(connection.context as Opened))
        .map((connection) => ({ connection, document })),
    );

  /** Looks anew at what the person of a connection may do: closes it, or lets it read only. */
  function look(connection: Connection<Opened>): void {
    const before = connection.context;
    authorise({ sessionId: before.sessionId }, connection.document.name)
      .then((opened) => {
        if (typeof opened === "string") return shut(connection, opened);
        // What was written and is not any more is opened anew, or shown as it was frozen: the page decides.
        if (opened.readOnly && !before.readOnly) return shut(connection, "settled");
        Object.assign(before, opened);
        connection.readOnly = opened.readOnly;
      })
      .catch((error) => {
        log.error({ error: String(error) }, "the rights to a document could not be checked; it is closed");
        shut(connection, "unknown");
      });
  }
  const shut = (connection: Connection<Opened>, reason: string) => {
    connection.readOnly = true;
    connection.close({ code: 4403, reason });
  };
  const again = (test: (opened: Opened) => boolean) => {
    for (const { connection } of held(test)) look(connection);
  };
  const timer = setInterval(() => again((opened) => opened.until <= clockNow().getTime()), SWEEP_EVERY_MS);

  return {
    recheckPerson: (personId) => again((opened) => opened.personId === personId),
    recheckReport: (reportId) => again((opened) => opened.reportId === reportId),
    recheckIncident: (incidentId) => again((opened) => opened.incidentId === incidentId),
    endSession: (sessionId) => again((opened) => opened.sessionId === sessionId),
    async close() {
      clearInterval(timer);
      http.off("upgrade", onUpgrade);
      // What is waiting to be saved is saved; then the sockets end, and browsers come back to the next server.
      hocuspocus.flushPendingStores();
      await Promise.all([...hocuspocus.documents.values()].map((document) => document.saveMutex.waitForUnlock()));
      sockets.closeAll(1012, "restart", true);
      await hocuspocus.hooks("onDestroy", { instance: hocuspocus });
    },
  };
}

function cookie(header: string | null, name: string): string {
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return decodeURIComponent(pair.slice(at + 1).trim());
  }
  return "";
}
