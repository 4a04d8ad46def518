import type { IncidentEventName } from "../../events/incidents.ts";
import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";

/** What tells the course of an incident by itself: moves between phases, dispatch, what climbed, reports sent up (which tells its own move); and what was pinned. */
export const tellsTheCourse: readonly IncidentEventName[] = [
  "incidents.reported",
  "incidents.verified",
  "incidents.moved",
  "incidents.units.dispatched",
  "incidents.assignment.climbed",
  "incidents.report.sent",
  "incidents.closed",
  "incidents.reopened",
];

const CHOSEN = `select e.seq from event e where e.stream_id = $1 and e.struck_by_id is null and (e.name = any($2::text[])
    and not (e.name = 'incidents.moved' and exists (select 1 from event d where d.stream_id = $1 and d.command_id = e.command_id and d.name = 'incidents.units.dispatched'))
  or e.seq in (select (p.data->>'pinnedSeq')::int from event p where p.stream_id = $1 and p.name = 'incidents.entry.pinned' and p.data->>'pinnedSeq' is not null))
order by e.seq`;

/** 复盘 begins with the move to it: the course is chosen from the timeline, everything else is empty. */
export async function openReview(tx: Tx, incidentId: string, now: Date): Promise<void> {
  const rows = await sqlIn<{ seq: number }>(tx, CHOSEN, [incidentId, tellsTheCourse]);
  const picked = rows.map((row) => row.seq);
  await tx.incidentReview.create({ data: { incidentId, openedAt: now, picked, unread: [] } });
  await record(tx, "incidents.review.opened", incidentId, { incidentId, picked });
}
