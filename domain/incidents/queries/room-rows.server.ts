import type { Run, Tx } from "../../kernel/db.server.ts";
import type { SubmissionChannel } from "../../submissions/channels.ts";
import type { AssignmentRole, AssignmentState } from "../assignment-machine.ts";
import { climbsIn } from "../climb.server.ts";
import type { DemandState } from "../demand-machine.ts";
import { HEAD_COUNTS } from "../head-counts.ts";
import type { Level } from "../levels.ts";
import type { Phase } from "../phase-machine.ts";
import { roomReportTimers } from "../reports/queries/room-reports.server.ts";
import type { ReportTimer } from "../reports/report-timers.ts";
import type { RoomFacts, RoomLink, RoomParts, RoomShape } from "../room.ts";
import { inRoomOrder } from "../room-order.ts";
import type { TaskKind } from "../task-kinds.ts";
import type { TaskState } from "../task-machine.ts";
import { roomDuty } from "./room-duty.server.ts";

const iso = (date: Date | null) => date?.toISOString() ?? null;

const LINKS = `select l.id, s.id as "submissionId", s.number, s.channel, s.title, s.received_at as "receivedAt", l.type
from incident_link l join submission s on s.id = l.target_id
where l.incident_id = $1 and l.target_kind = 'submission' and l.unlinked_at is null`;

/** What a merged-away room goes on showing: itself as it was. */
export type FrozenRoom = RoomParts & { facts: RoomFacts; reportTimers: ReportTimer[] };

/** Facts (without the pinned text), parts and shape of one room, from the rows. A room that is merged away is as it was at that moment. */
export async function roomRows(
  tx: Tx,
  run: Run,
  incidentId: string,
): Promise<FrozenRoom & { shape: RoomShape; pinnedSeq: number | null }> {
  const live = await liveRows(tx, run, incidentId, HEAD_COUNTS);
  const shape = await roomShape(tx, incidentId);
  if (!shape.mergedInto) return { ...live, shape, pinnedSeq: live.facts.pinnedSeq };
  const { absorbedRoom } = await tx.incidentMerge.findUniqueOrThrow({
    where: { id: shape.mergedInto.mergeId },
    select: { absorbedRoom: true },
  });
  return { ...(absorbedRoom as unknown as FrozenRoom), shape, pinnedSeq: live.facts.pinnedSeq };
}

/** The merges that stand, of and into one incident. */
export async function roomShape(tx: Tx, incidentId: string): Promise<RoomShape> {
  const merges = await tx.incidentMerge.findMany({
    where: { undoneAt: null, OR: [{ survivorId: incidentId }, { absorbedId: incidentId }] },
    select: { id: true, survivorId: true, absorbedId: true, at: true, byName: true, reason: true },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  if (merges.length === 0) return { mergedInto: null, absorbed: [] };
  const named = await tx.incident.findMany({
    where: { id: { in: merges.flatMap((m) => [m.survivorId, m.absorbedId]) } },
    select: { id: true, number: true, title: true },
  });
  const other = (merge: (typeof merges)[number], id: string) => ({
    mergeId: merge.id,
    ...named.find((incident) => incident.id === id)!,
    at: merge.at.toISOString(),
    by: merge.byName,
    reason: merge.reason,
  });
  const into = merges.find((m) => m.absorbedId === incidentId);
  return {
    mergedInto: into ? other(into, into.survivorId) : null,
    absorbed: merges.filter((m) => m.survivorId === incidentId).map((m) => other(m, m.absorbedId)),
  };
}

/** Facts and parts as the rows say, whatever became of the incident. `headCounts`: at most so many, the newest. */
export async function liveRows(tx: Tx, run: Run, incidentId: string, headCounts?: number): Promise<FrozenRoom> {
  const row = await tx.incident.findUniqueOrThrow({
    where: { id: incidentId },
    include: {
      assignments: true,
      demands: true,
      tasks: true,
      headCountRows: headCounts ? { orderBy: [{ observedAt: "desc" }, { seq: "desc" }], take: headCounts } : true,
      representatives: { where: { removedAt: null } },
    },
  });
  const climbs = await climbsIn(incidentId, run);
  const links = await run<Omit<RoomLink, "channel" | "receivedAt"> & { channel: SubmissionChannel; receivedAt: Date }>(
    LINKS,
    [incidentId],
  );
  const { instructions, promises } = await roomDuty(tx, incidentId);
  const parts = inRoomOrder({
    instructions,
    promises,
    units: row.assignments.map((a) => ({
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
      sameAs: d.sameAsId,
      cameFrom: d.cameFrom,
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
      place: c.place,
      cameFrom: c.cameFrom,
    })),
    representatives: row.representatives.map((r) => ({
      id: r.id,
      matter: r.matter,
      name: r.name,
      hasPhone: r.phoneSealed !== null,
    })),
    links: links.map((l) => ({ ...l, receivedAt: l.receivedAt.toISOString() })),
  });
  return {
    ...parts,
    reportTimers: await roomReportTimers(run, incidentId),
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
      pinnedText: null,
    },
  };
}
