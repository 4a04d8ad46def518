import { sql } from "../../kernel/db.server.ts";
import { permitRead } from "../../kernel/refusal.ts";
import {
  administeredUnitPaths,
  mayEndSessions,
  maySeeAdministration,
  maySeeRegister,
  visibleUnitPaths,
} from "../../permissions/people.ts";
import type { Actor } from "../actor.ts";
import type { RegisterCounts } from "../register.ts";
import { IDLE_MS } from "../session.ts";
import { COUNT_AT_MOST, soonEnd } from "./all-grants.server.ts";
import { LIVE_SESSIONS } from "./live-sessions.server.ts";

const OPEN = `
select count(*)::int as grants, count(*) filter (where not_before <= $2 and not_after < $3)::int as ending
from (select g.not_before, g.not_after from grants g join person p on p.id = g.person_id join unit u on u.id = p.unit_id
  where u.path like any($1) and g.revoked_at is null and g.not_after > $2 limit ${COUNT_AT_MOST}) open`;
const SESSIONS = `select count(*)::int as n from (select 1 ${LIVE_SESSIONS} limit ${COUNT_AT_MOST}) live`;

/** The page on which the register opens to the reader; not_found for whom none does. */
export function registerHome(actor: Actor, now: Date): "units" | "changes" {
  permitRead(maySeeAdministration(actor, null, now));
  return maySeeRegister(actor, null, now) === true ? "units" : "changes";
}

/** The figures on the tabs of the register. */
export async function registerCounts(actor: Actor, now: Date): Promise<RegisterCounts> {
  permitRead(maySeeAdministration(actor, null, now));
  const [open] =
    maySeeRegister(actor, null, now) === true
      ? await sql<{ grants: number; ending: number }>(OPEN, [visibleUnitPaths(actor, now), now, soonEnd(now)])
      : [];
  const [live] =
    mayEndSessions(actor, null, now) === true
      ? await sql<{ n: number }>(SESSIONS, [administeredUnitPaths(actor, now), now, new Date(now.getTime() - IDLE_MS)])
      : [];
  return { grants: open?.grants ?? null, ending: open?.ending ?? null, sessions: live?.n ?? null };
}
