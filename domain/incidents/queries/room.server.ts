import { streamAfter, streamBefore } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { type Run, snapshot, sql, type Tx } from "../../kernel/db.server.ts";
import { notFound } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { dutyRules } from "../../permissions/incident-duty.ts";
import {
  type IncidentPartPermission,
  type IncidentThing,
  incidentPartRules,
  incidentRules,
} from "../../permissions/incidents.ts";
import { reportRules } from "../../permissions/reports.ts";
import { abilities } from "../../permissions/verdict.ts";
import type { SubmissionChannel } from "../../submissions/channels.ts";
import type { AssignmentRole, AssignmentState } from "../assignment-machine.ts";
import { sortUnits } from "../assignment-reducer.ts";
import { climbsIn } from "../climb.server.ts";
import type { DemandState } from "../demand-machine.ts";
import type { Level } from "../levels.ts";
import type { Phase } from "../phase-machine.ts";
import { reportLimits, roomReports, roomReportTimers } from "../reports/queries/room-reports.server.ts";
import { reviewRows } from "../review/review-rows.server.ts";
import { ENTRIES_A_PAGE, type PartAbilities, type RoomEntry, type RoomState, type RoomView } from "../room.ts";
import type { TaskKind } from "../task-kinds.ts";
import type { TaskState } from "../task-machine.ts";
import { dutyAbilities, roomDuty } from "./room-duty.server.ts";

const THING = `select i.id, i.county_path as "countyPath", i.reported_by_unit_path as "reportedByUnitPath", i.phase,
  array(select a.unit_path from assignment a where a.incident_id = i.id and a.state not in ('returned','withdrawn')) as "unitPaths"
from incident i where i.id = $1`;

/** What the rules look at, of one incident; null when unknown. */
export async function incidentThing(incidentId: string, run: Run = sql): Promise<IncidentThing | null> {
  if (!/^[0-9a-f-]{36}$/i.test(incidentId)) return null;
  const [thing] = await run<IncidentThing>(THING, [incidentId]);
  return thing ?? null;
}

/** The thing, when the actor may read it at `now`; otherwise not_found. */
export async function readableIncident(
  actor: Actor,
  incidentId: string,
  now: Date,
  run: Run = sql,
): Promise<IncidentThing> {
  const thing = await incidentThing(incidentId, run);
  if (!thing || incidentRules["incidents.read"](actor, thing, now) !== true) throw notFound();
  return thing;
}

/** Entries after `seq`, oldest first, at most 500: what a browser asks for after a gap or a reconnect. */
export async function eventsAfter(actor: Actor, incidentId: string, seq: number, now: Date): Promise<RoomEntry[]> {
  await readableIncident(actor, incidentId, now);
  return withStrikes(incidentId, await streamAfter(incidentId, seq, 500));
}

/** A page of entries older than `seq`, oldest first. */
export async function entriesBefore(actor: Actor, incidentId: string, seq: number, now: Date): Promise<RoomEntry[]> {
  await readableIncident(actor, incidentId, now);
  return withStrikes(incidentId, await streamBefore(incidentId, seq, ENTRIES_A_PAGE));
}

/** Gives struck entries who struck them, when and why. */
export async function withStrikes(incidentId: string, events: RecordedEvent[], run: Run = sql): Promise<RoomEntry[]> {
  const seqs = events.flatMap((event) => (event.struckBySeq ? [event.struckBySeq] : []));
  if (seqs.length === 0) return events;
  const strikes = await run<{ seq: number; actor_name: string | null; recorded_at: Date; reason: string }>(
    "select seq, actor_name, recorded_at, data->>'reason' as reason from event where stream_id = $1 and seq = any($2::int[])",
    [incidentId, seqs],
  );
  const bySeq = new Map(strikes.map((s) => [s.seq, s]));
  return events.map((event) => {
    const strike = event.struckBySeq === undefined ? undefined : bySeq.get(event.struckBySeq);
    return strike
      ? {
          ...event,
          struck: {
            seq: strike.seq,
            by: strike.actor_name ?? "",
            at: strike.recorded_at.toISOString(),
            reason: strike.reason,
          },
        }
      : event;
  });
}

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** The incident room of one reader: the state that events change, what he may do, and where he left off. */
export function roomView(actor: Actor, incidentId: string, now: Date): Promise<RoomView> {
  return snapshot((tx, run) => viewIn(tx, run, actor, incidentId, now));
}

