import { now as clockNow } from "#domain/kernel/clock.ts";
import { newId } from "#domain/kernel/id.ts";
import { findSession, type StoredSession, seen } from "#domain/people/session.server.ts";
import { idleEnd, SESSION_COOKIE, sessionState } from "#domain/people/session.ts";
import { signed, verified } from "#domain/people/signature.server.ts";
import { cookie, noCookie, readCookie } from "./cookies.server.ts";
import { oncePerRequest } from "./request-scope.server.ts";
import { type Deadlines, IDLE_HEADER, type SessionFacts, type SessionOverReason } from "./session-facts.ts";

const DEVICE_COOKIE = "lianxi_device";
const LOGIN_COOKIE = "lianxi_login";
const YEAR = 365 * 24 * 3600;

export type LiveSession = {
  publicId: string;
  personId: string;
  mustChangePassword: boolean;
  theme: string;
  singleKeys: boolean;
  deadlines: Deadlines;
};

export type SessionCheck = { live: LiveSession; over: null } | { live: null; over: SessionOverReason };

/** The session of the request's cookie. A request of the portal's pages moves the idle end, as far as its own idle time allows. */
export function checkSession(request: Request): Promise<SessionCheck> {
  return oncePerRequest("session", async () => {
    const token = readCookie(request, SESSION_COOKIE);
    if (!token) return { live: null, over: "none" };
    const stored = await findSession(token);
    if (!stored) return { live: null, over: "unknown" };
    const now = clockNow();
    const state = sessionState(stored, now);
    if (state !== "live") return { live: null, over: state };
    const lastSeenAt = await seen(stored, lastOperation(request, stored, now));
    return { live: view({ ...stored, lastSeenAt }, now), over: null };
  });
}

/** Whether the session still lives, for pages that ask by themselves. */
export async function sessionFacts(request: Request): Promise<SessionFacts> {
  const { live, over } = await checkSession(request);
  return live ? { live: true, personId: live.personId, deadlines: live.deadlines } : { live: false, reason: over };
}

/** A page that reloads by itself says how long nobody has touched it; any other request is an operation. */
function lastOperation(request: Request, stored: StoredSession, now: Date): Date {
  const idle = Number(request.headers.get(IDLE_HEADER) ?? 0);
  const at = Number.isFinite(idle) && idle > 0 ? now.getTime() - idle * 1000 : now.getTime();
  return new Date(Math.max(at, stored.lastSeenAt.getTime()));
}

const view = (session: StoredSession, now: Date): LiveSession => ({
  publicId: session.publicId,
  personId: session.personId,
  mustChangePassword: session.mustChangePassword,
  theme: session.theme,
  singleKeys: session.singleKeys,
  deadlines: {
    now: now.toISOString(),
    idleAt: idleEnd(session).toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  },
});

/** The cookie that carries a session's token, and its removal. */
export const sessionCookie = (token: string): string => cookie(SESSION_COOKIE, token);
export const noSessionCookie = (): string => noCookie(SESSION_COOKIE);

/** The id of this browser, for counting its failed sign-ins; null when it has none yet or a forged one. */
export const deviceOf = (request: Request): string | null => verified("device", readCookie(request, DEVICE_COOKIE));

/** An id for a browser that has none, with the cookie to remember it. */
export function newDevice(): { device: string; header: string } {
  const device = newId();
  return { device, header: cookie(DEVICE_COOKIE, signed("device", device), { maxAge: 2 * YEAR }) };
}

/** The account name this browser was asked to remember. */
export const rememberedLogin = (request: Request): string => readCookie(request, LOGIN_COOKIE) ?? "";
export const rememberLogin = (login: string | null): string =>
  login ? cookie(LOGIN_COOKIE, login, { maxAge: YEAR }) : noCookie(LOGIN_COOKIE);
