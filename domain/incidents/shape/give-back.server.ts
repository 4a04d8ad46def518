import type { Assignment, IncidentMergeRow } from "#prisma/generated/client.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import type { Tx } from "../../kernel/db.server.ts";
import { type AssignmentState, isActive } from "../assignment-machine.ts";
import { countLinks } from "../links.server.ts";
import { nextDemandNo } from "../parts.server.ts";
import type { RoomUnit } from "../room.ts";
import { type InstructionPlace, moveInstructions, movePromises, type PromisePlace } from "./carry-duty.server.ts";
import { type EntryPart, entryParts } from "./later-entries.ts";
import {
  type CountPlace,
  type DemandPlace,
  ladderColumns,
  type MovedKind,
  moveDemands,
  moveHeadCounts,
  moveRows,
  setRoles,
  setSame,
} from "./move-rows.server.ts";
import { furtherThan } from "./twin-units.ts";

type Row = IncidentMergeRow;
const of = (rows: readonly Row[], act: string, kind: MovedKind) =>
  rows.filter((row) => row.act === act && row.kind === kind);
const idsOf = (rows: readonly Row[]) => rows.map((row) => row.rowId);
const wasOf = <T>(row: Row) => row.before as unknown as T;

/** Rows of a merge go back to where they came from, in the role, under the number and at the place they had there. */
export async function giveBackRows(tx: Tx, rows: readonly Row[], from: string, to: string): Promise<void> {
  const units = of(rows, "moved", "assignment");
  await moveRows(tx, "assignment", idsOf(units), from, to);
  const role = (row: Row) => ({ id: row.rowId, role: wasOf<{ role: string }>(row).role });
  await setRoles(tx, units.map(role), to);
  const kept = of(rows, "changed", "assignment").map(role);
  const lead = await tx.assignment.findFirst({
    where: {
      ...{ incidentId: from, role: "lead", state: { notIn: ["returned", "withdrawn"] } },
      id: { notIn: kept.map((unit) => unit.id) },
    },
  });
  // Another lead, named since the merge, stays; there is one.
  await setRoles(
    tx,
    kept.filter((unit) => unit.role !== "lead" || !lead),
    from,
  );
  const demand = (row: Row): DemandPlace => ({ id: row.rowId, ...wasOf<Omit<DemandPlace, "id">>(row) });
  await moveDemands(tx, of(rows, "moved", "demand").map(demand), from, to);
  await setSame(tx, of(rows, "changed", "demand").map(demand), from);
  await moveRows(tx, "incident_task", idsOf(of(rows, "moved", "incident_task")), from, to);
  await moveHeadCounts(
    tx,
    of(rows, "moved", "head_count").map((row) => ({ id: row.rowId, ...wasOf<Omit<CountPlace, "id">>(row) })),
    from,
    to,
  );
  const was = <T>(kind: MovedKind) => of(rows, "moved", kind).map((row) => ({ id: row.rowId, ...wasOf<T>(row) }));
  await moveInstructions(tx, was<Omit<InstructionPlace, "id">>("instruction"), from, to);
  await movePromises(tx, was<Omit<PromisePlace, "id">>("incident_promise"), from, to);
  await moveRows(tx, "representative", idsOf(of(rows, "moved", "representative")), from, to);
  await moveRows(tx, "incident_link", idsOf(of(rows, "moved", "incident_link")), from, to);
  const double = of(rows, "double", "incident_link");
  await countLinks(
    tx,
    to,
    double.map((row) => wasOf<{ submissionId: string }>(row).submissionId),
    1,
  );
}

/**
 * A unit that has a part in both gets its two ladders back. What it did while they were one counts for both: then the kept row stays as it
 * is, and the other takes over what is further on.
 */
