import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import type { Level } from "../levels.ts";
import { type ReportTimer, type TimerCause, timersAfter } from "./report-timers.ts";

const READ = `select addressee, kind, since, open from report_timer where incident_id = $1`;
/** A timer that starts anew has not been told of yet; due is what the level's limit makes of it. */
const WRITE = `insert into report_timer (incident_id, addressee, kind, since, open, due_at)
select $1, t.addressee, t.kind, t.since, t.open, case when t.open then t.since + make_interval(mins => l.minutes) end
from jsonb_to_recordset($2::jsonb) as t(addressee text, kind text, since timestamptz, open boolean)
join report_limit l on l.level = $3 and l.kind = t.kind and l.addressee = t.addressee
on conflict (incident_id, addressee) do update set kind = excluded.kind, since = excluded.since, open = excluded.open, due_at = excluded.due_at`;

/** Moves the timers of a locked incident by what has just happened; `null` when only its level has changed. */
export async function moveReportTimers(
  tx: Tx,
  incident: { id: string; level: Level },
  cause: TimerCause | null,
): Promise<void> {
  const before =
    cause?.does === "reported"
      ? []
      : (await sqlIn<Omit<ReportTimer, "since"> & { since: Date }>(tx, READ, [incident.id])).map((row) => ({
          ...row,
          since: row.since.toISOString(),
        }));
  const after = cause ? timersAfter(before, cause) : before;
  if (after.length === 0) return;
  await sqlIn(tx, WRITE, [incident.id, JSON.stringify(after), incident.level]);
}
