import type { Server as HttpServer, IncomingMessage } from "node:http";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";
import { env } from "#domain/kernel/env.ts";
import { log } from "#domain/kernel/log.ts";
import { Access } from "./access.ts";
import type { Effect } from "./audience.ts";
import { attachCollab } from "./collab/main.ts";
import type { PortalServer, PortalSocket } from "./portal-server.ts";
import { Presence } from "./presence.ts";
import { Relay } from "./relay.ts";
import { partBoardRoom, prefixes } from "./rooms.ts";
import { authenticate, serve } from "./sockets.ts";

/** Attaches live coordination to the portal's HTTP server. With REDIS_URL any number of nodes act as one. */
export async function attachRealtime(http: HttpServer): Promise<{ close(): Promise<void> }> {
  const { REDIS_URL } = env();
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
    allowRequest: (request, decide) => {
      const own = isOwnPage(request);
      decide(own ? null : "origin", own);
    },
  });
  const collab = attachCollab(http, { allows: isOwnPage, ...(REDIS_URL && { redisUrl: REDIS_URL }) });
  const presence = new Presence(io);
  const access = new Access(io, (incidentId) => presence.changed(incidentId));
  const each = (test: (socket: PortalSocket) => boolean, act: (socket: PortalSocket) => void) => {
    for (const socket of access.local(test)) act(socket);
  };
  const everywhere = {
    recheckPerson: (personId: string) => {
      collab.recheckPerson(personId);
      each(
        (s) => s.data.personId === personId,
        (s) => access.again(s),
      );
    },
    recheckIncident: (incidentId: string) => {
      collab.recheckIncident(incidentId);
      each(
        (s) => s.data.incidentId === incidentId,
        (s) => access.again(s),
      );
    },
    recheckReport: (reportId: string) => collab.recheckReport(reportId),
    endSession: (session: string, reason: string) => {
      collab.endSession(session);
      each(
        (s) => s.data.sessionId === session,
        (s) => access.endSession(s, reason),
      );
    },
  };
  io.on("recheckPerson", everywhere.recheckPerson);
  io.on("recheckIncident", everywhere.recheckIncident);
  io.on("recheckReport", everywhere.recheckReport);
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
    } else if (effect.kind === "report") {
      everywhere.recheckReport(effect.reportId);
      tellNodes("recheckReport", effect.reportId);
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
      await collab.close();
      // The HTTP server is its owner's to close.
      io.disconnectSockets(true);
      io.engine.close();
      await redis?.close();
    },
  };
}

/** Browsers send Origin with every WebSocket handshake; what comes from another site is refused. */
function isOwnPage({ headers: { origin, host } }: IncomingMessage): boolean {
  const { LIANXI_ORIGIN } = env();
  return (
    origin === undefined ||
    (URL.canParse(origin) &&
      (new URL(origin).host === host ||
        (LIANXI_ORIGIN !== undefined && new URL(origin).origin === new URL(LIANXI_ORIGIN).origin)))
  );
}
