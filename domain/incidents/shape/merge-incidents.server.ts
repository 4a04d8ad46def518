import { newId } from "#domain/kernel/id.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { command } from "../../kernel/command.server.ts";
import { type Run, sqlIn, type Tx } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, Refusal, stale } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { shapeRules } from "../../permissions/shape.ts";
import { isActive } from "../assignment-machine.ts";
import { type LockedIncident, noteEntry, refreshCard, saveIncident, stillOpen } from "../incident.server.ts";
import { countLinks } from "../links.server.ts";
import { liveRows } from "../queries/room-rows.server.ts";
import { reportLimits } from "../reports/queries/room-reports.server.ts";
import { moveInstructions, movePromises, setReportTimers, stopReportTimers } from "./carry-duty.server.ts";
import { changeBetween, noChange } from "./change.ts";
import { type MergeChoices, MergeInput } from "./inputs.ts";
import { lockTwo, standsByItself } from "./lock-two.server.ts";
import { ladderColumns, moveDemands, moveHeadCounts, moveRows, setRoles, setSame } from "./move-rows.server.ts";
import { type MergePlan, type MergeSide, planMerge } from "./plan-merge.ts";

/**
 * 合并: takes `otherId` into `incidentId`. The rows move, so that limits, versions and open forms go on; the other keeps its number,
 * its timeline and its page, closed for writing. Undone by `incidents.merge.undo`.
 */
export const mergeIncidents = command("incidents.merge", MergeInput, async ({ tx, actor, input, now }) => {
  if (input.incidentId === input.otherId)
    throw new Refusal("invalid", say("一件事件不能并入自己。", "An incident cannot be merged into itself."), {
      fields: { otherId: say("请选另一件事件", "Choose another incident") },
    });
  const [survivor, absorbed] = await lockTwo(tx, actor, input.incidentId, input.otherId, now);
  permit(shapeRules["incidents.merge"](actor, survivor, now));
  permit(shapeRules["incidents.merge"](actor, absorbed, now));
  standsByItself(survivor);
  standsByItself(absorbed);
  stillOpen(survivor);
  stillOpen(absorbed);
  refuseDrills(survivor, absorbed);
  if (survivor.factsVersion !== input.survivorVersion || absorbed.factsVersion !== input.absorbedVersion) throw stale();

  const run: Run = (text, values) => sqlIn(tx, text, values);
  const before = {
    survivor: await liveRows(tx, run, survivor.id),
    absorbed: await liveRows(tx, run, absorbed.id),
  };
  refuseChoices(input.choices, before);
  const plan = planMerge(before.survivor, before.absorbed, input.choices, await reportLimits(run), now.toISOString());
  if (plan.facts.place.length > 120)
    throw new Refusal(
      "invalid",
      say("两处地点合起来超过 120 字，请只留一处。", "The two places together exceed 120 characters; keep one."),
      { fields: { "choices.places": say("请只留一处", "Keep one") } },
    );

  const logged = await moveParts(tx, plan, before, survivor, absorbed);
  const former = await sqlIn<{ path: string }>(
    tx,
    "select distinct unit_path as path from assignment where id = any($1::uuid[])",
    [before.absorbed.units.filter((unit) => isActive(unit.state)).map((unit) => unit.id)],
  );
  await tx.incidentFormerPart.createMany({
    data: former.map(({ path }) => ({ incidentId: absorbed.id, unitPath: path })),
  });
  await saveIncident(tx, absorbed, {
    phase: "merged",
    merged_into_id: survivor.id,
    timer_kind: null,
    timer_label: null,
    timer_from: null,
    timer_at: null,
  });
  await stopReportTimers(tx, absorbed.id);
  await setReportTimers(tx, survivor.id, plan.facts.level, plan.after.reportTimers);
  const { facts } = before.survivor;
  const edited =
    plan.facts.title !== facts.title || plan.facts.level !== facts.level || plan.facts.place !== facts.place;
  await saveIncident(tx, survivor, {
    title: plan.facts.title,
    level: plan.facts.level,
    place: plan.facts.place,
    phase: plan.facts.phase,
    phase_since: plan.facts.phaseSince,
    dispatched_unverified: plan.facts.dispatchedUnverified,
    ...(edited ? { facts_version: survivor.factsVersion + 1 } : {}),
  });

  const after = await liveRows(tx, run, survivor.id);
  const mergeId = newId(now.getTime());
  const both = {
    mergeId,
    survivor: { id: survivor.id, number: survivor.number, title: after.facts.title },
    absorbed: { id: absorbed.id, number: absorbed.number, title: absorbed.title },
    reason: input.reason,
  };
  const there = await record(tx, "incidents.merged", survivor.id, {
    incidentId: survivor.id,
    ...both,
    change: changeBetween(before.survivor, after),
  });
  const here = await record(tx, "incidents.merged", absorbed.id, {
    incidentId: absorbed.id,
    ...both,
    change: noChange,
  });
  await tx.incidentMerge.create({
    data: {
      id: mergeId,
      survivorId: survivor.id,
      absorbedId: absorbed.id,
      at: now,
      byId: actor.personId,
      byName: actor.name,
      reason: input.reason,
      survivorSeq: there.seq,
      absorbedSeq: here.seq,
      choices: input.choices,
      factsBefore: { ...facts, reportTimers: before.survivor.reportTimers } as Prisma.InputJsonObject,
      factsAfter: { ...after.facts, reportTimers: after.reportTimers } as Prisma.InputJsonObject,
      absorbedRoom: before.absorbed as unknown as Prisma.InputJsonObject,
      absorbedPhase: absorbed.phase,
    },
  });
  await tx.incidentMergeRow.createMany({ data: logged.map((row) => ({ mergeId, ...row })) });
  await refreshCard(tx, { ...survivor, level: plan.facts.level });
  await noteEntry(tx, survivor, there);
  await noteEntry(tx, absorbed, here);
  return { mergeId, incidentId: survivor.id };
});

