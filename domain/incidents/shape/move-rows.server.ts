import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import type { RoomUnit } from "../room.ts";

/** Tables whose rows a merge or a split moves as they are. */
export type MovedKind =
  | "assignment"
  | "demand"
  | "incident_task"
  | "head_count"
  | "representative"
  | "incident_link"
  | "instruction"
  | "incident_promise";

/** Moves rows of one table from one incident to another. Their ids, versions and limits stay; rows that are no longer there stay where they are. */
export async function moveRows(tx: Tx, kind: MovedKind, ids: readonly string[], from: string, to: string) {
  if (ids.length === 0) return;
  await sqlIn(tx, `update ${kind} set incident_id = $3 where id = any($1::uuid[]) and incident_id = $2`, [
    ids,
    from,
    to,
  ]);
  // What a unit has climbed goes with its part.
  if (kind === "assignment")
    await sqlIn(tx, "update assignment_climb set incident_id = $2 where assignment_id = any($1::uuid[])", [ids, to]);
}

export type DemandPlace = { id: string; no: number; cameFrom: string | null; sameAs: string | null };
/** Moves demands and gives each its number there, where it came from, and what it is the same as. */
export async function moveDemands(tx: Tx, demands: readonly DemandPlace[], from: string, to: string) {
  if (demands.length === 0) return;
  await sqlIn(
    tx,
    `update demand d set incident_id = $3, no = v.no, came_from = v.came_from, same_as_id = v.same_as
     from unnest($1::uuid[], $4::int[], $5::text[], $6::uuid[]) as v(id, no, came_from, same_as) where d.id = v.id and d.incident_id = $2`,
    [
      demands.map((d) => d.id),
      from,
      to,
      demands.map((d) => d.no),
      demands.map((d) => d.cameFrom),
      demands.map((d) => d.sameAs),
    ],
  );
}

export type CountPlace = { id: string; place: string | null; cameFrom: string | null };
/** Moves head counts, each with its place. */
export async function moveHeadCounts(tx: Tx, counts: readonly CountPlace[], from: string, to: string) {
  if (counts.length === 0) return;
  await sqlIn(
    tx,
    `update head_count c set incident_id = $3, place = v.place, came_from = v.came_from
     from unnest($1::uuid[], $4::text[], $5::text[]) as v(id, place, came_from) where c.id = v.id and c.incident_id = $2`,
    [counts.map((c) => c.id), from, to, counts.map((c) => c.place), counts.map((c) => c.cameFrom)],
  );
}

/** Sets the role of parts of one incident. */
export async function setRoles(tx: Tx, units: readonly { id: string; role: string }[], incidentId: string) {
  if (units.length === 0) return;
  await sqlIn(
    tx,
    "update assignment a set role = v.role from unnest($1::uuid[], $3::text[]) as v(id, role) where a.id = v.id and a.incident_id = $2",
    [units.map((u) => u.id), incidentId, units.map((u) => u.role)],
  );
}

/** Says of demands which other one is binding for them; null frees them. */
export async function setSame(tx: Tx, demands: readonly { id: string; sameAs: string | null }[], incidentId: string) {
  if (demands.length === 0) return;
  await sqlIn(
    tx,
    "update demand d set same_as_id = v.same_as from unnest($1::uuid[], $3::uuid[]) as v(id, same_as) where d.id = v.id and d.incident_id = $2",
    [demands.map((d) => d.id), incidentId, demands.map((d) => d.sameAs)],
  );
}

const date = (iso: string | null) => (iso === null ? null : new Date(iso));
/** The ladder of a part as columns of its row. */
export const ladderColumns = (unit: RoomUnit) => ({
  role: unit.role,
  state: unit.state,
  acceptBy: date(unit.acceptBy),
  deliveredAt: date(unit.deliveredAt),
  deliveredTo: unit.deliveredTo,
  seenAt: date(unit.seenAt),
  seenBy: unit.seenBy,
  acceptedAt: date(unit.acceptedAt),
  acceptedBy: unit.acceptedBy,
  acceptedVia: unit.acceptedVia,
  arrivedAt: date(unit.arrivedAt),
  reportedAt: date(unit.reportedAt),
  objectedAt: date(unit.objectedAt),
  objection: unit.objection,
  settledAt: date(unit.settledAt),
  settlement: unit.settlement,
});
