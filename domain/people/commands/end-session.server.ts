import { z } from "zod";
import { command, portalCommand } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound } from "../../kernel/refusal.ts";
import { EndSessionInput } from "../account-inputs.ts";
import { endSessionsIn } from "../session.server.ts";
import { IDLE_MS } from "../session.ts";

/** Ends one of the person's own sessions; a session of somebody else does not exist for him. */
export const endSession = command("people.session.end", EndSessionInput, async ({ tx, actor, input, now }) => {
  const ended = await endSessionsIn(tx, actor.personId, "ended_by_self", now, { only: [input.session] });
  if (ended === 0) throw notFound();
});

/** Ends all of the person's sessions but the one it is asked from. Returns how many. */
export const endOtherSessions = command("people.session.end-others", z.object({}), async ({ tx, actor, now }) => ({
  ended: await endSessionsIn(tx, actor.personId, "ended_by_self", now, { except: actor.sessionId }),
}));

const OVERDUE = `
update session set ended_at = $1, end_reason = case when expires_at <= $1 then 'expired' else 'idle' end
where id in (
  select id from session where ended_at is null and (expires_at <= $1 or last_seen_at <= $2) order by expires_at limit 500 for update skip locked
)
returning public_id as session, person_id as "personId", end_reason as reason`;

/** A timer's: writes down which sessions ended by themselves. They are refused from their deadline on, swept or not. */
export const endOverdueSessions = portalCommand("people.session.end-overdue", z.object({}), async ({ tx, now }) => {
  const ended = await sqlIn<{ session: string; personId: string; reason: string }>(tx, OVERDUE, [
    now,
    new Date(now.getTime() - IDLE_MS),
  ]);
  for (const { session, personId, reason } of ended)
    await record(tx, "people.session.ended", personId, { personId, session, reason });
  return { ended: ended.length };
});
