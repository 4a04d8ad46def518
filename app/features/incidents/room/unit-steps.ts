import { type Rung, rungs } from "#domain/incidents/assignment-machine.ts";
import type { RoomUnit } from "#domain/incidents/room.ts";

/** When a unit reached a rung; null when it has not. */
export function rungTime(unit: RoomUnit, rung: Rung): string | null {
  const times: { [R in Rung]: string | null } = {
    sent: unit.sentAt,
    delivered: unit.deliveredAt,
    seen: unit.seenAt,
    accepted: unit.acceptedAt,
    arrived: unit.arrivedAt,
    reported: unit.reportedAt,
  };
  return times[rung];
}

/** The rung that the unit reaches next; null when it has all, has objected, or its part has ended. */
export function nextRung(unit: RoomUnit): Rung | null {
  if (unit.state === "objected" || unit.state === "returned" || unit.state === "withdrawn") return null;
  return rungs.find((rung) => rungTime(unit, rung) === null) ?? null;
}

/** Who reached a rung for the unit, where it is known by name. */
export function rungWho(unit: RoomUnit, rung: Rung): string | null {
  if (rung === "delivered") return unit.deliveredTo;
  if (rung === "seen") return unit.seenBy;
  return rung === "accepted" ? unit.acceptedBy : null;
}
