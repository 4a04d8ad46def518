import { eventsById } from "../../events/read.server.ts";
import { entrySentence, isHuman } from "../../incidents/entry-kinds.ts";
import { CARD_COLUMNS, type CardRow, cardOf } from "../../incidents/queries/board-cards.server.ts";
import type { Run } from "../../kernel/db.server.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import type { InboxEntry, InboxIncident } from "../inbox.ts";

/** Entries that the pane shows of an incident. */
export const LAST_ENTRIES = 4;

type IncidentRow = CardRow & { entries: number; headCountAt: Date | null; absorbedPhase: string | null };
const INCIDENTS = `select ${CARD_COLUMNS}, i.entries, i.head_count_at as "headCountAt",
  (select m.absorbed_phase from incident_merge m where m.absorbed_id = i.id and m.undone_at is null) as "absorbedPhase" from incident i where i.id = any($1::uuid[])`;
/** The newest entries of each, struck ones and strikings left out. */
const NEWEST = `select e.id::text as id from unnest($1::uuid[]) as of_incident(id) cross join lateral (
  select e.id from event e where e.stream_id = of_incident.id and e.struck_by_id is null
    and e.name not in ('incidents.entry.struck','incidents.assignment.delivered','incidents.assignment.seen')
  order by e.seq desc limit ${LAST_ENTRIES}) e`;

/** The incidents of these ids as the pane shows them, in the reader's language. The caller has made sure that he may read them. */
export async function inboxIncidents(ids: string[], locale: string, run: Run): Promise<Record<string, InboxIncident>> {
  if (ids.length === 0) return {};
  const rows = await run<IncidentRow>(INCIDENTS, [ids]);
  const events = await eventsById(
    (await run<{ id: string }>(NEWEST, [ids])).map((row) => row.id),
    run,
  );
  const entries = new Map<string, InboxEntry[]>(ids.map((id) => [id, []]));
  for (const event of events)
    entries.get(event.streamId)?.unshift({
      seq: event.seq,
      at: event.eventTime,
      human: isHuman(event),
      by: event.actor?.name ?? "",
      unit: event.actor?.unitName ?? "",
      text: event.name === "incidents.entry.posted" ? event.data.text : inLanguage(entrySentence(event), locale),
    });
  return Object.fromEntries(
    rows.map((row) => [
      row.id,
      {
        ...cardOf({ ...row, phase: row.absorbedPhase ?? row.phase }),
        entries: row.entries,
        headCountAt: row.headCountAt?.toISOString() ?? null,
        last: entries.get(row.id) ?? [],
      },
    ]),
  );
}
