import { openUnit } from "../../incidents/parts.server.ts";
import { command } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { shiftRules } from "../../permissions/shifts.ts";
import { CancelShiftInput, PlanShiftInput, ShiftInput } from "../inputs.ts";
import { holderAt, lockShift, named, notOver, permitShift } from "../shift.server.ts";
import { shiftMachine } from "../shift-machine.ts";

/** 排班: a shift of an office for somebody who holds the duty when it begins. */
export const planShift = command("shifts.plan", PlanShiftInput, async ({ tx, actor, input, now }) => {
  const unit = await openUnit(tx, input.unitId);
  const thing = { unitPath: unit.path, duty: input.duty, personId: input.personId, beforePersonId: null };
  permit(shiftRules["shifts.plan"](actor, thing, now));
  notOver(input.endsAt, now);
  const person = await holderAt(tx, input.personId, unit.path, input.duty, input.startsAt, now);
  const shift = await tx.dutyShift.create({
    data: {
      id: newId(now.getTime()),
      unitId: unit.id,
      unitPath: unit.path,
      unitName: unit.shortName,
      duty: input.duty,
      name: input.name,
      personId: person.personId,
      personName: person.name,
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      state: "planned",
    },
  });
  await record(tx, "shifts.planned", shift.id, {
    ...named(shift),
    startsAt: input.startsAt.toISOString(),
    endsAt: input.endsAt.toISOString(),
  });
  return { shiftId: shift.id };
});

/** Takes a shift off the roster. One that was to take over leaves the duty with who has it. */
export const cancelShift = command("shifts.cancel", CancelShiftInput, async ({ tx, actor, input, now }) => {
  const shift = await lockShift(tx, actor, input.shiftId, now);
  permitShift("shifts.cancel", actor, shift, now);
  const state = next(shiftMachine, shift.state, "cancel");
  await tx.dutyShift.update({ where: { id: shift.id }, data: { state, version: { increment: 1 } } });
  await record(tx, "shifts.cancelled", shift.id, { ...named(shift), reason: input.reason });
  return { state };
});

/** 上岗 without a hand-over: only while nobody has the duty. */
export const beginShift = command("shifts.begin", ShiftInput, async ({ tx, actor, input, now }) => {
  const shift = await lockShift(tx, actor, input.shiftId, now);
  permitShift("shifts.begin", actor, shift, now);
  const on = await tx.dutyShift.findFirst({
    where: { unitId: shift.unitId, duty: shift.duty, state: "accepted", leavesAt: null },
    select: { personName: true },
  });
  if (on)
    throw new Refusal(
      "wrong_state",
      say(
        `${on.personName} 还在岗，请由他交班。`,
        `${on.personName} is on duty; the duty is taken over by a hand-over.`,
      ),
    );
  const state = next(shiftMachine, shift.state, "begin");
  await tx.dutyShift.update({
    where: { id: shift.id },
    data: { state, acceptedAt: now, takesAt: now, version: { increment: 1 } },
  });
  await record(tx, "shifts.begun", shift.id, { ...named(shift), takesAt: now.toISOString() });
  return { state };
});
