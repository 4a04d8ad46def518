import type { DutyShift } from "#prisma/generated/client.ts";
import type { ShiftLine } from "../sheet.ts";
import type { ShiftDuty } from "../shift-duties.ts";
import type { ShiftState } from "../shift-machine.ts";

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** A shift as pages show it, field by field. */
export const lineOf = (row: DutyShift): ShiftLine => ({
  id: row.id,
  unitId: row.unitId,
  unitName: row.unitName,
  duty: row.duty as ShiftDuty,
  name: row.name,
  personId: row.personId,
  personName: row.personName,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  state: row.state as ShiftState,
  beforeId: row.beforeId,
  givenAt: iso(row.givenAt),
  acceptedAt: iso(row.acceptedAt),
  takesAt: iso(row.takesAt),
  leavesAt: iso(row.leavesAt),
  climbedAt: iso(row.climbedAt),
  unread: row.unread,
  rows: row.rows,
  version: row.version,
});
