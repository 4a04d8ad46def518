import { lockIncident, noteEntry } from "../../incidents/incident.server.ts";
import type { TaskKind } from "../../incidents/task-kinds.ts";
import { command } from "../../kernel/command.server.ts";
import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { AcceptShiftInput } from "../inputs.ts";
import { sheetRows } from "../queries/sheet-rows.server.ts";
import { rowLabel } from "../sheet.ts";
import { between, type LockedShift, lockShift, permitShift, territoryOf } from "../shift.server.ts";
import type { ShiftDuty } from "../shift-duties.ts";
import { shiftMachine } from "../shift-machine.ts";

/**
 * 接受交班: names the hour from which the next one answers; until then the one before does. Rows that were not opened are written
 * down and stand in no way. His open tasks go with the duty, and every open incident of the territory says who coordinates it.
 */
export const acceptShift = command(
  "shifts.accept",
  AcceptShiftInput,
  async ({ tx, actor, input, now }) => {
    const shift = await lockShift(tx, actor, input.shiftId, now);
    permitShift("shifts.accept", actor, shift, now);
    const state = next(shiftMachine, shift.state, "accept");
    const both = between(shift);
    const before = shift.before!;
    const takesAt = hourOf(input.takesAt, shift, now);
    const rows = await sheetRows((text, values) => sqlIn(tx, text, values), actor, sheetOf(shift), now);
    const unread = rows.filter((row) => !row.opened);
    await tx.dutyShift.update({
      where: { id: before.id },
      data: { state: next(shiftMachine, before.state, "relieve"), leavesAt: takesAt, version: { increment: 1 } },
    });
    await tx.dutyShift.update({
      where: { id: shift.id },
      data: {
        state,
        acceptedAt: now,
        takesAt,
        rows: rows.length,
        unread: unread.length,
        version: { increment: 1 },
      },
    });
    const { incidents, tasks } = await passOn(tx, shift, takesAt, now);
    await record(tx, "shifts.accepted", shift.id, {
      ...both,
      takesAt: takesAt.toISOString(),
      rows: rows.length,
      handed: rows.map(rowLabel),
      unread: unread.map(rowLabel),
      tasks,
      incidents,
    });
    return { state, takesAt: takesAt.toISOString(), unread: unread.length };
  },
  { timeout: 60_000 },
);

export const sheetOf = (shift: LockedShift) => ({
  shiftId: shift.id,
  unitId: shift.unitId,
  unitPath: shift.unitPath,
  fromPersonId: shift.before?.personId ?? shift.personId,
});

function hourOf(given: Date | null, shift: LockedShift, now: Date): Date {
  const hour = given ?? (shift.startsAt > now ? shift.startsAt : now);
  if (hour.getTime() < now.getTime() - 60_000)
    throw new Refusal("invalid", say("接班时刻不能早于现在。", "The hour cannot lie in the past."), {
      fields: { takesAt: say("不能早于现在", "Not in the past") },
    });
  if (hour >= shift.endsAt)
    throw new Refusal("invalid", say("接班时刻晚于这一班的结束。", "The hour lies after the end of the shift."), {
      fields: { takesAt: say("晚于本班结束", "After the end of the shift") },
    });
  return hour < now ? now : hour;
}

const OPEN_INCIDENTS = `select i.id from incident i
  where i.county_path like $1 and i.phase in ('reported', 'verified', 'dispatched', 'on_site', 'talking', 'agreed') order by i.id`;

/** Each open incident is locked in order of id and told; the tasks that go with the duty change hands. */
async function passOn(tx: Tx, shift: LockedShift, takesAt: Date, now: Date) {
  const before = shift.before!;
  const duty = shift.duty as ShiftDuty;
  const open = await sqlIn<{ id: string }>(tx, OPEN_INCIDENTS, [`${territoryOf(shift.unitPath)}%`]);
  let tasks = 0;
  for (const { id } of open) {
    const incident = await lockIncident(tx, null, id, now);
    const entry = await record(tx, "incidents.duty.handed-over", id, {
      incidentId: id,
      shiftId: shift.id,
      duty,
      fromId: before.personId,
      fromName: before.personName,
      toId: shift.personId,
      toName: shift.personName,
      unitName: shift.unitName,
      takesAt: takesAt.toISOString(),
    });
    await noteEntry(tx, incident, entry);
    const owned = await tx.incidentTask.findMany({
      where: { incidentId: id, ownerId: before.personId, unitId: shift.unitId, state: { in: ["given", "underway"] } },
      orderBy: { id: "asc" },
    });
    for (const task of owned) {
      await tx.incidentTask.update({
        where: { id: task.id },
        data: { ownerId: shift.personId, ownerName: shift.personName, version: { increment: 1 } },
      });
      const entry = await record(tx, "incidents.task.passed-on", id, {
        incidentId: id,
        taskId: task.id,
        kind: task.kind as TaskKind,
        title: task.title,
        fromName: before.personName,
        ownerId: shift.personId,
        ownerName: shift.personName,
        version: task.version + 1,
      });
      await noteEntry(tx, incident, entry);
      tasks += 1;
    }
  }
  return { incidents: open.length, tasks };
}
