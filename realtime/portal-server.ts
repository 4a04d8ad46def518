import type { Server as IoServer, RemoteSocket, Socket } from "socket.io";
import type { ClientMessages, Here, ServerMessages } from "#domain/live/protocol.ts";
import type { Actor } from "#domain/people/actor.ts";

/** What a socket carries. `incidentId` is where its person is, once the server has agreed. */
export type SocketData = {
  personId: string;
  name: string;
  unitName: string;
  /** Public id of the session, and when it ends in any case. */
  sessionId: string;
  expiresAt: number;
  /** When it ends if nothing more is done, as far as this node has looked. */
  idleAt: number;
  incidentId: string | null;
  here: Here;
  writing: boolean;
};

/** Between nodes: look again at what a person, an incident or a session may do; and who is where. */
export type NodeMessages = {
  recheckPerson: (personId: string) => void;
  recheckIncident: (incidentId: string) => void;
  recheckReport: (reportId: string) => void;
  endSession: (session: string, reason: string) => void;
};

export type PortalServer = IoServer<ClientMessages, ServerMessages, NodeMessages, SocketData>;
export type PortalSocket = Socket<ClientMessages, ServerMessages, NodeMessages, SocketData> & { actor?: Actor };
export type AnySocket = RemoteSocket<ServerMessages, SocketData>;