export async function giveTwinsBack(tx: Tx, rows: readonly Row[]): Promise<void> {
  for (const row of of(rows, "twin", "assignment")) {
    const kept = await tx.assignment.findUniqueOrThrow({ where: { id: row.rowId } });
    const was = wasOf<RoomUnit>(row);
    if (kept.version === row.version) {
      await tx.assignment.update({
        where: { id: kept.id },
        data: { ...ladderColumns(was), version: { increment: 1 } },
      });
      continue;
    }
    await tx.assignment.update({ where: { id: kept.id }, data: { role: was.role } });
    const left = await tx.assignment.findUniqueOrThrow({ where: { id: row.twinId! } });
    if (!isActive(kept.state as AssignmentState)) continue;
    if (furtherThan(kept.state as AssignmentState, left.state as AssignmentState))
      await tx.assignment.update({ where: { id: left.id }, data: { ...ladder(kept), version: { increment: 1 } } });
  }
}

const ladder = ({
  state,
  acceptBy,
  deliveredAt,
  deliveredTo,
  seenAt,
  seenBy,
  acceptedAt,
  acceptedBy,
  acceptedVia,
  arrivedAt,
  arrivedBy,
  reportedAt,
  reportedBy,
  objectedAt,
  objectedBy,
  objection,
  settledAt,
  settlement,
}: Assignment) => ({
  ...{ state, acceptBy, deliveredAt, deliveredTo, seenAt, seenBy, acceptedAt, acceptedBy, acceptedVia },
  ...{ arrivedAt, arrivedBy, reportedAt, reportedBy, objectedAt, objectedBy, objection, settledAt, settlement },
});

type Named = { id: string; number: string; place: string };
type Two = { survivor: Named; absorbed: Named };

/** Rows that entries since the merge brought go with their entries. What the other holds already (a unit, a submission) stays. */
export async function giveEntries(
  tx: Tx,
  entries: readonly RecordedEvent[],
  { survivor, absorbed }: Two,
): Promise<void> {
  const parts = entries.flatMap(entryParts);
  const ids = (kind: MovedKind, of: readonly EntryPart[] = parts) =>
    of.filter((part) => part.kind === kind).map((part) => part.id);
  const there = { notIn: ["returned", "withdrawn"] };
  const held = await tx.assignment.findMany({ where: { incidentId: absorbed.id, state: there } });
  const coming = await tx.assignment.findMany({ where: { id: { in: ids("assignment") }, incidentId: survivor.id } });
  const units = coming.filter((unit) => !held.some((one) => one.unitId === unit.unitId));
  await moveRows(
    tx,
    "assignment",
    units.map((unit) => unit.id),
    survivor.id,
    absorbed.id,
  );
  if (held.some((unit) => unit.role === "lead"))
    await setRoles(
      tx,
      units.filter((unit) => unit.role === "lead").map((unit) => ({ id: unit.id, role: "support" })),
      absorbed.id,
    );
  const demands = await tx.demand.findMany({
    where: { id: { in: ids("demand") }, incidentId: survivor.id },
    orderBy: { no: "asc" },
  });
  const first = await nextDemandNo(tx, absorbed.id);
  await moveDemands(
    tx,
    demands.map((demand, index) => ({
      ...{ id: demand.id, no: first + index, sameAs: null },
      cameFrom: demand.cameFrom ?? `${survivor.number} · ${demand.no}`,
    })),
    survivor.id,
    absorbed.id,
  );
  const counts = await tx.headCount.findMany({ where: { id: { in: ids("head_count") }, incidentId: survivor.id } });
  await moveHeadCounts(
    tx,
    counts.map(({ id, place, cameFrom }) => ({
      id,
      place: (place ?? survivor.place) === absorbed.place ? null : (place ?? survivor.place),
      cameFrom: cameFrom ?? survivor.number,
    })),
    survivor.id,
    absorbed.id,
  );
  await moveRows(tx, "incident_task", ids("incident_task"), survivor.id, absorbed.id);
  await moveRows(tx, "representative", ids("representative"), survivor.id, absorbed.id);
  const links = await tx.incidentLink.findMany({ where: { incidentId: absorbed.id, unlinkedAt: null } });
  const wanted = await tx.incidentLink.findMany({ where: { id: { in: ids("incident_link") }, unlinkedAt: null } });
  await moveRows(
    tx,
    "incident_link",
    wanted.filter((link) => !links.some((one) => one.targetId === link.targetId)).map((link) => link.id),
    survivor.id,
    absorbed.id,
  );
}
