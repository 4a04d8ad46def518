/** The cookie that carries a session's token. */
export const SESSION_COOKIE = "lianxi_session";

/** A session ends after half an hour without an operation, and in any case eight hours after it began (a portal rule). */
export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 8 * 3_600_000;
/** `lastSeenAt` is written at most this often. */
export const SEEN_EVERY_MS = 60_000;

export type SessionEnd = "signed_out" | "ended_by_self" | "ended_by_admin" | "password_changed" | "idle" | "expired";

export type SessionTimes = { lastSeenAt: Date; expiresAt: Date; endedAt: Date | null; endReason: string | null };

/** "live", or why the session is over at `now`. */
export function sessionState(session: SessionTimes, now: Date): "live" | SessionEnd {
  if (session.endedAt) return (session.endReason ?? "signed_out") as SessionEnd;
  if (now >= session.expiresAt) return "expired";
  return now >= idleEnd(session) ? "idle" : "live";
}

/** When the session ends if nothing more is done. */
export const idleEnd = (session: { lastSeenAt: Date }): Date => new Date(session.lastSeenAt.getTime() + IDLE_MS);
