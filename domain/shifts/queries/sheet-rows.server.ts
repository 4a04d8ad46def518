import type { AssignmentState } from "../../incidents/assignment-machine.ts";
import type { ClimbStep } from "../../incidents/climb.ts";
import type { InstructionState } from "../../incidents/instruction-machine.ts";
import type { Level } from "../../incidents/levels.ts";
import type { AddresseeClass, ReportKind } from "../../incidents/reports/report-kinds.ts";
import type { TaskKind } from "../../incidents/task-kinds.ts";
import type { TaskState } from "../../incidents/task-machine.ts";
import type { Run } from "../../kernel/db.server.ts";
import type { Actor } from "../../people/actor.ts";
import { visibleIncidentsSql } from "../../permissions/incidents.ts";
import { type SheetRow, sheetGroups } from "../sheet.ts";
import { territoryOf } from "../shift.server.ts";

/** Whose sheet it is: the office's territory, and the person whose tasks go on. */
export type SheetOf = { shiftId: string; unitId: string; unitPath: string; fromPersonId: string };

type Common = { incidentId: string; title: string; level: number; drill: boolean };
type Of<T> = Common & T;
const INCIDENT = `i.id as "incidentId", i.title, i.level, i.drill`;
const OPEN = "i.phase in ('reported', 'verified', 'dispatched', 'on_site', 'talking', 'agreed')";
const NOT_REVIEWED = "i.phase <> 'reviewed'";

const iso = (date: Date | null) => date?.toISOString() ?? null;
const due = (at: Date | null, from: Date | null) => at && { from: iso(from), at: at.toISOString() };
const common = (row: Common) => ({
  incidentId: row.incidentId,
  title: row.title,
  level: row.level as Level,
  drill: row.drill,
});

/**
 * Everything that is open at this moment in the incidents of the office's territory which the reader may read, in the order of harm
 * and within a group by what is due first. Live by nature: what is settled is in no row, what is new is in one.
 */
export async function sheetRows(run: Run, actor: Actor, sheet: SheetOf, now: Date): Promise<SheetRow[]> {
  const seen = visibleIncidentsSql(actor, now, 2);
  const values = [`${territoryOf(sheet.unitPath)}%`, ...seen.values];
  const where = `i.county_path like $1 and ${seen.condition}`;
  const opened = new Set(
    (await run<{ key: string }>("select key from shift_row where shift_id = $1", [sheet.shiftId])).map((r) => r.key),
  );
  const rows = [
    ...(await unitRows(run, where, values)),
    ...(await taskRows(run, where, values, sheet)),
    ...(await reportRows(run, where, values)),
    ...(await promiseRows(run, where, values)),
    ...(await instructionRows(run, where, values)),
  ];
  return rows.map((row): SheetRow => ({ ...row, opened: opened.has(row.key) })).sort(byHarm);
}

function byHarm(a: SheetRow, b: SheetRow): number {
  const group = sheetGroups.indexOf(a.group) - sheetGroups.indexOf(b.group);
  if (group !== 0) return group;
  if (a.due && b.due) return a.due.at.localeCompare(b.due.at) || a.key.localeCompare(b.key);
  return a.due ? -1 : b.due ? 1 : a.key.localeCompare(b.key);
}

async function unitRows(run: Run, where: string, values: unknown[]): Promise<SheetRow[]> {
  const rows = await run<
    Of<{
      id: string;
      unitName: string;
      state: AssignmentState;
      sentAt: Date;
      deliveredAt: Date | null;
      seenAt: Date | null;
      objection: string | null;
      objectedAt: Date | null;
      acceptBy: Date | null;
      since: Date;
      climbed: ClimbStep | null;
      climbedTo: string[] | null;
    }>
  >(
    `select a.id, a.unit_name as "unitName", a.state, a.sent_at as "sentAt", a.delivered_at as "deliveredAt", a.seen_at as "seenAt",
       a.objection, a.objected_at as "objectedAt", a.accept_by as "acceptBy", coalesce(a.settled_at, a.sent_at) as since,
       a.climb_step as climbed, (select array(select coalesce(nullif(p->>'title', '') || ' ', '') || (p->>'name') from jsonb_array_elements(c.people) p)
         from assignment_climb c where c.assignment_id = a.id and c.accept_by = a.accept_by and c.step = a.climb_step) as "climbedTo", ${INCIDENT}
     from assignment a join incident i on i.id = a.incident_id
     where a.state in ('sent','delivered','seen','objected') and ${OPEN} and ${where}`,
    values,
  );
  return rows.map((row) => ({
    ...common(row),
    group: "unit",
    key: `unit:${row.id}`,
    unitName: row.unitName,
    state: row.state,
    sentAt: row.sentAt.toISOString(),
    deliveredAt: iso(row.deliveredAt),
    seenAt: iso(row.seenAt),
    objection: row.objection,
    objectedAt: iso(row.objectedAt),
    climbed: row.climbed,
    climbedTo: row.climbedTo ?? [],
    due: due(row.acceptBy, row.since),
    opened: false,
  }));
}

