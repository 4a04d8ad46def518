import { command } from "../../kernel/command.server.ts";
import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, permitRead, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { shiftRules } from "../../permissions/shifts.ts";
import { HandOverInput, OpenRowInput, ShiftWordInput } from "../inputs.ts";
import { between, type LockedShift, lockShift, permitShift, thingOf } from "../shift.server.ts";
import { shiftMachine, type WordKind } from "../shift-machine.ts";

/** 交班: gives the duty to the next shift, with what is to be known. Given again after it was sent back. The duty stays until it is accepted. */
export const handOverShift = command("shifts.hand-over", HandOverInput, async ({ tx, actor, input, now }) => {
  const planned = await lockShift(tx, actor, input.shiftId, now);
  permitRead(shiftRules["shifts.read"](actor, thingOf(planned), now));
  const before =
    planned.before ??
    (await tx.dutyShift.findFirst({
      where: { unitId: planned.unitId, duty: planned.duty, state: "accepted", leavesAt: null },
    }));
  const shift: LockedShift = before
    ? { ...(await lockShift(tx, actor, input.shiftId, now, before.id)), before, beforeId: before.id }
    : planned;
  permit(shiftRules["shifts.hand-over"](actor, thingOf(shift), now));
  const state = next(shiftMachine, shift.state, "handOver");
  const other = await tx.dutyShift.findFirst({
    where: {
      beforeId: shift.beforeId,
      id: { not: shift.id },
      state: { in: ["waiting", "returned", "accepted", "relieved"] },
    },
    select: { personName: true },
  });
  if (other)
    throw new Refusal(
      "wrong_state",
      say(
        `已交给 ${other.personName}。要改交他人，请先取消那一班。`,
        `It has been handed to ${other.personName}. Cancel that shift first to hand it to someone else.`,
      ),
    );
  await tx.dutyShift.update({
    where: { id: shift.id },
    data: { state, beforeId: shift.beforeId, givenAt: now, notes: input.notes, version: { increment: 1 } },
  });
  await record(tx, "shifts.handed-over", shift.id, { ...between(shift), notes: input.notes });
  return { state };
});

/** A tick: the next one has opened this row. A second time changes nothing. */
export const openRow = command("shifts.open-row", OpenRowInput, async ({ tx, actor, input, now }) => {
  const shift = await lockShift(tx, actor, input.shiftId, now);
  permitShift("shifts.open-row", actor, shift, now);
  stillWaits(shift);
  const fresh = await sqlIn(
    tx,
    "insert into shift_row (shift_id, key, opened_at) values ($1, $2, $3) on conflict do nothing returning 1 as fresh",
    [shift.id, input.key, now],
  );
  if (fresh.length > 0) await record(tx, "shifts.row.opened", shift.id, { ...between(shift), key: input.key });
  return { key: input.key };
});

function stillWaits(shift: LockedShift): void {
  if (!["waiting", "returned"].includes(shift.state))
    throw new Refusal("wrong_state", say("这次交接已经结束。", "This hand-over is over."));
}

async function word(tx: Tx, actor: Actor, shift: LockedShift, kind: WordKind, text: string, at: Date) {
  const id = newId(at.getTime());
  await tx.shiftWord.create({
    data: { id, shiftId: shift.id, kind, text, byId: actor.personId, byName: actor.name, at },
  });
  return id;
}

/** A question of the next one to the one before. */
export const askShift = command("shifts.ask", ShiftWordInput, async ({ tx, actor, input, now }) => {
  const shift = await lockShift(tx, actor, input.shiftId, now);
  permitShift("shifts.ask", actor, shift, now);
  stillWaits(shift);
  const wordId = await word(tx, actor, shift, "asked", input.text, now);
  await record(tx, "shifts.asked", shift.id, { ...between(shift), text: input.text });
  return { wordId };
});

/** Of the one before: also when the next one has already accepted. */
export const answerShift = command("shifts.answer", ShiftWordInput, async ({ tx, actor, input, now }) => {
  const shift = await lockShift(tx, actor, input.shiftId, now);
  permitShift("shifts.answer", actor, shift, now);
  const wordId = await word(tx, actor, shift, "answered", input.text, now);
  await record(tx, "shifts.answered", shift.id, { ...between(shift), text: input.text });
  return { wordId };
});

/** 退回补充: sent back with a question; the duty stays with the one before, who gives it again. */
export const sendBackShift = command("shifts.send-back", ShiftWordInput, async ({ tx, actor, input, now }) => {
  const shift = await lockShift(tx, actor, input.shiftId, now);
  permitShift("shifts.send-back", actor, shift, now);
  const state = next(shiftMachine, shift.state, "sendBack");
  await tx.dutyShift.update({ where: { id: shift.id }, data: { state, version: { increment: 1 } } });
  await word(tx, actor, shift, "sent_back", input.text, now);
  await record(tx, "shifts.sent-back", shift.id, { ...between(shift), text: input.text });
  return { state };
});
