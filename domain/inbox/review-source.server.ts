import type { Source } from "./sources.server.ts";

/** Still part of the incident (domain/incidents/review/units-of-review.server.ts). */
const TO_THE_END = "not in ('returned', 'withdrawn')";

/** 复盘 that a unit taking part has not read: one item a unit, for all who work for it, until one of them has. Frozen it still waits. */
export const reviewSource = (unit: string, seen: string): Source => ({
  kind: "review",
  id: "a.id",
  incident: "a.incident_id",
  since: "r.opened_at",
  starts: "null::timestamptz",
  due: "null::timestamptz",
  facts: "jsonb_build_object('unitName', a.unit_name, 'finished', r.finished_at is not null)",
  from: `from assignment a join incident_review r on r.incident_id = a.incident_id join incident i on i.id = a.incident_id
    where (${unit}) and a.state ${TO_THE_END} and ${seen}
      and not exists (select 1 from review_reading g where g.incident_id = a.incident_id and g.unit_id = a.unit_id)
      and not exists (select 1 from assignment b where b.incident_id = a.incident_id and b.unit_id = a.unit_id and b.state ${TO_THE_END}
        and (b.sent_at, b.id) < (a.sent_at, a.id))`,
});
