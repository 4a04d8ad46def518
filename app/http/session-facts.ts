import type { SessionEnd } from "#domain/people/session.ts";

/** Sent by the portal's own pages: seconds since the person last did something. A page that reloads by itself is no operation. */
export const IDLE_HEADER = "X-Lianxi-Idle";

/** Sent by the portal's own pages: whose page it is. Nothing is read or done for another person who has signed in at this browser meanwhile. */
export const PERSON_HEADER = "X-Lianxi-Person";

/** When the session ends by itself: `idleAt` if nothing more is done, `expiresAt` in any case. ISO 8601; `now` is the server's clock. */
export type Deadlines = { now: string; idleAt: string; expiresAt: string };

/** Why there is no session. "unknown": the token is none of ours; "none": no cookie. */
export type SessionOverReason = SessionEnd | "unknown" | "none";

/** What `GET /session` answers. */
export type SessionFacts =
  | { live: true; personId: string; deadlines: Deadlines }
  | { live: false; reason: SessionOverReason };
