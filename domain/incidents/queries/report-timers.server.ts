import { type Run, sql } from "../../kernel/db.server.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { TERRITORY } from "../../permissions/incidents.ts";
import { reportsOfSql } from "../../permissions/reports.ts";
import type { Level } from "../levels.ts";
import { type AddresseeClass, addresseeNames, kindName, type TimedKind } from "../reports/report-kinds.ts";

/** A report that is owed. `label`: 续报：党委和政府. `drafters`: who has begun it, by name; none when nobody has. ISO 8601. */
export type OpenReportTimer = {
  incidentId: string;
  incidentTitle: string;
  level: Level;
  kind: TimedKind;
  addressee: AddresseeClass;
  label: string;
  dueAt: string;
  drafters: string[];
};

/** Every running report timer that the actor may know of at `now`, the nearest first: for the inbox of a shift and its hand-over. */
export async function openReportTimers(actor: Actor, now: Date, run: Run = sql): Promise<OpenReportTimer[]> {
  const values: unknown[] = [];
  const mine = reportsOfSql(actor, now, TERRITORY, (value) => `$${values.push(value)}`);
  if (!mine) return [];
  const rows = await run<{
    incidentId: string;
    incidentTitle: string;
    level: Level;
    kind: TimedKind;
    addressee: AddresseeClass;
    dueAt: Date;
    drafters: string[];
  }>(
    `select i.id as "incidentId", i.title as "incidentTitle", i.level, r.kind, r.addressee, r.due_at as "dueAt",
       array(select distinct x from incident_report d, unnest(array[d.drafted_by, d.checked_by]) as x
         where d.incident_id = i.id and d.kind <> 'correction' and d.state not in ('sent', 'dropped') and x is not null order by x) as drafters
     from report_timer r join incident i on i.id = r.incident_id where r.open and ${mine} order by r.due_at, i.id, r.addressee`,
    values,
  );
  return rows.map(({ dueAt, ...row }) => ({
    ...row,
    label: `${inLanguage(kindName(row.kind), actor.locale)}${actor.locale === "en" ? ": " : "："}${inLanguage(addresseeNames[row.addressee], actor.locale)}`,
    dueAt: dueAt.toISOString(),
  }));
}