/** All on one snapshot: rows and entries agree, so that the events that follow apply once. */
async function viewIn(tx: Tx, run: Run, actor: Actor, incidentId: string, now: Date): Promise<RoomView> {
  const thing = await readableIncident(actor, incidentId, now, run);
  const row = await tx.incident.findUniqueOrThrow({
    where: { id: incidentId },
    include: {
      assignments: true,
      demands: { orderBy: { no: "asc" } },
      tasks: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
      headCountRows: { orderBy: [{ observedAt: "asc" }, { seq: "asc" }] },
      representatives: { where: { removedAt: null }, orderBy: [{ addedAt: "asc" }, { id: "asc" }] },
    },
  });
  const events = await streamBefore(incidentId, null, ENTRIES_A_PAGE, run);
  const links = await run<{
    id: string;
    submissionId: string;
    number: string;
    channel: SubmissionChannel;
    title: string;
    receivedAt: Date;
    type: "source" | "added";
  }>(
    `select l.id, s.id as "submissionId", s.number, s.channel, s.title, s.received_at as "receivedAt", l.type
       from incident_link l join submission s on s.id = l.target_id where l.incident_id = $1 and l.target_kind = 'submission' and l.unlinked_at is null order by s.received_at, s.id`,
    [incidentId],
  );
  const climbs = await climbsIn(incidentId, run);
  const visit = await tx.roomVisit.findUnique({
    where: { personId_incidentId: { personId: actor.personId, incidentId } },
  });
  const entries = await withStrikes(incidentId, events, run);
  const pinned = row.pinnedSeq === null ? null : await pinnedText(incidentId, row.pinnedSeq, entries, run);
  const room: RoomState = {
    facts: {
      id: row.id,
      number: row.number,
      title: row.title,
      level: row.level as Level,
      place: row.place,
      cause: row.cause,
      countyId: row.countyId,
      countyName: row.countyName,
      occurredAt: row.occurredAt.toISOString(),
      reportedAt: row.reportedAt.toISOString(),
      drill: row.drill,
      phase: row.phase as Phase,
      phaseSince: row.phaseSince.toISOString(),
      dispatchedUnverified: row.dispatchedUnverified,
      verifiedAt: iso(row.verifiedAt),
      outcome: row.outcome,
      closedAt: iso(row.closedAt),
      factsVersion: row.factsVersion,
      pinnedSeq: row.pinnedSeq,
      pinnedText: pinned,
    },
    units: sortUnits(
      row.assignments.map((a) => ({
        id: a.id,
        unitId: a.unitId,
        unitName: a.unitName,
        role: a.role as AssignmentRole,
        state: a.state as AssignmentState,
        note: a.note,
        acceptBy: iso(a.acceptBy),
        sentAt: a.sentAt.toISOString(),
        deliveredAt: iso(a.deliveredAt),
        deliveredTo: a.deliveredTo,
        seenAt: iso(a.seenAt),
        seenBy: a.seenBy,
        acceptedAt: iso(a.acceptedAt),
        acceptedBy: a.acceptedBy,
        acceptedVia: a.acceptedVia as "portal" | "phone" | null,
        arrivedAt: iso(a.arrivedAt),
        reportedAt: iso(a.reportedAt),
        objectedAt: iso(a.objectedAt),
        objection: a.objection,
        settledAt: iso(a.settledAt),
        settlement: a.settlement,
        climbs:
          climbs
            .get(a.id)
            ?.filter((one) => one.acceptBy === iso(a.acceptBy))
            .map(({ acceptBy: _, ...one }) => one) ?? [],
        climbAt: iso(a.climbAt),
      })),
    ),
    demands: row.demands.map((d) => ({
      id: d.id,
      no: d.no,
      text: d.text,
      unitId: d.unitId,
      unitName: d.unitName,
      dueAt: iso(d.dueAt),
      state: d.state as DemandState,
      answer: d.answer,
      answeredAt: iso(d.answeredAt),
      carriedReason: d.carriedReason,
      version: d.version,
    })),
    tasks: row.tasks.map((t) => ({
      id: t.id,
      kind: t.kind as TaskKind,
      title: t.title,
      unitId: t.unitId,
      unitName: t.unitName,
      ownerId: t.ownerId,
      ownerName: t.ownerName,
      dueAt: t.dueAt.toISOString(),
      createdAt: t.createdAt.toISOString(),
      state: t.state as TaskState,
      doneAt: iso(t.doneAt),
      note: t.note,
      version: t.version,
    })),
    headCounts: row.headCountRows.map((c) => ({
      id: c.id,
      count: c.count,
      observerId: c.observerId,
      observer: c.observer,
      observedAt: c.observedAt.toISOString(),
      seq: c.seq,
      struck: c.struckAt !== null,
    })),
    representatives: row.representatives.map((r) => ({
      id: r.id,
      matter: r.matter,
      name: r.name,
      hasPhone: r.phoneSealed !== null,
    })),
    links: links.map((l) => ({ ...l, receivedAt: l.receivedAt.toISOString() })),
    ...(await reviewRows(tx, incidentId)),
    ...(await roomDuty(tx, incidentId)),
    reports: await roomReports(tx, incidentId),
    reportTimers: await roomReportTimers(run, incidentId),
    entries,
    seq: entries.at(-1)?.seq ?? 0,
  };
  return {
    room,
    can: { ...abilities(incidentRules, actor, thing, now), ...abilities(dutyRules, actor, thing, now) },
    reporting: { can: abilities(reportRules, actor, thing, now), limits: await reportLimits(run) },
    parts: await partAbilities(tx, actor, thing, room, now),
    lastVisit: visit && { seq: visit.lastSeq, at: visit.leftAt.toISOString() },
    me: { personId: actor.personId, name: actor.name, unitName: actor.unitName },
  };
}

