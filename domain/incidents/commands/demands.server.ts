import { newId } from "#domain/kernel/id.ts";
import { command } from "../../kernel/command.server.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, Refusal, stale } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { demandMachine } from "../demand-machine.ts";
import { lockFor, noteEntry, refreshCard, stillOpen } from "../incident.server.ts";
import { AddDemandInput, AnswerDemandInput, BeginAnswerInput, CarryOnDemandInput, EditDemandInput } from "../inputs.ts";
import { lockDemand, nextDemandNo, openUnit, permitPart, saveDemand } from "../parts.server.ts";

/** A demand that is the same as another is dealt with there. */
function notTheSame(demand: { sameAsId: string | null }): void {
  if (demand.sameAsId)
    throw new Refusal(
      "wrong_state",
      say("这一项与另一项诉求相同，请在那一项上处理。", "This demand is the same as another; deal with that one."),
    );
}

/** 诉求: adds a demand with the unit that answers it. */
export const addDemand = command("incidents.demand.add", AddDemandInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.demand.add");
  stillOpen(incident);
  const unit = await openUnit(tx, input.unitId);
  const no = await nextDemandNo(tx, incident.id);
  const id = newId(now.getTime());
  await tx.demand.create({
    data: {
      id,
      incidentId: incident.id,
      no,
      text: input.text,
      unitId: unit.id,
      unitName: unit.shortName,
      dueAt: input.dueAt,
      state: "open",
    },
  });
  const entry = await record(tx, "incidents.demand.added", incident.id, {
    incidentId: incident.id,
    demandId: id,
    no,
    text: input.text,
    unitId: unit.id,
    unitName: unit.shortName,
    dueAt: input.dueAt?.toISOString() ?? null,
  });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { demandId: id, no };
});

/** Edits a demand's text, unit or due time. Two people on the same demand: the second is told and gets what is there now. */
export const editDemand = command("incidents.demand.edit", EditDemandInput, async ({ tx, actor, input, now }) => {
  const { incident, demand } = await lockDemand(tx, actor, input.demandId, now);
  permit(incidentRules["incidents.demand.edit"](actor, incident, now));
  stillOpen(incident);
  notTheSame(demand);
  if (demand.version !== input.version)
    throw stale({
      version: demand.version,
      text: demand.text,
      unitId: demand.unitId,
      unitName: demand.unitName,
      dueAt: demand.dueAt?.toISOString() ?? null,
    });
  const unit = await openUnit(tx, input.unitId);
  const version = await saveDemand(tx, demand, {
    text: input.text,
    unitId: unit.id,
    unitName: unit.shortName,
    dueAt: input.dueAt,
  });
  const entry = await record(tx, "incidents.demand.edited", incident.id, {
    incidentId: incident.id,
    demandId: demand.id,
    no: demand.no,
    text: input.text,
    unitId: unit.id,
    unitName: unit.shortName,
    dueAt: input.dueAt?.toISOString() ?? null,
    version,
  });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { version };
});

const unitPathOf = async (tx: Parameters<typeof openUnit>[0], unitId: string) =>
  (await tx.unit.findUniqueOrThrow({ where: { id: unitId }, select: { path: true } })).path;

/** 答复中: the unit has begun to answer. */
export const beginAnswer = command("incidents.demand.begin", BeginAnswerInput, async ({ tx, actor, input, now }) => {
  const { incident, demand } = await lockDemand(tx, actor, input.demandId, now);
  permitPart("incidents.demand.answer", actor, { incident, unitPath: await unitPathOf(tx, demand.unitId) }, now);
  stillOpen(incident);
  notTheSame(demand);
  const state = next(demandMachine, demand.state, "begin");
  const version = await saveDemand(tx, demand, { state });
  const entry = await record(tx, "incidents.demand.answering", incident.id, {
    incidentId: incident.id,
    demandId: demand.id,
    no: demand.no,
    version,
  });
  await noteEntry(tx, incident, entry);
  return { state, version };
});

/** 答复: the unit (or a coordinator for it) answers. An answer can be bettered; each stands in the timeline. */
export const answerDemand = command("incidents.demand.answer", AnswerDemandInput, async ({ tx, actor, input, now }) => {
  const { incident, demand } = await lockDemand(tx, actor, input.demandId, now);
  permitPart("incidents.demand.answer", actor, { incident, unitPath: await unitPathOf(tx, demand.unitId) }, now);
  stillOpen(incident);
  notTheSame(demand);
  if (demand.version !== input.version)
    throw stale({ version: demand.version, answer: demand.answer, state: demand.state });
  const state = next(demandMachine, demand.state, "answer");
  const version = await saveDemand(tx, demand, {
    state,
    answer: input.answer,
    answeredAt: now,
    answeredBy: actor.name,
  });
  const entry = await record(tx, "incidents.demand.answered", incident.id, {
    incidentId: incident.id,
    demandId: demand.id,
    no: demand.no,
    text: demand.text,
    unitName: demand.unitName,
    answer: input.answer,
    version,
  });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { state, version };
});

/** Time given to register a carried-on demand as a case: the 15 days of Art. 22. */
const CARRY_ON_DAYS = 15;

/** 结转: the demand goes on as a case; until then a task "register as a case" waits. */
export const carryOnDemand = command(
  "incidents.demand.carry-on",
  CarryOnDemandInput,
  async ({ tx, actor, input, now }) => {
    const { incident, demand } = await lockDemand(tx, actor, input.demandId, now);
    permit(incidentRules["incidents.demand.carry-on"](actor, incident, now));
    stillOpen(incident);
    notTheSame(demand);
    const state = next(demandMachine, demand.state, "carryOn");
    const unitPath = await unitPathOf(tx, demand.unitId);
    const taskId = newId(now.getTime());
    const dueAt = new Date(now.getTime() + CARRY_ON_DAYS * 86_400_000);
    const title = `登记为信访事项：${demand.text}`.slice(0, 120);
    await tx.incidentTask.create({
      data: {
        id: taskId,
        incidentId: incident.id,
        kind: "follow_up",
        title,
        unitId: demand.unitId,
        unitPath,
        unitName: demand.unitName,
        ownerId: null,
        ownerName: null,
        dueAt,
        state: "given",
        demandId: demand.id,
        createdAt: now,
        createdById: actor.personId,
      },
    });
    const version = await saveDemand(tx, demand, { state, carriedReason: input.reason });
    const entry = await record(tx, "incidents.demand.carried-on", incident.id, {
      incidentId: incident.id,
      demandId: demand.id,
      no: demand.no,
      text: demand.text,
      reason: input.reason,
      taskId,
      version,
    });
    await record(tx, "incidents.task.given", incident.id, {
      incidentId: incident.id,
      taskId,
      kind: "follow_up",
      title,
      unitId: demand.unitId,
      unitName: demand.unitName,
      ownerId: null,
      ownerName: null,
      dueAt: dueAt.toISOString(),
      version: 1,
    });
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { state, taskId };
  },
);
