import type { IncidentPromise } from "#prisma/generated/client.ts";
import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { dutyRules } from "../../permissions/incident-duty.ts";
import { KeepPromiseInput, MakePromiseInput, PromiseReasonInput } from "../duty-inputs.ts";
import { lockPromise, permitDutyPart, savePromise } from "../duty-parts.server.ts";
import { lockIncident, noteEntry, refreshCard } from "../incident.server.ts";
import { openUnit } from "../parts.server.ts";
import { promiseMachine } from "../promise-machine.ts";
import { refuseFrozen } from "../review/review.server.ts";

const named = (row: IncidentPromise) => ({
  incidentId: row.incidentId,
  promiseId: row.id,
  no: row.no,
  text: row.text,
  toWhom: row.toWhom,
  unitId: row.unitId,
  unitName: row.unitName,
});

/** 记为承诺: what was said to people, by which unit, until when; taken from an entry where there is one. Also after closing, until the review is frozen: it finds some. */
export const makePromise = command("incidents.promise.make", MakePromiseInput, async ({ tx, actor, input, now }) => {
  const incident = await lockIncident(tx, actor, input.incidentId, now);
  permit(dutyRules["incidents.promise.make"](actor, incident, now));
  await refuseFrozen(tx, incident.id);
  if (input.fromSeq !== null) {
    const [entry] = await sqlIn(tx, "select 1 as there from event where stream_id = $1 and seq = $2", [
      incident.id,
      input.fromSeq,
    ]);
    if (!entry)
      throw new Refusal("invalid", say(`没有 #${input.fromSeq} 这条记录。`, `There is no entry #${input.fromSeq}.`), {
        fields: { fromSeq: say("没有这条记录", "No such entry") },
      });
  }
  const unit = await openUnit(tx, input.unitId);
  // The highest there is: a merge that was undone leaves gaps.
  const { _max } = await tx.incidentPromise.aggregate({ where: { incidentId: incident.id }, _max: { no: true } });
  const no = (_max.no ?? 0) + 1;
  const promise = await tx.incidentPromise.create({
    data: {
      id: newId(now.getTime()),
      incidentId: incident.id,
      no,
      text: input.text,
      toWhom: input.toWhom,
      saidBy: input.saidBy,
      unitId: unit.id,
      unitPath: unit.path,
      unitName: unit.shortName,
      dueAt: input.dueAt,
      fromSeq: input.fromSeq,
      madeAt: now,
      state: "open",
    },
  });
  const entry = await record(tx, "incidents.promise.made", incident.id, {
    ...named(promise),
    saidBy: input.saidBy,
    dueAt: input.dueAt?.toISOString() ?? null,
    fromSeq: input.fromSeq,
    version: 1,
  });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { promiseId: promise.id, no };
});

export const keepPromise = command("incidents.promise.keep", KeepPromiseInput, async ({ tx, actor, input, now }) => {
  const { incident, promise } = await lockPromise(tx, actor, input.promiseId, now);
  permitDutyPart("incidents.promise.keep", actor, { incident, unitPath: promise.unitPath }, now);
  const state = next(promiseMachine, promise.state, "keep");
  const version = await savePromise(tx, promise, { state, endedAt: now, note: input.note || null });
  const entry = await record(tx, "incidents.promise.kept", incident.id, {
    ...named(promise),
    note: input.note,
    version,
  });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { state };
});

/** 结转: goes on as a case; a task "follow up" waits with the promising unit, due when the promise was, else in a week. */
export const carryOnPromise = command(
  "incidents.promise.carry-on",
  PromiseReasonInput,
  async ({ tx, actor, input, now }) => {
    const { incident, promise } = await lockPromise(tx, actor, input.promiseId, now);
    permit(dutyRules["incidents.promise.carry-on"](actor, incident, now));
    const state = next(promiseMachine, promise.state, "carryOn");
    const version = await savePromise(tx, promise, { state, endedAt: now, note: input.reason });
    const taskId = newId(now.getTime());
    const entry = await record(tx, "incidents.promise.carried-on", incident.id, {
      ...named(promise),
      reason: input.reason,
      taskId,
      version,
    });
    const week = new Date(now.getTime() + 7 * 86_400_000);
    const task = {
      kind: "follow_up" as const,
      title: `登记为信访事项：${promise.text}`.slice(0, 120),
      unitId: promise.unitId,
      unitName: promise.unitName,
      ownerId: null,
      ownerName: null,
    };
    const dueAt = promise.dueAt && promise.dueAt > now ? promise.dueAt : week;
    await tx.incidentTask.create({
      data: {
        id: taskId,
        incidentId: incident.id,
        ...task,
        unitPath: promise.unitPath,
        dueAt,
        state: "given",
        createdAt: now,
        createdById: actor.personId,
      },
    });
    await record(tx, "incidents.task.given", incident.id, {
      incidentId: incident.id,
      taskId,
      ...task,
      dueAt: dueAt.toISOString(),
      version: 1,
    });
    await refreshCard(tx, incident);
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { state, taskId };
  },
);

/** Not a promise after all, or taken back by who gave it: stays readable, with the reason. */
export const withdrawPromise = command(
  "incidents.promise.withdraw",
  PromiseReasonInput,
  async ({ tx, actor, input, now }) => {
    const { incident, promise } = await lockPromise(tx, actor, input.promiseId, now);
    permit(dutyRules["incidents.promise.withdraw"](actor, incident, now));
    const state = next(promiseMachine, promise.state, "withdraw");
    const version = await savePromise(tx, promise, { state, endedAt: now, note: input.reason });
    const entry = await record(tx, "incidents.promise.withdrawn", incident.id, {
      ...named(promise),
      reason: input.reason,
      version,
    });
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { state };
  },
);
