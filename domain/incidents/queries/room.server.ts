import { streamAfter, streamBefore } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { type Run, snapshot, sql, type Tx } from "../../kernel/db.server.ts";
import { notFound } from "../../kernel/refusal.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { dutyRules } from "../../permissions/incident-duty.ts";
import {
  type IncidentPartPermission,
  type IncidentThing,
  incidentPartRules,
  incidentRules,
} from "../../permissions/incidents.ts";
import { reportRules } from "../../permissions/reports.ts";
import { shapeRules } from "../../permissions/shape.ts";
import { abilities } from "../../permissions/verdict.ts";
import { acceptTable } from "../accept-limits.server.ts";
import { reportLimits, roomReports } from "../reports/queries/room-reports.server.ts";
import { reviewRows } from "../review/review-rows.server.ts";
import { ENTRIES_A_PAGE, type PartAbilities, type RoomEntry, type RoomState, type RoomView } from "../room.ts";
import { mergedAway } from "../shape/merged-away.ts";
import { dutyAbilities, roomDuty } from "./room-duty.server.ts";
import { roomRows } from "./room-rows.server.ts";

const THING = `select i.id, i.county_path as "countyPath", i.reported_by_unit_path as "reportedByUnitPath", i.phase,
  array(select a.unit_path from assignment a where a.incident_id = i.id and a.state not in ('returned','withdrawn')
    union all select f.unit_path from incident_former_part f where f.incident_id = i.id) as "unitPaths"
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

/** The incident room of one reader: the state that events change, what he may do, and where he left off. */
export function roomView(actor: Actor, incidentId: string, now: Date): Promise<RoomView> {
  return snapshot((tx, run) => viewIn(tx, run, actor, incidentId, now));
}

/** All on one snapshot: rows and entries agree, so that the events that follow apply once. */
async function viewIn(tx: Tx, run: Run, actor: Actor, incidentId: string, now: Date): Promise<RoomView> {
  const thing = await readableIncident(actor, incidentId, now, run);
  const { pinnedSeq, facts, ...rows } = await roomRows(tx, run, incidentId);
  const events = await streamBefore(incidentId, null, ENTRIES_A_PAGE, run);
  const visit = await tx.roomVisit.findUnique({
    where: { personId_incidentId: { personId: actor.personId, incidentId } },
  });
  const entries = await withStrikes(incidentId, events, run);
  const pinned = pinnedSeq === null ? null : await pinnedText(incidentId, pinnedSeq, entries, run);
  const room: RoomState = {
    ...(await reviewRows(tx, incidentId)),
    ...(await roomDuty(tx, incidentId)),
    ...rows,
    facts: { ...facts, pinnedText: pinned },
    reports: await roomReports(tx, incidentId),
    entries,
    seq: entries.at(-1)?.seq ?? 0,
  };
  return {
    room,
    reporting: { can: reportAbilities(actor, thing, room, now), limits: await reportLimits(run) },
    acceptMinutes: await acceptTable(run),
    ...(room.shape.mergedInto
      ? mergedAbilities(actor, room.shape.mergedInto.number)
      : {
          can: abilities({ ...incidentRules, ...dutyRules, ...shapeRules }, actor, thing, now),
          parts: await partAbilities(tx, actor, thing, room, now),
        }),
    lastVisit: visit && { seq: visit.lastSeq, at: visit.leftAt.toISOString() },
    me: { personId: actor.personId, name: actor.name, unitName: actor.unitName },
  };
}

/** Of one that is merged away reports are read; the survivor reports for both. */
function reportAbilities(actor: Actor, thing: IncidentThing, { shape }: RoomState, now: Date) {
  const can = abilities(reportRules, actor, thing, now);
  if (shape.mergedInto === null) return can;
  const why = inLanguage(mergedAway(shape.mergedInto.number), actor.locale);
  return { ...can, "incidents.report.write": why, "incidents.report.sign": why };
}

/** A room that is merged away is read as before; whoever would write is sent to the survivor. */
function mergedAbilities(actor: Actor, survivor: string): Pick<RoomView, "can" | "parts"> {
  const why = inLanguage(mergedAway(survivor), actor.locale);
  const names = Object.keys({ ...incidentRules, ...dutyRules, ...shapeRules }) as (keyof RoomView["can"])[];
  const can = Object.fromEntries(names.map((name) => [name, name === "incidents.read" ? true : why]));
  return { can: can as RoomView["can"], parts: {} };
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
