import { levelNumbers, levels } from "../incidents/levels.ts";
import { type Actor, grantsAt } from "../people/actor.ts";
import type { Duty } from "../people/duties.ts";
import { auditedPaths } from "../permissions/audit.ts";
import { LEAD, PART, visibleIncidentsSql } from "../permissions/incidents.ts";
import { headedPaths, heldShiftPaths, visibleShiftPaths } from "../permissions/shifts.ts";
import { visibleSubmissionPaths } from "../permissions/submissions.ts";
import { shiftDutyNames } from "../shifts/shift-duties.ts";
import { dutySources } from "./duty-sources.server.ts";
import type { InboxKind } from "./inbox.ts";
import { reportSources } from "./report-sources.server.ts";
import { reviewSource } from "./review-source.server.ts";

/**
 * Where the inbox comes from: one piece of SQL a kind, over the typed columns. The list and the count are built of the same
 * pieces, so that they cannot disagree. Every piece holds the rights of the reader at the moment asked about: what he may not read
 * is in none of them. Work of a closed incident drops out, but for follow-up tasks.
 */
export type Source = {
  kind: InboxKind;
  /** Column expressions: id, incident ("null" where there is none), since, starts and due of the limit, facts as jsonb. */
  id: string;
  incident: string;
  since: string;
  starts: string;
  due: string;
  facts: string;
  /** Whether a row is told of in quiet hours too: it has climbed to the reader. Absent: none is. */
  urgent?: string;
  /** from … where …, without order. */
  from: string;
};

/** Who accepts for a unit (incidents.assignment.accept), and who works for it. */
const ACCEPT: Duty[] = ["unit_head", "liaison"];

/** Written out: the planner takes the partial indexes only for a condition it can read. */
const OPEN = "i.phase in ('reported', 'verified', 'dispatched', 'on_site', 'talking', 'agreed')";
const OPEN_OR_FOLLOW_UP = `(${OPEN} or t.kind = 'follow_up')`;
const VERIFY_BY = `i.reported_at + make_interval(mins => case i.level ${levelNumbers
  .map((level) => `when ${level} then ${levels[level].verifyMinutes}`)
  .join(" ")} end)`;
/** A demand has no column of its own for when it was put: its id is a UUIDv7. */
const PUT_AT = "to_timestamp((('x' || left(replace(d.id::text, '-', ''), 12))::bit(48)::bigint) / 1000.0)";

/** The sources that can hold anything for this person, and the values of their placeholders. */
export function inboxSources(actor: Actor, now: Date): { sources: Source[]; values: unknown[] } {
  const seen = visibleIncidentsSql(actor, now, 1);
  const values: unknown[] = [...seen.values];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const under = (column: string, patterns: string[]) =>
    patterns.map((pattern) => `${column} like ${bind(pattern)}`).join(" or ");
  const patterns = (of: Duty[]) => distinct(unitScopes(actor, now, of).map((path) => `${path}%`));
  const me = `${bind(actor.personId)}::uuid`;

  const accepts = patterns(ACCEPT);
  const works = patterns(PART);
  const leads = patterns(LEAD);
  const heads = headedPaths(actor, now).map((path) => `${path}%`);
  const led = grantsAt(actor, now, ...LEAD).filter((grant) => grant.scopeKind === "incident");
  const audited = auditedPaths(actor, now);
  const leading = [
    ...(leads.length > 0 ? [under("i.county_path", leads)] : []),
    ...(led.length > 0 ? [`i.id = any(${bind(led.map((grant) => grant.scopeId))}::uuid[])`] : []),
  ].join(" or ");
  const sees = seen.values.some((list) => (list as unknown[]).length > 0);

  const sources: Source[] = [];
  if (accepts.length > 0) sources.push(assignments(under("a.unit_path", accepts), me));
  if (leading) sources.push(climbs(me, seen.condition));
  if (leading) sources.push(verifying(leading), objections(leading), handedBack(leading));
  if (sees) sources.push(tasks(me, works.length > 0 ? under("t.unit_path", works) : "", seen.condition));
  if (works.length > 0) sources.push(demands(under("u.path", works), seen.condition));
  if (works.length > 0) sources.push(reviewSource(under("a.unit_path", works), seen.condition));
  sources.push(
    ...dutySources({
      ...{ me, leading, sees, seen: seen.condition },
      works: (column) => (works.length > 0 ? under(column, works) : ""),
      shiftsRead: under("s.unit_path", visibleShiftPaths(actor, now)),
      shiftsHeld: shiftDutyNames
        .flatMap((duty) => {
          const held = heldShiftPaths(actor, duty, now);
          return held.length > 0 ? [`s.duty = '${duty}' and (${under("s.unit_path", held)})`] : [];
        })
        .join(" or "),
      heads: (column) => (heads.length > 0 ? under(column, heads) : ""),
    }),
  );
  sources.push(...reportSources(actor, now, bind));
  if (sees) sources.push(mentions(me, seen.condition));
  sources.push(
    inquiries(me, seen.condition, `s.unit_path like any(${bind(visibleSubmissionPaths(actor, now))}::text[])`),
  );
  if (audited.length > 0) sources.push(checks(me, under("u.path", audited)));
  return { sources, values };
}