/** Exercises never mix with what is real. */
function refuseDrills(survivor: LockedIncident, absorbed: LockedIncident): void {
  if (survivor.drill !== absorbed.drill)
    throw new Refusal(
      "wrong_state",
      say(
        "演练不能与真实事件合并：演练不计入统计，也不得混入实际处置。",
        "An exercise cannot be merged with a real incident: exercises count nowhere and stay apart from real work.",
      ),
    );
}

type Before = { survivor: MergeSide; absorbed: MergeSide };

/** What was chosen has to be there still: the lead has a part, and each pair of demands is one of each side, once. */
function refuseChoices(choices: MergeChoices, { survivor, absorbed }: Before): void {
  const leads = [...survivor.units, ...absorbed.units].filter((unit) => unit.role === "lead");
  if (choices.leadUnitId && !leads.some((unit) => unit.unitId === choices.leadUnitId)) throw stale();
  const theirs = new Set(absorbed.demands.map((demand) => demand.id));
  const ours = new Set(survivor.demands.map((demand) => demand.id));
  for (const pair of choices.same) {
    if (!ours.delete(pair.survivor) || !theirs.delete(pair.absorbed))
      throw new Refusal(
        "invalid",
        say("同一项诉求只能并成一对，请核对。", "A demand can be the same as one other only; please check."),
        { fields: { "choices.same": say("请核对同一项诉求", "Check the demands that are the same") } },
      );
  }
}

type Logged = Omit<Prisma.IncidentMergeRowCreateManyInput, "mergeId">;

/** Moves the rows as the plan says, and returns what each was before. */
async function moveParts(
  tx: Tx,
  plan: MergePlan,
  before: Before,
  survivor: LockedIncident,
  absorbed: LockedIncident,
): Promise<Logged[]> {
  const log: Logged[] = [];
  const from = absorbed.id;
  const to = survivor.id;
  const units = new Map([...before.survivor.units, ...before.absorbed.units].map((unit) => [unit.id, unit]));
  const moved = (kind: string, id: string, was: Prisma.InputJsonObject = {}): void => {
    log.push({ act: "moved", kind, rowId: id, before: was });
  };

  await moveRows(
    tx,
    "assignment",
    plan.moved.units.map((unit) => unit.id),
    from,
    to,
  );
  await setRoles(tx, [...plan.moved.units, ...plan.roles], to);
  for (const unit of plan.moved.units) moved("assignment", unit.id, { role: units.get(unit.id)!.role });
  for (const unit of plan.roles)
    log.push({ act: "changed", kind: "assignment", rowId: unit.id, before: { role: units.get(unit.id)!.role } });
  for (const twin of plan.twins) {
    const { version } = await tx.assignment.update({
      where: { id: twin.before.id },
      data: { ...ladderColumns(twin.after), version: { increment: 1 } },
    });
    log.push({
      ...{ act: "twin", kind: "assignment", rowId: twin.before.id, twinId: twin.left, version },
      before: twin.before as unknown as Prisma.InputJsonObject,
    });
  }

  await moveDemands(tx, plan.moved.demands, from, to);
  await setSame(tx, plan.same, to);
  for (const { id, no, cameFrom, sameAs } of before.absorbed.demands) moved("demand", id, { no, cameFrom, sameAs });
  for (const { id } of plan.same) {
    const was = before.survivor.demands.find((demand) => demand.id === id)!.sameAs;
    log.push({ act: "changed", kind: "demand", rowId: id, before: { sameAs: was } });
  }

  const tasks = before.absorbed.tasks.map((task) => task.id);
  await moveRows(tx, "incident_task", tasks, from, to);
  for (const id of tasks) moved("incident_task", id);

  const counted = new Set(before.absorbed.headCounts.map((count) => count.id));
  await moveHeadCounts(
    tx,
    plan.after.headCounts.filter((count) => counted.has(count.id)),
    from,
    to,
  );
  for (const { id, place, cameFrom } of before.absorbed.headCounts) moved("head_count", id, { place, cameFrom });

  const came = <P extends { id: string }>(list: readonly P[], old: readonly P[]) =>
    list.filter((one) => old.some((was) => was.id === one.id));
  await moveInstructions(tx, came(plan.after.instructions, before.absorbed.instructions), from, to);
  for (const { id, no, seq } of before.absorbed.instructions) moved("instruction", id, { no, seq });
  await movePromises(tx, came(plan.after.promises, before.absorbed.promises), from, to);
  for (const { id, no, fromSeq } of before.absorbed.promises) moved("incident_promise", id, { no, fromSeq });

  const people = before.absorbed.representatives.map((one) => one.id);
  await moveRows(tx, "representative", people, from, to);
  for (const id of people) moved("representative", id);

  const double = new Set(plan.doubled.map((link) => link.linkId));
  const links = before.absorbed.links.filter((link) => !double.has(link.id)).map((link) => link.id);
  await moveRows(tx, "incident_link", links, from, to);
  for (const id of links) moved("incident_link", id);
  for (const link of plan.doubled)
    log.push({
      act: "double",
      kind: "incident_link",
      rowId: link.linkId,
      before: { submissionId: link.submissionId },
    });
  await countLinks(
    tx,
    to,
    plan.doubled.map((link) => link.submissionId),
    -1,
  );
  return log;
}