async function pinnedText(incidentId: string, seq: number, entries: RoomEntry[], run: Run): Promise<string> {
  const entry = entries.find((e) => e.seq === seq) ?? (await streamAfter(incidentId, seq - 1, 1, run))[0];
  return entry?.name === "incidents.entry.posted" ? entry.data.text : "";
}

const forAssignment = [
  "incidents.assignment.acknowledge",
  "incidents.assignment.accept",
  "incidents.assignment.object",
  "incidents.assignment.arrive",
  "incidents.assignment.report",
] as const;

/** What the reader may do with each unit's part, task and demand. Parts that arrive later are judged by a reload. */
async function partAbilities(
  tx: Tx,
  actor: Actor,
  incident: IncidentThing,
  room: RoomState,
  now: Date,
): Promise<PartAbilities> {
  const unitIds = [
    ...new Set(
      [...room.units, ...room.tasks, ...room.demands, ...room.instructions, ...room.promises].map(
        (part) => part.unitId,
      ),
    ),
  ];
  const units = await tx.unit.findMany({ where: { id: { in: unitIds } }, select: { id: true, path: true } });
  const path = new Map(units.map((u) => [u.id, u.path]));
  const judge = (names: readonly IncidentPartPermission[], unitId: string, ownerId: string | null) =>
    Object.fromEntries(
      names.map((name) => {
        const verdict = incidentPartRules[name](actor, { incident, unitPath: path.get(unitId) ?? "", ownerId }, now);
        return [name, verdict === true ? true : actor.locale === "en" ? verdict.en : verdict.zh];
      }),
    );
  return Object.fromEntries([
    ...room.units.map((u) => [u.id, judge(forAssignment, u.unitId, null)]),
    ...room.tasks.map((t) => [t.id, judge(["incidents.task.work"], t.unitId, t.ownerId)]),
    ...room.demands.map((d) => [d.id, judge(["incidents.demand.answer"], d.unitId, null)]),
    ...Object.entries(dutyAbilities(actor, incident, room, now, (id) => path.get(id) ?? "")),
  ]);
}