const distinct = (list: string[]) => [...new Set(list)];
const unitScopes = (actor: Actor, now: Date, of: Duty[]) =>
  grantsAt(actor, now, ...of)
    .filter((grant) => grant.scopeKind === "unit")
    .map((grant) => grant.scopePath);

const personAndUnit = (id: string) => `left join person p on p.id = ${id} left join unit pu on pu.id = p.unit_id`;
const by = "'by', coalesce(p.name, ''), 'byUnit', coalesce(pu.short_name, '')";

/** 要我接受: the unit has not yet accepted. A part whose objection was not followed has a fresh limit since then. */
const assignments = (mine: string, me: string): Source => ({
  kind: "assignment",
  id: "a.id",
  incident: "a.incident_id",
  since: "coalesce(told.fired_at, a.settled_at, a.sent_at)",
  starts: "coalesce(a.settled_at, a.sent_at)",
  due: "a.accept_by",
  facts: `jsonb_build_object('role', a.role, 'unitName', a.unit_name, 'state', a.state, 'note', a.note, 'upheld', a.settlement,
    'sentAt', a.sent_at, 'deliveredAt', a.delivered_at, 'climbedAt', told.fired_at, ${by})`,
  urgent: "told.fired_at is not null",
  from: `from assignment a join incident i on i.id = a.incident_id ${personAndUnit("a.sent_by_id")}
    left join lateral (select max(c.fired_at) as fired_at from assignment_climb c
      where c.assignment_id = a.id and c.accept_by = a.accept_by and c.people @> ${toldTo(me)}) told on true
    where a.state in ('sent','delivered','seen') and ${OPEN} and (${mine})`,
});

const toldTo = (me: string) => `jsonb_build_array(jsonb_build_object('personId', ${me}))`;

/** What has climbed to the convener: he sees to it that the unit accepts, or that another does. */
const climbs = (me: string, seen: string): Source => ({
  kind: "climb",
  id: "a.id",
  incident: "a.incident_id",
  since: "c.fired_at",
  starts: "coalesce(a.settled_at, a.sent_at)",
  due: "a.accept_by",
  facts: `jsonb_build_object('role', a.role, 'unitName', a.unit_name, 'climbedAt', c.fired_at,
    'minutes', round(extract(epoch from a.accept_by - coalesce(a.settled_at, a.sent_at)) / 60),
    'heads', (select coalesce(jsonb_agg(one->>'name'), '[]') from assignment_climb h, jsonb_array_elements(h.people) one
      where h.assignment_id = a.id and h.accept_by = a.accept_by and h.step = 'head'))`,
  urgent: "true",
  from: `from assignment_climb c join assignment a on a.id = c.assignment_id and a.accept_by = c.accept_by join incident i on i.id = a.incident_id
    where c.step = 'convener' and c.people @> ${toldTo(me)} and a.state in ('sent','delivered','seen') and ${OPEN} and ${seen}`,
});

const verifying = (leading: string): Source => ({
  kind: "verify",
  id: "i.id",
  incident: "i.id",
  since: "i.reported_at",
  starts: "i.reported_at",
  due: VERIFY_BY,
  facts: `jsonb_build_object(${by})`,
  from: `from incident i ${personAndUnit("i.reported_by_id")} where i.verified_at is null and ${OPEN} and (${leading})`,
});

const objections = (leading: string): Source => ({
  kind: "objection",
  id: "a.id",
  incident: "a.incident_id",
  since: "a.objected_at",
  starts: "null::timestamptz",
  due: "null::timestamptz",
  facts:
    "jsonb_build_object('unitName', a.unit_name, 'role', a.role, 'reason', coalesce(a.objection, ''), 'by', coalesce(a.objected_by, ''), 'byUnit', a.unit_name)",
  from: `from assignment a join incident i on i.id = a.incident_id where a.state = 'objected' and ${OPEN} and (${leading})`,
});

/** The limit of a task goes on while it is handed back: somebody has to do it by then. */
const handedBack = (leading: string): Source => ({
  kind: "handedBack",
  id: "t.id",
  incident: "t.incident_id",
  since: "coalesce(h.recorded_at, t.created_at)",
  starts: "t.created_at",
  due: "t.due_at",
  facts: `jsonb_build_object('taskKind', t.kind, 'title', t.title, 'unitName', t.unit_name, 'reason', coalesce(t.note, ''),
    'by', coalesce(h.actor_name, t.owner_name, ''), 'byUnit', coalesce(h.acting_unit_name, t.unit_name))`,
  from: `from incident_task t join incident i on i.id = t.incident_id
    left join lateral (select e.recorded_at, e.actor_name, e.acting_unit_name from event e
      where e.stream_id = t.incident_id and e.name = 'incidents.task.handed-back' and e.data->>'taskId' = t.id::text order by e.seq desc limit 1) h on true
    where t.state = 'handed_back' and ${OPEN_OR_FOLLOW_UP} and (${leading})`,
});

