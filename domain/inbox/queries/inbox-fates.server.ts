import { eventsById } from "../../events/read.server.ts";
import { entrySentence } from "../../incidents/entry-kinds.ts";
import { sql } from "../../kernel/db.server.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { visibleIncidentsSql } from "../../permissions/incidents.ts";
import type { InboxFate } from "../inbox.ts";

/** At most so many at once: more do not leave a screen together. */
const MOST = 50;
const KEY = /^(assignment|climb|objection|task|handedBack|demand|verify|review):([0-9a-f-]{36})$/i;

/** Which events settle an item of each kind, and by which part of their payload. */
const SETTLES = `
  (k.kind = 'verify' and e.name in ('incidents.verified','incidents.closed','incidents.merged'))
  or (k.kind in ('assignment','climb','objection') and e.data->>'assignmentId' = k.id::text and e.name in ('incidents.assignment.accepted','incidents.assignment.objected','incidents.assignment.settled'))
  or (k.kind in ('task','handedBack') and e.data->>'taskId' = k.id::text and e.name in ('incidents.task.finished','incidents.task.handed-back','incidents.task.cancelled','incidents.task.given'))
  or (k.kind = 'review' and e.name = 'incidents.review.seen' and e.data->>'unitId' = (select a.unit_id::text from assignment a where a.id = k.id))
  or (k.kind = 'demand' and e.data->>'demandId' = k.id::text and e.name in ('incidents.demand.answered','incidents.demand.carried-on','incidents.demand.edited'))`;

const FATES = (visible: string) => `
select k.kind || ':' || k.id as key, done.id
from unnest($4::text[], $5::uuid[]) as k(kind, id)
cross join lateral (select case k.kind
  when 'verify' then k.id
  when 'climb' then (select a.incident_id from assignment a where a.id = k.id)
  when 'assignment' then (select a.incident_id from assignment a where a.id = k.id)
  when 'review' then (select a.incident_id from assignment a where a.id = k.id)
  when 'objection' then (select a.incident_id from assignment a where a.id = k.id)
  when 'demand' then (select d.incident_id from demand d where d.id = k.id)
  else (select t.incident_id from incident_task t where t.id = k.id) end as incident_id) part
join incident i on i.id = part.incident_id and ${visible}
cross join lateral (select e.id::text as id from event e where e.stream_id = i.id and (${SETTLES}) order by e.seq desc limit 1) done`;

/**
 * What became of items that have left the reader's inbox, by their keys: who settled them and how, where he may still read the
 * incident. Keys that are unknown, or none of his business any more, are left out.
 */
export async function inboxFates(actor: Actor, keys: string[], now: Date): Promise<InboxFate[]> {
  const known = keys.slice(0, MOST).flatMap((key) => {
    const found = KEY.exec(key);
    return found ? [{ kind: found[1]!, id: found[2]! }] : [];
  });
  if (known.length === 0) return [];
  const seen = visibleIncidentsSql(actor, now, 1);
  const rows = await sql<{ key: string; id: string }>(FATES(seen.condition), [
    ...seen.values,
    known.map(({ kind }) => kind),
    known.map(({ id }) => id),
  ]);
  const events = new Map((await eventsById(rows.map(({ id }) => id))).map((event) => [event.id, event]));
  return rows.flatMap(({ key, id }) => {
    const event = events.get(id);
    if (!event) return [];
    const by = event.actor?.id === actor.personId ? null : (event.actor?.name ?? null);
    return [{ key, by, did: inLanguage(entrySentence(event), actor.locale) }];
  });
}
