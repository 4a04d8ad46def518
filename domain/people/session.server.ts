import { createHash, randomBytes } from "node:crypto";
import { sql, sqlIn, type Tx } from "../kernel/db.server.ts";
import { record } from "../kernel/record.server.ts";
import { SEEN_EVERY_MS, type SessionEnd, type SessionTimes } from "./session.ts";

/** A fresh session token: 256 random bits, base64url. Only its hash is ever stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What the database knows of a token: SHA-256, hex. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

export type StoredSession = SessionTimes & {
  id: string;
  publicId: string;
  personId: string;
  mustChangePassword: boolean;
  theme: string;
  singleKeys: boolean;
};

const FIND = `
select s.id, s.public_id as "publicId", s.person_id as "personId", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt",
  s.ended_at as "endedAt", s.end_reason as "endReason", p.must_change_password as "mustChangePassword", p.theme, p.single_keys as "singleKeys"
from session s join person p on p.id = s.person_id
where s.id = $1`;

/** The session of a token, live or over; null when there never was one. */
export async function findSession(token: string): Promise<StoredSession | null> {
  const [row] = await sql<StoredSession>(FIND, [tokenHash(token)]);
  return row ?? null;
}

/** The session of a public id, for sockets that hold no token. */
export async function findSessionByPublicId(publicId: string): Promise<StoredSession | null> {
  const [row] = await sql<StoredSession>(FIND.replace("s.id = $1", "s.public_id = $1"), [publicId]);
  return row ?? null;
}

/** Moves the idle end: an operation was made at `at`. Writes at most once a minute; returns the time that now counts. */
export async function seen(session: StoredSession, at: Date): Promise<Date> {
  if (at.getTime() - session.lastSeenAt.getTime() < SEEN_EVERY_MS) return session.lastSeenAt;
  await sql("update session set last_seen_at = $2 where id = $1 and ended_at is null and last_seen_at < $2", [
    session.id,
    at,
  ]);
  return at;
}

const END = `
update session set ended_at = $3, end_reason = $4
where person_id = $1 and ended_at is null and ($2::uuid[] is null or public_id = any($2)) and ($5::uuid is null or public_id <> $5)
returning public_id as "publicId"`;

/** Ends sessions of a person in the command's transaction and records each: those of `only`, or all but `except`. Returns how many. */
export async function endSessionsIn(
  tx: Tx,
  personId: string,
  reason: SessionEnd,
  now: Date,
  { only, except }: { only?: string[]; except?: string | null } = {},
): Promise<number> {
  const ended = await sqlIn<{ publicId: string }>(tx, END, [personId, only ?? null, now, reason, except ?? null]);
  for (const { publicId } of ended)
    await record(tx, "people.session.ended", personId, { personId, session: publicId, reason });
  return ended.length;
}