/** Tasks given to me, and those of my unit that nobody has by name. */
const tasks = (me: string, unit: string, seen: string): Source => ({
  kind: "task",
  id: "t.id",
  incident: "t.incident_id",
  since: "t.created_at",
  starts: "t.created_at",
  due: "t.due_at",
  facts: `jsonb_build_object('taskKind', t.kind, 'title', t.title, 'unitName', t.unit_name, 'mine', t.owner_id is not null, 'state', t.state, ${by})`,
  from: `from incident_task t join incident i on i.id = t.incident_id ${personAndUnit("t.created_by_id")}
    where t.state in ('given','underway') and (t.owner_id = ${me}${unit && ` or t.owner_id is null and (${unit})`}) and ${OPEN_OR_FOLLOW_UP} and ${seen}`,
});

/** Demands that my unit answers. */
const demands = (unit: string, seen: string): Source => ({
  kind: "demand",
  id: "d.id",
  incident: "d.incident_id",
  since: PUT_AT,
  starts: "null::timestamptz",
  due: "d.due_at",
  facts: "jsonb_build_object('no', d.no, 'text', d.text, 'unitName', d.unit_name, 'state', d.state)",
  from: `from demand d join unit u on u.id = d.unit_id join incident i on i.id = d.incident_id
    where d.state in ('open','answering') and d.same_as_id is null and ${OPEN} and (${unit}) and ${seen}`,
});

/** Unread mentions; one whose entry was struck asks nothing any more. The timeline of an incident that is merged away is read on. */
const mentions = (me: string, seen: string): Source => ({
  kind: "mention",
  id: "m.id",
  incident: "m.incident_id",
  since: "m.at",
  starts: "null::timestamptz",
  due: "null::timestamptz",
  facts: "jsonb_build_object('by', m.by_name, 'text', m.text, 'seq', m.seq)",
  from: `from mention m join incident i on i.id = m.incident_id
    where m.person_id = ${me} and m.read_at is null and (${OPEN} or i.phase = 'merged') and ${seen}
      and not exists (select 1 from event e where e.stream_id = m.incident_id and e.seq = m.seq and e.struck_by_id is not null)`,
});

const access = (label: string) => `'access', jsonb_build_object('entryId', e.id::text, 'at', e.at, 'action', e.action,
  'subjectKind', e.subject_kind, 'label', ${label}, 'field', e.field, 'reason', e.reason)`;

/** Subjects of the access log are texts: most, not all, are ids. */
const SUBJECT = "(case when e.subject_id ~ '^[0-9a-f-]{36}$' then e.subject_id::uuid end)";

/** Asked of me. The number of a thing that I may not read now stands in no question, least of all of one that was refused. */
const inquiries = (me: string, seen: string, submission: string): Source => ({
  kind: "inquiry",
  id: "q.id",
  incident: "null::uuid",
  since: "q.asked_at",
  starts: "null::timestamptz",
  due: "null::timestamptz",
  facts: `jsonb_build_object('question', q.question, ${by}, ${access(`case
    when e.action = 'refused' then null
    when e.subject_kind in ('incident','representative','attachment') then (select e.subject_label from incident i where i.id = coalesce(
      (select r.incident_id from representative r where r.id = ${SUBJECT}), (select f.incident_id from attachment f where f.id = ${SUBJECT}), ${SUBJECT}) and ${seen})
    when e.subject_kind = 'submission' then (select e.subject_label from submission s where s.id = ${SUBJECT} and ${submission})
    else e.subject_label end`)})`,
  from: `from access_inquiry q join access_entry e on e.id = q.entry_id ${personAndUnit("q.asked_by_id")} where q.person_id = ${me} and q.state = 'asked'`,
});

/** Answers for oversight to read; nobody checks his own. */
const checks = (me: string, audited: string): Source => ({
  kind: "check",
  id: "q.id",
  incident: "null::uuid",
  since: "q.answered_at",
  starts: "null::timestamptz",
  due: "null::timestamptz",
  facts: `jsonb_build_object('question', q.question, 'answer', coalesce(q.answer, ''), 'by', e.person_name, 'byUnit', e.unit_name, ${access("e.subject_label")})`,
  from: `from access_inquiry q join access_entry e on e.id = q.entry_id join unit u on u.id = e.unit_id
    where q.state = 'answered' and q.person_id <> ${me} and (${audited})`,
});
