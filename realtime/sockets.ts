import { z } from "zod";
import { commandsByIntent } from "#domain/commands.server.ts";
import { now as clockNow } from "#domain/kernel/clock.ts";
import type { Command } from "#domain/kernel/command.server.ts";
import { execute } from "#domain/kernel/command.server.ts";
import { sql } from "#domain/kernel/db.server.ts";
import { log } from "#domain/kernel/log.ts";
import { outageOf } from "#domain/kernel/outage.ts";
import { Refusal } from "#domain/kernel/refusal.ts";
import { inLanguage, say } from "#domain/kernel/sentence.ts";
import type { CommandReply, Here } from "#domain/live/protocol.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import { findSession, findSessionByPublicId } from "#domain/people/session.server.ts";
import { idleEnd, SESSION_COOKIE, sessionState } from "#domain/people/session.ts";
import type { Access } from "./access.ts";
import type { PortalServer, PortalSocket } from "./portal-server.ts";
import type { Presence } from "./presence.ts";
import { incidentRoom } from "./rooms.ts";

const HereInput = z.union([
  z.object({ page: z.literal("incident"), incidentId: z.uuid() }),
  z.object({ page: z.literal("board") }),
  z.object({ page: z.literal("other") }),
]);
const CommandInput = z.object({ intent: z.string().max(60), input: z.unknown(), commandId: z.uuid() });

/** Accepts a connection only with a live session; everything else is decided at each message. */
export function authenticate(io: PortalServer): void {
  io.use(async (socket, next) => {
    try {
      const token = cookie(socket.handshake.headers.cookie, SESSION_COOKIE);
      const session = token ? await findSession(token) : null;
      const now = clockNow();
      const actor =
        session && sessionState(session, now) === "live" && !session.mustChangePassword
          ? await loadActor(session.personId, now, session.publicId)
          : null;
      if (!session || !actor) return next(new Error("signed_out"));
      Object.assign(socket.data, {
        personId: actor.personId,
        name: actor.name,
        unitName: actor.unitName,
        sessionId: session.publicId,
        expiresAt: session.expiresAt.getTime(),
        idleAt: idleEnd(session).getTime(),
        incidentId: null,
        here: { page: "other" },
        writing: false,
      });
      (socket as PortalSocket).actor = actor;
      next();
    } catch (error) {
      log.warn({ error: String(error) }, "a socket could not be authenticated");
      next(new Error("unavailable"));
    }
  });
}

/** What a connected socket may say. */
export function serve(io: PortalServer, access: Access, presence: Presence): void {
  io.on("connection", (plain) => {
    const socket = plain as PortalSocket;
    const actor = socket.actor!;
    const ready = access
      .settle(socket, actor)
      .then(() => socket.emit("hello", { at: clockNow().toISOString(), personId: actor.personId }));
    ready.catch(() => socket.disconnect(true));
    // Pages are entered one after another: of two in a row the later counts, however long each takes.
    let turn: Promise<unknown> = ready;

    socket.on("here", (raw, done) => {
      const parsed = HereInput.safeParse(raw);
      if (typeof done !== "function") return;
      if (!parsed.success) return done({ ok: false, seq: 0 });
      const entered = turn.then(() => move(parsed.data));
      turn = entered.catch(() => undefined);
      entered.then(done).catch((error) => {
        log.warn({ error: String(error) }, "a page could not be entered");
        done({ ok: false, seq: 0 });
      });
    });

    /** Decides from where the person says he is which rooms the socket is in. */
    async function move(here: Here): Promise<{ ok: boolean; seq: number }> {
      const before = socket.data.incidentId;
      const current = access.actorOf(socket);
      if (!current) return { ok: false, seq: 0 };
      const may = here.page === "incident" && (await access.mayRead(current, here.incidentId));
      socket.data.here = here;
      socket.data.writing = false;
      socket.data.incidentId = may ? (here as { incidentId: string }).incidentId : null;
      await access.settle(socket, current);
      if (before && before !== socket.data.incidentId) presence.changed(before);
      if (here.page !== "incident") return { ok: true, seq: 0 };
      if (!may) return { ok: false, seq: 0 };
      presence.changed(here.incidentId);
      // Read after joining: what is committed later arrives as an event.
      const [stream] = await sql<{ seq: number }>("select seq from stream where id = $1", [here.incidentId]);
      return { ok: true, seq: stream?.seq ?? 0 };
    }

    socket.on("writing", (on) => {
      const { incidentId } = socket.data;
      if (!incidentId || socket.data.writing === (on === true) || !socket.rooms.has(incidentRoom(incidentId))) return;
      socket.data.writing = on === true;
      presence.changed(incidentId);
    });

    socket.on("command", (raw, done) => {
      if (typeof done !== "function") return;
      runOverSocket(socket, raw).then(done, (error) => {
        const outage = outageOf(error);
        log.error(
          { error: String(error), stack: error instanceof Error ? error.stack : undefined },
          "a command over the socket failed",
        );
        done({
          ok: false,
          code: "failed",
          message: inLanguage(
            outage?.sentence ??
              say("系统出错，没有保存，请重试。", "Something went wrong and nothing was saved. Try again."),
            actor.locale,
          ),
          ...(outage?.kind === "unsure" && { unsure: true as const }),
        });
      });
    });

    socket.on("disconnect", () => {
      access.forget(socket);
      if (socket.data.incidentId) presence.changed(socket.data.incidentId);
    });
  });
}

/** One command from a socket: the session and the rights are looked at anew, as for a request. */
async function runOverSocket(socket: PortalSocket, raw: unknown): Promise<CommandReply> {
  const now = clockNow();
  const locale = socket.actor?.locale ?? "zh-CN";
  const parsed = CommandInput.safeParse(raw);
  const command =
    parsed.success && Object.hasOwn(commandsByIntent, parsed.data.intent)
      ? (commandsByIntent[parsed.data.intent as keyof typeof commandsByIntent] as Command)
      : undefined;
  if (!parsed.success || !command)
    return {
      ok: false,
      code: "invalid",
      message: inLanguage(
        say("不认识这个操作，请刷新页面后重试。", "This action is unknown; reload the page and try again."),
        locale,
      ),
    };
  const [session, actor] = await Promise.all([
    findSessionByPublicId(socket.data.sessionId),
    loadActor(socket.data.personId, now, socket.data.sessionId),
  ]);
  if (!session || !actor || sessionState(session, now) !== "live")
    return {
      ok: false,
      code: "signed_out",
      message: inLanguage(
        say(
          "登录已过期，请重新登录。没写完的都在。",
          "You have been signed out. Sign in again; what you were writing is kept.",
        ),
        locale,
      ),
    };
  try {
    return {
      ok: true,
      outcome: (await execute(command, actor, parsed.data.input, { commandId: parsed.data.commandId, now })) ?? null,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fields = Object.fromEntries(
      Object.entries(error.fields).map(([name, sentence]) => [name, inLanguage(sentence, locale)]),
    );
    return {
      ok: false,
      code: error.code,
      message: inLanguage(error.sentence, locale),
      fields,
      ...(error.current === undefined ? {} : { current: error.current }),
    };
  }
}

function cookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return decodeURIComponent(pair.slice(at + 1).trim());
  }
  return null;
}
