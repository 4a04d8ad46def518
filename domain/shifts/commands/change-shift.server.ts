import { command } from "../../kernel/command.server.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { ChangeShiftInput } from "../inputs.ts";
import { lineOf } from "../queries/shift-lines.ts";
import { holderAt, lockShift, named, notOver, permitShift } from "../shift.server.ts";
import type { ShiftDuty } from "../shift-duties.ts";
import { isTaken, type ShiftState, shiftMachine } from "../shift-machine.ts";

/**
 * Changes a shift that has not begun: name, person, times. Once it is taken only its end moves; once it was handed over it is another
 * person's only after it is called off and planned anew, so that nobody finds a sheet written for somebody else.
 */
export const changeShift = command("shifts.change", ChangeShiftInput, async ({ tx, actor, input, now }) => {
  const shift = await lockShift(tx, actor, input.shiftId, now);
  permitShift("shifts.change", actor, shift, now);
  if (shift.version !== input.version)
    throw new Refusal(
      "stale",
      say(
        "这一班刚被他人改过，请核对现在的内容；仍要这样改，请再按一次。",
        "Someone has just changed this shift. Check what it is now; to change it as you wrote, press once more.",
      ),
      { current: lineOf(shift) },
    );
  const taken = isTaken(shift.state as ShiftState);
  const state = next(shiftMachine, shift.state, taken ? "extend" : "change");
  const isOther = input.personId !== shift.personId;
  if (taken && (isOther || input.name !== shift.name || input.startsAt.getTime() !== shift.startsAt.getTime()))
    throw new Refusal(
      "wrong_state",
      say("这一班已有人接，只能改结束时间。", "Somebody has taken this shift; only its end can be moved."),
    );
  if (isOther && shift.beforeId !== null)
    throw new Refusal(
      "wrong_state",
      say(
        `已经交班给${shift.personName}。要换人，请取消这一班再另排。`,
        `It has been handed over to ${shift.personName}. To change the person, cancel this shift and plan another.`,
      ),
    );
  notOver(input.endsAt, now);
  const person = taken
    ? { personId: shift.personId, name: shift.personName }
    : await holderAt(tx, input.personId, shift.unitPath, shift.duty as ShiftDuty, input.startsAt, now);
  const { name, startsAt, endsAt } = input;
  const isSame =
    !isOther &&
    name === shift.name &&
    startsAt.getTime() === shift.startsAt.getTime() &&
    endsAt.getTime() === shift.endsAt.getTime();
  if (isSame) return { state };
  // A shift that has been put off has its own time to be accepted by.
  const climbedAt = startsAt > now ? null : shift.climbedAt;
  const changed = await tx.dutyShift.update({
    where: { id: shift.id },
    data: {
      ...{ state, name, startsAt, endsAt, climbedAt },
      ...{ personId: person.personId, personName: person.name, version: { increment: 1 } },
    },
  });
  await record(tx, "shifts.changed", shift.id, {
    ...named(changed),
    ...{ fromId: shift.personId, fromName: shift.personName, nameBefore: shift.name },
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    ...{ startsBefore: shift.startsAt.toISOString(), endsBefore: shift.endsAt.toISOString() },
  });
  return { state };
});