/** Tasks of who goes off duty and of the office itself; and those handed back to it, whoever had them. */
async function taskRows(run: Run, where: string, values: unknown[], sheet: SheetOf): Promise<SheetRow[]> {
  const n = values.length;
  const rows = await run<
    Of<{
      id: string;
      kind: TaskKind;
      text: string;
      ownerId: string | null;
      ownerName: string | null;
      unitId: string;
      unitName: string;
      state: TaskState;
      dueAt: Date;
      createdAt: Date;
    }>
  >(
    `select t.id, t.kind, t.title as text, t.owner_id as "ownerId", t.owner_name as "ownerName", t.unit_id as "unitId", t.unit_name as "unitName", t.state,
       t.due_at as "dueAt", t.created_at as "createdAt", ${INCIDENT}
     from incident_task t join incident i on i.id = t.incident_id
     where (t.state in ('given','underway') and (t.owner_id = $${n + 1}::uuid or t.unit_id = $${n + 2}::uuid) or t.state = 'handed_back')
       and (${OPEN} or t.kind = 'follow_up' and ${NOT_REVIEWED}) and ${where}`,
    [...values, sheet.fromPersonId, sheet.unitId],
  );
  return rows.map((row) => ({
    ...common(row),
    group: "task",
    key: `task:${row.id}`,
    kind: row.kind,
    text: row.text,
    ownerName: row.ownerName,
    unitName: row.unitName,
    state: row.state,
    passesOn: row.ownerId === sheet.fromPersonId && row.unitId === sheet.unitId && row.state !== "handed_back",
    due: due(row.dueAt, row.createdAt),
    opened: false,
  }));
}

/** Reports upward that are owed (Art. 25): one row an incident and kind, by the addressee whose time comes first; who drafts it. */
async function reportRows(run: Run, where: string, values: unknown[]): Promise<SheetRow[]> {
  const rows = await run<
    Of<{ kind: ReportKind; addressees: AddresseeClass[]; since: Date; dueAt: Date; draftedBy: string | null }>
  >(
    `select r.kind, array_agg(r.addressee order by r.due_at, r.addressee) as addressees, min(r.since) as since, min(r.due_at) as "dueAt",
       (select string_agg(distinct p.drafted_by, '、') from incident_report p
         where p.incident_id = i.id and p.kind = r.kind and p.state in ('draft','checked','frozen','signed')) as "draftedBy", ${INCIDENT}
     from report_timer r join incident i on i.id = r.incident_id
     where r.open and r.due_at is not null and ${NOT_REVIEWED} and ${where} group by i.id, r.kind`,
    values,
  );
  return rows.map((row) => ({
    ...common(row),
    group: "report",
    key: `report:${row.incidentId}/${row.kind}`,
    kind: row.kind,
    addressees: row.addressees,
    draftedBy: row.draftedBy,
    due: due(row.dueAt, row.since),
    opened: false,
  }));
}

async function promiseRows(run: Run, where: string, values: unknown[]): Promise<SheetRow[]> {
  const rows = await run<
    Of<{
      id: string;
      toWhom: string;
      saidBy: string;
      unitName: string;
      text: string;
      fromSeq: number | null;
      dueAt: Date | null;
      madeAt: Date;
    }>
  >(
    `select p.id, p.to_whom as "toWhom", p.said_by as "saidBy", p.unit_name as "unitName", p.text, p.from_seq as "fromSeq",
       p.due_at as "dueAt", p.made_at as "madeAt", ${INCIDENT}
     from incident_promise p join incident i on i.id = p.incident_id where p.state = 'open' and ${NOT_REVIEWED} and ${where}`,
    values,
  );
  return rows.map((row) => ({
    ...common(row),
    group: "promise",
    key: `promise:${row.id}`,
    toWhom: row.toWhom,
    by: row.saidBy || row.unitName,
    text: row.text,
    fromSeq: row.fromSeq,
    due: due(row.dueAt, row.madeAt),
    opened: false,
  }));
}

async function instructionRows(run: Run, where: string, values: unknown[]): Promise<SheetRow[]> {
  const rows = await run<
    Of<{
      id: string;
      no: number;
      leaderName: string;
      text: string;
      unitName: string;
      ownerName: string | null;
      state: InstructionState;
      givenAt: Date;
      dueAt: Date;
    }>
  >(
    `select n.id, n.no, n.leader_name as "leaderName", n.text, n.unit_name as "unitName", n.owner_name as "ownerName", n.state,
       n.given_at as "givenAt", n.due_at as "dueAt", ${INCIDENT}
     from instruction n join incident i on i.id = n.incident_id where n.state <> 'settled' and ${NOT_REVIEWED} and ${where}`,
    values,
  );
  return rows.map((row) => ({
    ...common(row),
    group: "instruction",
    key: `instruction:${row.id}`,
    no: row.no,
    leaderName: row.leaderName,
    text: row.text,
    owner: row.ownerName ?? row.unitName,
    state: row.state,
    givenAt: row.givenAt.toISOString(),
    due: due(row.dueAt, row.givenAt),
    opened: false,
  }));
}
