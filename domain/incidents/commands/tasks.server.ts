import { newId } from "#domain/kernel/id.ts";
import type { IncidentTask } from "#prisma/generated/client.ts";
import { command } from "../../kernel/command.server.ts";
import type { Tx } from "../../kernel/db.server.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { eventTimeOf, lockFor, noteEntry, refreshCard, stillOpen } from "../incident.server.ts";
import {
  CancelTaskInput,
  FinishTaskInput,
  GiveTaskInput,
  HandBackTaskInput,
  RegiveTaskInput,
  StartTaskInput,
} from "../inputs.ts";
import { lockTask, openUnit, permitPart, saveTask } from "../parts.server.ts";
import type { TaskKind } from "../task-kinds.ts";
import { taskMachine } from "../task-machine.ts";

async function ownerOf(tx: Tx, ownerId: string | null, unitPath: string) {
  if (!ownerId) return null;
  const owner = await tx.person.findFirst({
    where: { id: ownerId, disabledAt: null, unit: { path: { startsWith: unitPath } } },
    select: { id: true, name: true },
  });
  if (!owner)
    throw new Refusal("invalid", say("负责人不在这个单位。", "The owner does not belong to this unit."), {
      fields: { ownerId: say("请在该单位内选人", "Choose someone of the unit") },
    });
  return owner;
}
const named = (task: IncidentTask) => ({
  incidentId: task.incidentId,
  taskId: task.id,
  kind: task.kind as TaskKind,
  title: task.title,
});

/** 派任务 of the closed list to a unit, with a due time and, where known, an owner. */
export const giveTask = command("incidents.task.give", GiveTaskInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.task.give");
  stillOpen(incident);
  const unit = await openUnit(tx, input.unitId);
  const owner = await ownerOf(tx, input.ownerId, unit.path);
  const id = newId(now.getTime());
  const given = {
    kind: input.kind,
    title: input.title,
    unitId: unit.id,
    unitName: unit.shortName,
    ownerId: owner?.id ?? null,
    ownerName: owner?.name ?? null,
  };
  await tx.incidentTask.create({
    data: {
      id,
      incidentId: incident.id,
      ...given,
      unitPath: unit.path,
      dueAt: input.dueAt,
      state: "given",
      createdAt: now,
      createdById: actor.personId,
    },
  });
  const entry = await record(tx, "incidents.task.given", incident.id, {
    incidentId: incident.id,
    taskId: id,
    ...given,
    dueAt: input.dueAt.toISOString(),
    version: 1,
  });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { taskId: id };
});

/** Gives a handed-back task again. */
export const regiveTask = command("incidents.task.regive", RegiveTaskInput, async ({ tx, actor, input, now }) => {
  const { incident, task } = await lockTask(tx, actor, input.taskId, now);
  permit(incidentRules["incidents.task.give"](actor, incident, now));
  const unit = await openUnit(tx, input.unitId);
  const owner = await ownerOf(tx, input.ownerId, unit.path);
  const state = next(taskMachine, task.state, "give");
  const given = {
    unitId: unit.id,
    unitName: unit.shortName,
    ownerId: owner?.id ?? null,
    ownerName: owner?.name ?? null,
  };
  const version = await saveTask(tx, task, { state, ...given, unitPath: unit.path, dueAt: input.dueAt, note: null });
  const entry = await record(tx, "incidents.task.given", incident.id, {
    ...named(task),
    ...given,
    dueAt: input.dueAt.toISOString(),
    version,
  });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { state };
});

export const startTask = command("incidents.task.start", StartTaskInput, async ({ tx, actor, input, now }) => {
  const { incident, task } = await lockTask(tx, actor, input.taskId, now);
  permitPart("incidents.task.work", actor, { incident, unitPath: task.unitPath, ownerId: task.ownerId }, now);
  const at = eventTimeOf(input.eventTime, now, incident);
  const state = next(taskMachine, task.state, "start");
  const version = await saveTask(tx, task, { state, startedAt: at });
  const entry = await record(tx, "incidents.task.started", incident.id, { ...named(task), version }, { eventTime: at });
  await noteEntry(tx, incident, entry);
  return { state };
});

/** Finishes a task; follow-up tasks go on after closing. */
export const finishTask = command("incidents.task.finish", FinishTaskInput, async ({ tx, actor, input, now }) => {
  const { incident, task } = await lockTask(tx, actor, input.taskId, now);
  permitPart("incidents.task.work", actor, { incident, unitPath: task.unitPath, ownerId: task.ownerId }, now);
  const at = eventTimeOf(input.eventTime, now, incident);
  const state = next(taskMachine, task.state, "finish");
  const version = await saveTask(tx, task, { state, doneAt: at, note: input.note || null });
  const entry = await record(
    tx,
    "incidents.task.finished",
    incident.id,
    { ...named(task), note: input.note, version },
    { eventTime: at },
  );
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { state };
});

/** Hands a task back with a reason; it then waits for the coordinator. */
export const handBackTask = command(
  "incidents.task.hand-back",
  HandBackTaskInput,
  async ({ tx, actor, input, now }) => {
    const { incident, task } = await lockTask(tx, actor, input.taskId, now);
    permitPart("incidents.task.work", actor, { incident, unitPath: task.unitPath, ownerId: task.ownerId }, now);
    const at = eventTimeOf(input.eventTime, now, incident);
    const state = next(taskMachine, task.state, "handBack");
    const version = await saveTask(tx, task, { state, note: input.reason });
    const entry = await record(
      tx,
      "incidents.task.handed-back",
      incident.id,
      { ...named(task), reason: input.reason, version },
      { eventTime: at },
    );
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { state };
  },
);

export const cancelTask = command("incidents.task.cancel", CancelTaskInput, async ({ tx, actor, input, now }) => {
  const { incident, task } = await lockTask(tx, actor, input.taskId, now);
  permit(incidentRules["incidents.task.cancel"](actor, incident, now));
  const state = next(taskMachine, task.state, "cancel");
  const version = await saveTask(tx, task, { state, note: input.reason });
  const entry = await record(tx, "incidents.task.cancelled", incident.id, {
    ...named(task),
    reason: input.reason,
    version,
  });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { state };
});
