import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import type { Level } from "../levels.ts";
import type { ReportTimer } from "../reports/report-timers.ts";
import type { RoomInstruction, RoomPromise } from "../room-duty.ts";

/** An instruction or promise in the timeline it then belongs to: its number there, and the entry that brought it (0, null: none there). */
export type InstructionPlace = Pick<RoomInstruction, "id" | "no" | "seq">;
export type PromisePlace = Pick<RoomPromise, "id" | "no" | "fromSeq">;

export async function moveInstructions(tx: Tx, list: readonly InstructionPlace[], from: string, to: string) {
  if (list.length === 0) return;
  await sqlIn(
    tx,
    `update instruction x set incident_id = $3, no = v.no, seq = v.seq
     from unnest($1::uuid[], $4::int[], $5::int[]) as v(id, no, seq) where x.id = v.id and x.incident_id = $2`,
    [list.map((one) => one.id), from, to, list.map((one) => one.no), list.map((one) => one.seq)],
  );
}

export async function movePromises(tx: Tx, list: readonly PromisePlace[], from: string, to: string) {
  if (list.length === 0) return;
  await sqlIn(
    tx,
    `update incident_promise x set incident_id = $3, no = v.no, from_seq = v.from_seq
     from unnest($1::uuid[], $4::int[], $5::int[]) as v(id, no, from_seq) where x.id = v.id and x.incident_id = $2`,
    [list.map((one) => one.id), from, to, list.map((one) => one.no), list.map((one) => one.fromSeq)],
  );
}

const SET_TIMERS = `insert into report_timer (incident_id, addressee, kind, since, open, due_at)
select $1, t.addressee, t.kind, t.since, t.open, case when t.open then t.since + make_interval(mins => l.minutes) end
from jsonb_to_recordset($2::jsonb) as t(addressee text, kind text, since timestamptz, open boolean)
join report_limit l on l.level = $3 and l.kind = t.kind and l.addressee = t.addressee
on conflict (incident_id, addressee) do update set kind = excluded.kind, since = excluded.since, open = excluded.open, due_at = excluded.due_at`;

/** Makes these the report timers of an incident at its level; those of other addressees are taken out. */
export async function setReportTimers(
  tx: Tx,
  incidentId: string,
  level: Level,
  timers: readonly ReportTimer[],
): Promise<void> {
  await sqlIn(tx, "delete from report_timer where incident_id = $1 and addressee <> all($2::text[])", [
    incidentId,
    timers.map((timer) => timer.addressee),
  ]);
  await sqlIn(tx, SET_TIMERS, [incidentId, JSON.stringify(timers), level]);
}

/** The timers of an incident that is merged away stand still: the survivor reports for both. */
export async function stopReportTimers(tx: Tx, incidentId: string): Promise<void> {
  await sqlIn(tx, "update report_timer set open = false, due_at = null where incident_id = $1", [incidentId]);
}
