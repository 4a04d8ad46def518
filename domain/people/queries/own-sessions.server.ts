import { sql } from "../../kernel/db.server.ts";
import { IDLE_MS } from "../session.ts";

export type SessionLine = {
  session: string;
  /** The session that asks. */
  current: boolean;
  userAgent: string;
  startedAt: string;
  lastSeenAt: string;
  expiresAt: string;
};

const LIVE = `
select public_id as session, user_agent as "userAgent", created_at as "startedAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt"
from session where person_id = $1 and ended_at is null and expires_at > $2 and last_seen_at > $3
order by last_seen_at desc, public_id limit 100`;

type Row = { session: string; userAgent: string; startedAt: Date; lastSeenAt: Date; expiresAt: Date };

/** The person's live sessions, last used first. */
export async function ownSessions(
  actor: { personId: string; sessionId: string | null },
  now: Date,
): Promise<SessionLine[]> {
  const rows = await sql<Row>(LIVE, [actor.personId, now, new Date(now.getTime() - IDLE_MS)]);
  return rows.map((row) => ({
    session: row.session,
    current: row.session === actor.sessionId,
    userAgent: row.userAgent,
    startedAt: row.startedAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
