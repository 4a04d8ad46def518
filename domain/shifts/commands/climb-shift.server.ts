import { now as clockNow } from "../../kernel/clock.ts";
import { execute, portalCommand } from "../../kernel/command.server.ts";
import { sql } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import { record } from "../../kernel/record.server.ts";
import { ShiftInput } from "../inputs.ts";
import { between, lockShift } from "../shift.server.ts";
import { isUntaken, type ShiftState } from "../shift-machine.ts";

const DUE = `select s.id from duty_shift s
  where s.climbed_at is null and s.state in ('planned', 'waiting', 'returned') and s.starts_at <= $1 and s.ends_at > $1
    and exists (select 1 from duty_shift b where b.unit_id = s.unit_id and b.duty = s.duty and b.state = 'accepted' and b.leaves_at is null)
  order by s.starts_at, s.id limit 50`;

/** Nobody has accepted in time: told to the head of the office, once. The one before stays on duty. */
export const climbShift = portalCommand("shifts.climb", ShiftInput, async ({ tx, input, now }) => {
  const shift = await lockShift(tx, null, input.shiftId, now);
  const waits = isUntaken(shift.state as ShiftState);
  if (!waits || shift.climbedAt || shift.startsAt > now) return { climbed: false };
  const before =
    shift.before ??
    (await tx.dutyShift.findFirst({
      where: { unitId: shift.unitId, duty: shift.duty, state: "accepted", leavesAt: null },
    }));
  if (!before) return { climbed: false };
  await tx.dutyShift.update({ where: { id: shift.id }, data: { climbedAt: now, version: { increment: 1 } } });
  await record(tx, "shifts.climbed", shift.id, {
    ...between({ ...shift, before }),
    dueAt: shift.startsAt.toISOString(),
  });
  return { climbed: true };
});

/** Hand-overs that are due at `now`; how many have climbed. A source of jobs/due.ts. */
export async function climbDueShifts(now: Date = clockNow()): Promise<number> {
  let climbed = 0;
  for (const { id } of await sql<{ id: string }>(DUE, [now])) {
    const outcome = await execute(climbShift, null, { shiftId: id }, { commandId: newId(), now });
    if (outcome.climbed) climbed += 1;
  }
  return climbed;
}
