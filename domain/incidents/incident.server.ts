import type { RecordedEvent } from "../events/recorded.ts";
import { sqlIn, type Tx } from "../kernel/db.server.ts";
import { notFound, permit, permitRead, Refusal, stale } from "../kernel/refusal.ts";
import { say } from "../kernel/sentence.ts";
import type { Actor } from "../people/actor.ts";
import { type IncidentPermission, type IncidentThing, incidentRules } from "../permissions/incidents.ts";
import { entrySentence } from "./entry-kinds.ts";
import { type Level, levels } from "./levels.ts";
import type { Phase } from "./phase-machine.ts";
import { mergedAway } from "./shape/merged-away.ts";

/** The incident as commands see it, locked for the rest of the transaction. */
export type LockedIncident = IncidentThing & {
  number: string;
  title: string;
  level: Level;
  place: string;
  cause: string;
  countyId: string;
  drill: boolean;
  version: number;
  factsVersion: number;
  verifiedAt: Date | null;
  occurredAt: Date;
  reportedAt: Date;
  headCount: number | null;
  openDemands: number;
  unitsActive: number;
  unitsAccepted: number;
  pinnedSeq: number | null;
  leadUnitId: string | null;
  /** The incident it is merged into; null while it stands by itself. */
  mergedInto: { id: string; number: string } | null;
};

const LOCK = `
select i.id, i.number, i.title, i.level, i.place, i.cause, i.county_id as "countyId", i.county_path as "countyPath", i.reported_by_unit_path as "reportedByUnitPath",
  i.drill, i.phase, i.version, i.facts_version as "factsVersion", i.verified_at as "verifiedAt", i.occurred_at as "occurredAt", i.reported_at as "reportedAt", i.head_count as "headCount", i.open_demands as "openDemands",
  i.units_active as "unitsActive", i.units_accepted as "unitsAccepted", i.pinned_seq as "pinnedSeq", i.lead_unit_id as "leadUnitId",
  (select json_build_object('id', m.id, 'number', m.number) from incident m where m.id = i.merged_into_id) as "mergedInto",
  array(select a.unit_path from assignment a where a.incident_id = i.id and a.state not in ('returned','withdrawn')
    union all select f.unit_path from incident_former_part f where f.incident_id = i.id) as "unitPaths"
from incident i where i.id = $1 for update of i`;

/** Locks an incident; not_found when it is unknown or the actor may not read it. One that is merged away is closed for writing: wrong_state names the survivor. */
export async function lockIncident(
  tx: Tx,
  actor: Actor | null,
  incidentId: string,
  now: Date,
): Promise<LockedIncident> {
  const incident = await lockMergedOrNot(tx, actor, incidentId, now);
  if (incident.mergedInto) throw new Refusal("wrong_state", mergedAway(incident.mergedInto.number));
  return incident;
}

/** As lockIncident, also of an incident that is merged away: for undoing the merge. */
export async function lockMergedOrNot(
  tx: Tx,
  actor: Actor | null,
  incidentId: string,
  now: Date,
): Promise<LockedIncident> {
  const [incident] = await sqlIn<LockedIncident>(tx, LOCK, [incidentId]);
  if (!incident) throw notFound();
  if (actor) permitRead(incidentRules["incidents.read"](actor, incident, now));
  return incident;
}

/** Locks an incident for a command named as its permission. */
export async function lockFor(
  tx: Tx,
  actor: Actor,
  incidentId: string,
  now: Date,
  permission: IncidentPermission,
): Promise<LockedIncident> {
  const incident = await lockIncident(tx, actor, incidentId, now);
  permit(incidentRules[permission](actor, incident, now));
  return incident;
}

/** Work goes on only in an incident that is not closed. */
export function stillOpen(incident: { phase: Phase }): void {
  if (incident.phase === "closed" || incident.phase === "reviewed")
    throw new Refusal(
      "wrong_state",
      say("事件已办结。要继续处置，请先重新打开。", "The incident is closed. Reopen it to go on."),
    );
}

type Change = { [column: string]: unknown };
/** Saves columns (snake_case) guarded by the version the lock read. Returns the version that is then true. */
export async function saveIncident(tx: Tx, incident: { id: string; version: number }, change: Change): Promise<number> {
  const columns = Object.keys(change);
  const sets = columns.map((column, index) => `${column} = $${index + 3}`);
  const rows = await sqlIn(
    tx,
    `update incident set ${[...sets, "version = version + 1"].join(", ")} where id = $1 and version = $2 returning version`,
    [incident.id, incident.version, ...Object.values(change)],
  );
  if (rows.length === 0) throw stale();
  incident.version += 1;
  return incident.version;
}

