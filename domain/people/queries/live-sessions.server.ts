import { sql } from "../../kernel/db.server.ts";
import { permitRead } from "../../kernel/refusal.ts";
import { administeredUnitPaths, mayEndSessions, personRules } from "../../permissions/people.ts";
import type { Actor } from "../actor.ts";
import type { SessionsPage } from "../register.ts";
import { IDLE_MS } from "../session.ts";
import { COUNT_AT_MOST } from "./all-grants.server.ts";
import { asked, nameCondition } from "./name-condition.ts";
import { pageOf, type Turn, turning } from "./page-key.ts";
import { told } from "./verdicts.ts";

const SESSIONS_A_PAGE = 50;
const COLUMNS = [
  { sql: "s.created_at", type: "timestamptz" },
  { sql: "s.public_id", type: "uuid" },
];
/** `$1` territory, `$2` now, `$3` what was last seen before it is over by idleness. */
export const LIVE_SESSIONS =
  "from session s join person p on p.id = s.person_id join unit u on u.id = p.unit_id where u.path like any($1) and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $3";

type Row = {
  session: string;
  personId: string;
  personName: string;
  unitName: string;
  unitPath: string;
  userAgent: string;
  startedAt: Date;
  lastSeenAt: Date;
};

/** Who is signed in, the newest sign-in first. For administrators, of the people in their territory. */
export async function liveSessions(
  actor: Actor,
  now: Date,
  { query, ...turn }: Turn & { query?: string | null } = {},
): Promise<SessionsPage> {
  permitRead(mayEndSessions(actor, null, now));
  const plain = asked(query);
  const name = nameCondition(plain, ["p.name"], "p.pinyin", 4);
  const values = [administeredUnitPaths(actor, now), now, new Date(now.getTime() - IDLE_MS), ...name.values];
  const key = turning(turn, COLUMNS, 6, "desc");
  const rows = await sql<Row>(
    `select s.public_id as session, p.id as "personId", p.name as "personName", u.short_name as "unitName", u.path as "unitPath",
       s.user_agent as "userAgent", s.created_at as "startedAt", s.last_seen_at as "lastSeenAt"
     ${LIVE_SESSIONS} and ${name.condition} and ${key.condition} order by ${key.order} limit ${SESSIONS_A_PAGE + 1}`,
    [...values, ...key.values],
  );
  const [count] = await sql<{ n: number }>(
    `select count(*)::int as n from (select 1 ${LIVE_SESSIONS} and ${name.condition} limit ${COUNT_AT_MOST}) counted`,
    values,
  );
  const page = pageOf(rows, SESSIONS_A_PAGE, key, (row) => [row.startedAt.toISOString(), row.session]);
  return {
    ...page,
    total: count!.n,
    rows: page.rows.map((row) => ({
      session: row.session,
      personId: row.personId,
      personName: row.personName,
      unitName: row.unitName,
      userAgent: row.userAgent,
      startedAt: row.startedAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      own: row.session === actor.sessionId,
      canEnd: told(
        personRules["people.session.end-of-person"](
          actor,
          { id: row.personId, unitPath: row.unitPath, reach: [] },
          now,
        ),
        actor,
      ),
    })),
  };
}
