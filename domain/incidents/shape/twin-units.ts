import { type AssignmentState, isActive } from "../assignment-machine.ts";
import type { RoomUnit } from "../room.ts";

/** How far a unit's part has come; an objection stands between having seen and having accepted. */
const rank: { [S in AssignmentState]: number } = {
  withdrawn: -1,
  returned: -1,
  sent: 0,
  delivered: 1,
  seen: 2,
  objected: 3,
  accepted: 4,
  arrived: 5,
  reported: 6,
};
export const furtherThan = (a: AssignmentState, b: AssignmentState) => rank[a] > rank[b];

const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a <= b ? a : b);
/** The one of two whose moment came first. */
const first = <K extends keyof RoomUnit>(
  a: RoomUnit,
  b: RoomUnit,
  at: K,
  by: (keyof RoomUnit)[],
): Partial<RoomUnit> => {
  const moment = earlier(a[at] as string | null, b[at] as string | null);
  const from = a[at] === moment ? a : b;
  return { [at]: moment, ...Object.fromEntries(by.map((name) => [name, from[name]])) };
};

/** The ladder of a unit that has a part in both incidents: the further state, and of each rung the earlier moment. Its time to accept, and what it has climbed, stay those of the part that is kept. */
export function joinedLadder(kept: RoomUnit, other: RoomUnit): RoomUnit {
  const ahead = furtherThan(other.state, kept.state) ? other : kept;
  return {
    ...kept,
    state: ahead.state,
    ...first(kept, other, "deliveredAt", ["deliveredTo"]),
    ...first(kept, other, "seenAt", ["seenBy"]),
    ...first(kept, other, "acceptedAt", ["acceptedBy", "acceptedVia"]),
    ...first(kept, other, "arrivedAt", []),
    ...first(kept, other, "reportedAt", []),
    objectedAt: ahead.objectedAt,
    objection: ahead.objection,
    settledAt: ahead.settledAt,
    settlement: ahead.settlement,
  };
}

/** Parts of the same unit in both, while both are active. */
export const twinsOf = (kept: readonly RoomUnit[], other: readonly RoomUnit[]): { kept: RoomUnit; other: RoomUnit }[] =>
  kept
    .filter((unit) => isActive(unit.state))
    .flatMap((unit) => {
      const twin = other.find((one) => one.unitId === unit.unitId && isActive(one.state));
      return twin ? [{ kept: unit, other: twin }] : [];
    });