const ENTRY =
  "update incident set last_entry_at = $2, last_entry_by = $3, last_entry_text = $4, last_entry_text_en = $5, entries = entries + 1, version = version + 1 where id = $1 returning version";
/** Remembers the newest entry on the card, in the words of the timeline and in both languages. `by` is null for the portal itself. */
export async function noteEntry(
  tx: Tx,
  incident: { id: string; version: number },
  entry: RecordedEvent,
): Promise<void> {
  const { zh, en } = entrySentence(entry);
  const values = [entry.recordedAt, entry.actor?.name ?? null, cut(zh), cut(en)];
  const [row] = await sqlIn<{ version: number }>(tx, ENTRY, [incident.id, ...values]);
  incident.version = row!.version;
}
/** A card shows one line. */
const cut = (text: string) => text.slice(0, 160);

/** Counts and the next open limit of a card, from the rows they are derived of. */
const REFRESH = `
update incident i set
  units_active = s.active, units_accepted = s.accepted, open_demands = s.demands,
  lead_unit_id = s.lead_id, lead_unit_name = s.lead_name,
  timer_kind = t.kind, timer_label = t.label, timer_from = t.starts, timer_at = t.due, version = i.version + 1
from (
  select count(*) filter (where a.state not in ('returned','withdrawn')) as active,
    count(*) filter (where a.state in ('accepted','arrived','reported')) as accepted,
    (array_agg(a.unit_id) filter (where a.role = 'lead' and a.state not in ('returned','withdrawn')))[1] as lead_id,
    (array_agg(a.unit_name) filter (where a.role = 'lead' and a.state not in ('returned','withdrawn')))[1] as lead_name,
    (select count(*) from demand d where d.incident_id = $1 and d.state in ('open','answering') and d.same_as_id is null) as demands
  from assignment a where a.incident_id = $1
) s left join lateral (
  select * from (
    select 'verify' as kind, '' as label, v.reported_at as starts, v.reported_at + make_interval(mins => $2::int) as due
      from incident v where v.id = $1 and v.verified_at is null
    union all select 'accept', a.unit_name, a.sent_at, a.accept_by from assignment a where a.incident_id = $1 and a.state in ('sent','delivered','seen') and a.accept_by is not null
    union all select 'task', t.title, t.created_at, t.due_at from incident_task t where t.incident_id = $1 and t.state in ('given','underway')
    union all select 'demand', d.no::text, null, d.due_at from demand d where d.incident_id = $1 and d.state in ('open','answering') and d.same_as_id is null and d.due_at is not null
    union all select 'instruction', n.no::text, n.given_at, n.due_at from instruction n where n.incident_id = $1 and n.state in ('given','read','returned')
    union all select 'promise', p.no::text, p.made_at, p.due_at from incident_promise p where p.incident_id = $1 and p.state = 'open'
    union all select 'report', r.kind, r.since, r.due_at from report_timer r where r.incident_id = $1 and r.open
  ) limits where due is not null
    and (kind = 'report' or not exists (select 1 from incident c where c.id = $1 and c.phase in ('closed','reviewed')))
  order by due limit 1
) t on true
where i.id = $1 returning i.version`;

/**
 * Derives the card's caches anew after units, tasks, demands, instructions, promises, reports or the level changed. What a closed incident still owes
 * is a report upward (openLimits in next-limit.ts says the same for the room).
 */
export async function refreshCard(tx: Tx, incident: { id: string; version: number; level: Level }): Promise<void> {
  const [row] = await sqlIn<{ version: number }>(tx, REFRESH, [incident.id, levels[incident.level].verifyMinutes]);
  incident.version = row!.version;
}

/**
 * Event times lie neither ahead of now (a minute is clock drift) nor before the incident (a minute is what a form rounds away),
 * nor more than 30 days back. Without an incident it is the time of the incident itself.
 */
export function eventTimeOf(given: Date | null | undefined, now: Date, incident: { occurredAt: Date } | null): Date {
  if (!given) return now;
  if (given.getTime() > now.getTime() + 60_000)
    throw new Refusal("invalid", say("事发时间不能晚于现在。", "The event time lies in the future."), {
      fields: { eventTime: say("不能晚于现在", "Not in the future") },
    });
  if (incident && given.getTime() < incident.occurredAt.getTime() - 60_000)
    throw new Refusal(
      "invalid",
      say("事发时间早于事件发生的时间，请核对。", "The event time lies before the incident itself; please check."),
      { fields: { eventTime: say("早于事件发生时间", "Before the incident") } },
    );
  if (given.getTime() < now.getTime() - 30 * 86_400_000)
    throw new Refusal(
      "invalid",
      say("事发时间早于 30 天前，请核对。", "The event time is more than 30 days back; please check."),
      { fields: { eventTime: say("早于 30 天前", "More than 30 days back") } },
    );
  return given;
}
