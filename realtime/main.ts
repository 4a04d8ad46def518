import type { Server as HttpServer } from "node:http";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";
import { env } from "#domain/kernel/env.ts";
import { log } from "#domain/kernel/log.ts";
import { Access } from "./access.ts";
import type { Effect } from "./audience.ts";
import type { PortalServer, PortalSocket } from "./portal-server.ts";
import { Presence } from "./presence.ts";
import { Relay } from "./relay.ts";
import { partBoardRoom, prefixes } from "./rooms.ts";
import { authenticate, serve } from "./sockets.ts";

/** Attaches live coordination to the portal's HTTP server. With REDIS_URL any number of nodes act as one. */
export async function attachRealtime(http: HttpServer): Promise<{ close(): Promise<void> }> {
  const { REDIS_URL, LIANXI_ORIGIN } = env();
  const redis = REDIS_URL
    ? await createClient({ url: REDIS_URL })
        .on("error", (error) => log.warn({ error: error.message }, "redis"))
        .connect()
    : undefined;
  const io: PortalServer = new Server(http, {
    path: "/live",
    serveClient: false,
    maxHttpBufferSize: 256 * 1024,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    ...(redis && { adapter: createAdapter(redis, { streamName: "lianxi:live", maxLen: 20_000 }) }),
    // Browsers send Origin with every WebSocket handshake; what comes from another site is refused.
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      const own =
        origin === undefined ||
        (URL.canParse(origin) &&
          (new URL(origin).host === host ||
            (LIANXI_ORIGIN !== undefined && new URL(origin).origin === new URL(LIANXI_ORIGIN).origin)));
      decide(own ? null : "origin", own);
    },
  });
  const access = new Access(io);
  const presence = new Presence(io);
  const each = (test: (socket: PortalSocket) => boolean, act: (socket: PortalSocket) => void) => {
    for (const socket of access.local(test)) act(socket);
  };
  const everywhere = {
    recheckPerson: (personId: string) =>
      each(
        (s) => s.data.personId === personId,
        (s) => access.again(s),
      ),
    recheckIncident: (incidentId: string) =>
      each(
        (s) => s.data.incidentId === incidentId,
        (s) => access.again(s),
      ),
    endSession: (session: string, reason: string) =>
      each(
        (s) => s.data.sessionId === session,
        (s) => access.endSession(s, reason),
      ),
  };
  io.on("recheckPerson", everywhere.recheckPerson);
  io.on("recheckIncident", everywhere.recheckIncident);
  io.on("endSession", everywhere.endSession);
  // One node alone has nobody to tell; without Redis the adapter refuses to.
  const tellNodes: PortalServer["serverSideEmit"] = (...message) => (redis ? io.serverSideEmit(...message) : false);
  const onEffect = (effect: Effect) => {
    if (effect.kind === "person") {
      everywhere.recheckPerson(effect.personId);
      tellNodes("recheckPerson", effect.personId);
    } else if (effect.kind === "session") {
      everywhere.endSession(effect.session, effect.reason);
      tellNodes("endSession", effect.session, effect.reason);
    } else {
      everywhere.recheckIncident(effect.incidentId);
      tellNodes("recheckIncident", effect.incidentId);
      relay
        .unitPath(effect.unitId)
        .then((path) => io.to(prefixes(path).map(partBoardRoom)).emit("board-changed"))
        .catch((error) => log.warn({ error: String(error) }, "boards could not be told"));
    }
  };
  const relay = new Relay(io, () => access.sweep(), onEffect);
  authenticate(io);
  serve(io, access, presence);
  return {
    async close() {
      access.close();
      presence.close();
      await relay.close();
      // The HTTP server is its owner's to close.
      io.disconnectSockets(true);
      io.engine.close();
      await redis?.close();
    },
  };
}
