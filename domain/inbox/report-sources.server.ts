import type { Actor } from "../people/actor.ts";
import { REPORT_SIGNERS, REPORT_WRITERS, reportsOfSql } from "../permissions/reports.ts";
import type { Source } from "./sources.server.ts";

/** A quarter of the span or ten minutes, whichever is more: from then on what is owed waits in the inbox. */
const SOON = "r.due_at - greatest(interval '10 minutes', (r.due_at - r.since) / 4)";

/** What waits of the reports that go up: those soon due, for who writes them; those frozen, for who signs. */
export function reportSources(actor: Actor, now: Date, bind: (value: unknown) => string): Source[] {
  const writes = reportsOfSql(actor, now, REPORT_WRITERS, bind);
  const signs = reportsOfSql(actor, now, REPORT_SIGNERS, bind);
  return [...(writes ? [due(writes, `${bind(now)}::timestamptz`)] : []), ...(signs ? [toSign(signs)] : [])];
}

/** One item an incident: the report that is due first. A closed incident still owes its final report. */
const due = (mine: string, now: string): Source => ({
  kind: "reportDue",
  id: "i.id",
  incident: "i.id",
  since: "o.soon",
  starts: "o.since",
  due: "o.due",
  facts: "jsonb_build_object('report', o.kind, 'reportId', d.id, 'state', d.state)",
  from: `from (select distinct on (r.incident_id) r.incident_id, r.kind, r.due_at as due, r.since, ${SOON} as soon from report_timer r
      where r.open and ${SOON} <= ${now} order by r.incident_id, r.due_at) o
    join incident i on i.id = o.incident_id
    left join lateral (select w.id, w.state from incident_report w where w.incident_id = i.id and w.kind <> 'correction'
      and w.state not in ('sent', 'dropped') limit 1) d on true
    where d.state is distinct from 'frozen' and ${mine}`,
});

/** Waits for the convener's signature; the report's own limit runs on meanwhile. */
const toSign = (mine: string): Source => ({
  kind: "reportSign",
  id: "d.id",
  incident: "i.id",
  since: "d.frozen_at",
  starts: "t.since",
  due: "t.due",
  facts:
    "jsonb_build_object('report', d.kind, 'no', d.no, 'reportId', d.id, 'by', coalesce(d.frozen_by, ''), 'byUnit', '')",
  from: `from incident_report d join incident i on i.id = d.incident_id
    left join lateral (select r.since, r.due_at as due from report_timer r
      where r.incident_id = i.id and r.open and d.kind <> 'correction' order by r.due_at limit 1) t on true
    where d.state = 'frozen' and ${mine}`,
});
