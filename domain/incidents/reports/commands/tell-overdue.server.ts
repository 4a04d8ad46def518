import { z } from "zod";
import { newId } from "#domain/kernel/id.ts";
import { execute, portalCommand } from "../../../kernel/command.server.ts";
import { sql, sqlIn } from "../../../kernel/db.server.ts";
import { Id } from "../../../kernel/fields.ts";
import { record } from "../../../kernel/record.server.ts";
import { lockIncident, noteEntry } from "../../incident.server.ts";
import { type AddresseeClass, type TimedKind, timedKinds } from "../report-kinds.ts";

const UNTOLD = "r.open and r.due_at <= $1 and r.told_at is distinct from r.due_at";

/** Says once of every timer that has run out: an entry in the timeline, and those who write reports hear of it. */
export const tellOverdueReport = portalCommand(
  "incidents.report.tell-overdue",
  z.object({ incidentId: Id }),
  async ({ tx, input, now }) => {
    const incident = await lockIncident(tx, null, input.incidentId, now);
    const rows = await sqlIn<{ addressee: AddresseeClass; kind: TimedKind; due: Date }>(
      tx,
      `update report_timer r set told_at = r.due_at where r.incident_id = $2 and ${UNTOLD} returning r.addressee, r.kind, r.due_at as due`,
      [now, incident.id],
    );
    for (const kind of timedKinds) {
      const due = rows.filter((row) => row.kind === kind);
      if (due.length === 0) continue;
      const entry = await record(tx, "incidents.report.overdue", incident.id, {
        incidentId: incident.id,
        kind,
        addressees: due.map((one) => one.addressee).sort(),
        dueAt: new Date(Math.min(...due.map((one) => one.due.getTime()))).toISOString(),
      });
      await noteEntry(tx, incident, entry);
    }
    return { told: rows.length };
  },
);

/** When the next untold timer runs out; null when none runs. */
export async function nextReportDue(): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }>(
    "select min(r.due_at) as at from report_timer r where r.open and r.told_at is distinct from r.due_at",
  );
  return row?.at ?? null;
}

/** Tells of all that has run out by `now`. Safe to run on several nodes: the incident's lock decides who tells. */
export async function tellOverdueReports(now: Date): Promise<number> {
  const incidents = await sql<{ id: string }>(
    `select distinct r.incident_id as id from report_timer r where ${UNTOLD} limit 500`,
    [now],
  );
  let told = 0;
  for (const { id } of incidents)
    told += (await execute(tellOverdueReport, null, { incidentId: id }, { commandId: newId(), now })).told;
  return told;
}
