import { incidentThing } from "#domain/incidents/queries/room.server.ts";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { log } from "#domain/kernel/log.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import { type Actor, nextChangeOfRights } from "#domain/people/actor.ts";
import { findSessionByPublicId } from "#domain/people/session.server.ts";
import { idleEnd, sessionState } from "#domain/people/session.ts";
import { incidentRules } from "#domain/permissions/incidents.ts";
import type { PortalServer, PortalSocket } from "./portal-server.ts";
import { boardRooms, incidentRoom, lettersRooms, standingRooms } from "./rooms.ts";

/** How often a node looks whether a grant or a session of one of its sockets has ended by time. */
export const SWEEP_EVERY_MS = 1000;

/** The rights of a node's sockets: the server owns the rooms, and takes them away when a grant or session ends. */
export class Access {
  /** Moment (ms) at which a socket's rights next change by themselves. */
  readonly #until = new Map<PortalSocket, number>();
  readonly #actors = new Map<PortalSocket, Actor>();
  readonly #timer: NodeJS.Timeout;
  readonly #io: PortalServer;
  readonly #onLeft: (incidentId: string) => void;

  /** `onLeft`: a socket was put out of this incident. */
  constructor(io: PortalServer, onLeft: (incidentId: string) => void) {
    this.#io = io;
    this.#onLeft = onLeft;
    this.#timer = setInterval(() => this.sweep(), SWEEP_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  actorOf(socket: PortalSocket): Actor | undefined {
    return this.#actors.get(socket);
  }

  forget(socket: PortalSocket): void {
    this.#until.delete(socket);
    this.#actors.delete(socket);
  }

  /** Puts a socket into the rooms that its person may be in at `now`, and out of all others. */
  async settle(socket: PortalSocket, actor: Actor): Promise<void> {
    const now = clockNow();
    this.#actors.set(socket, actor);
    this.#until.set(
      socket,
      Math.min(nextChangeOfRights(actor, now)?.getTime() ?? Number.POSITIVE_INFINITY, socket.data.expiresAt),
    );
    const wanted = new Set([socket.id, ...standingRooms(actor, now)]);
    if (socket.data.here.page === "board") for (const room of boardRooms(actor, now)) wanted.add(room);
    if (socket.data.incidentId)
      for (const room of [incidentRoom(socket.data.incidentId), ...lettersRooms(actor, now)]) wanted.add(room);
    // Rooms that another call joins meanwhile are not this one's to leave.
    await Promise.all([...socket.rooms].filter((room) => !wanted.has(room)).map((room) => socket.leave(room)));
    await socket.join([...wanted]);
  }

  /** Whether the person of a socket may read an incident now. */
  async mayRead(actor: Actor, incidentId: string): Promise<boolean> {
    const thing = await incidentThing(incidentId);
    return thing !== null && incidentRules["incidents.read"](actor, thing, clockNow()) === true;
  }

  /** Loads a socket's person anew: ends the session or leaves rooms where rights are gone, and tells the page. */
  async recheck(socket: PortalSocket): Promise<void> {
    const now = clockNow();
    const [session, actor] = await Promise.all([
      findSessionByPublicId(socket.data.sessionId),
      loadActor(socket.data.personId, now, socket.data.sessionId),
    ]);
    const state = session ? sessionState(session, now) : "signed_out";
    if (state !== "live" || !actor) return this.endSession(socket, state === "live" ? "ended_by_admin" : state);
    const { incidentId } = socket.data;
    if (incidentId && !(await this.mayRead(actor, incidentId)) && socket.data.incidentId === incidentId) {
      socket.data.incidentId = null;
      await socket.leave(incidentRoom(incidentId));
      socket.emit("lost", { incidentId });
      this.#onLeft(incidentId);
    }
    await this.settle(socket, actor);
    socket.emit("access");
  }

  endSession(socket: PortalSocket, reason: string): void {
    this.forget(socket);
    socket.emit("session-ended", { reason });
    for (const room of socket.rooms) if (room !== socket.id) socket.leave(room);
    const { incidentId, personId, name } = socket.data;
    socket.data.incidentId = null;
    if (incidentId) {
      this.#onLeft(incidentId);
      // Who left on purpose is simply gone.
      if (reason === "idle" || reason === "expired")
        this.#io
          .to(incidentRoom(incidentId))
          .emit("ran-out", { incidentId, personId, name, at: clockNow().toISOString() });
    }
    setTimeout(() => socket.disconnect(true), 100);
  }

  /** Nobody has worked on this socket's page for so long that its session may be over: the database knows. */
  async #stillUsed(socket: PortalSocket): Promise<void> {
    socket.data.idleAt = Number.MAX_SAFE_INTEGER;
    const session = await findSessionByPublicId(socket.data.sessionId);
    const state = session ? sessionState(session, clockNow()) : "signed_out";
    if (!session || state !== "live") return this.endSession(socket, state);
    socket.data.idleAt = idleEnd(session).getTime();
  }

  /** Rights of a socket that have run out by the clock are taken before anything more is sent to it. */
  sweep(): void {
    const now = clockNow().getTime();
    for (const socket of this.#actors.keys())
      if (socket.data.idleAt <= now) this.#orOut(socket, this.#stillUsed(socket));
    for (const [socket, until] of this.#until) {
      if (until > now) continue;
      this.#until.set(socket, Number.POSITIVE_INFINITY);
      for (const room of socket.rooms) if (room !== socket.id) socket.leave(room);
      this.again(socket);
    }
  }

  again(socket: PortalSocket): void {
    this.#orOut(socket, this.recheck(socket));
  }

  #orOut(socket: PortalSocket, look: Promise<void>): void {
    look.catch((error) => {
      log.error({ error: String(error) }, "the rights of a socket could not be checked; it is disconnected");
      socket.disconnect(true);
    });
  }

  /** Sockets of this node that a change concerns. */
  local(test: (socket: PortalSocket) => boolean): PortalSocket[] {
    return [...this.#io.sockets.sockets.values()].filter((socket) => test(socket as PortalSocket)) as PortalSocket[];
  }
}
