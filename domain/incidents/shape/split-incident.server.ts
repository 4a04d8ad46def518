import { newId } from "#domain/kernel/id.ts";
import { command } from "../../kernel/command.server.ts";
import { type Run, sqlIn } from "../../kernel/db.server.ts";
import { chinaDate, takeNumber } from "../../kernel/numbers.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { shapeRules } from "../../permissions/shape.ts";
import { isActive } from "../assignment-machine.ts";
import { refreshHeadCounts } from "../head-counts.server.ts";
import { lockIncident, noteEntry, refreshCard, stillOpen } from "../incident.server.ts";
import type { Level } from "../levels.ts";
import { liveRows } from "../queries/room-rows.server.ts";
import { moveReportTimers } from "../reports/timers.server.ts";
import { moveInstructions, movePromises } from "./carry-duty.server.ts";
import { changeBetween } from "./change.ts";
import { SplitInput } from "./inputs.ts";
import { moveDemands, moveHeadCounts, moveRows } from "./move-rows.server.ts";

const kinds = [
  "units",
  "demands",
  "tasks",
  "instructions",
  "promises",
  "headCounts",
  "representatives",
  "links",
] as const;

/**
 * 拆分: what belongs to another matter becomes an incident of its own, with a number of its own; the chosen rows move there as they are.
 * Both timelines say so. Merging the two undoes it.
 */
export const splitIncident = command("incidents.split", SplitInput, async ({ tx, actor, input, now }) => {
  const incident = await lockIncident(tx, actor, input.incidentId, now);
  permit(shapeRules["incidents.split"](actor, incident, now));
  stillOpen(incident);
  const run: Run = (text, values) => sqlIn(tx, text, values);
  const before = await liveRows(tx, run, incident.id);
  for (const kind of kinds) {
    const here = new Set(before[kind].map((part) => part.id));
    if (input[kind].some((id) => !here.has(id)))
      throw new Refusal(
        "stale",
        say(
          "有选中的项已不在这件事件里，请刷新后重选。",
          "Something chosen is no longer here; reload and choose again.",
        ),
      );
  }
  if (kinds.every((kind) => input[kind].length === 0))
    throw new Refusal(
      "invalid",
      say(
        "请至少选一项拆出：单位、诉求、任务、批示、承诺、信访件、人数或代表。",
        "Choose at least one thing to split off: a unit, demand, task, instruction, promise, submission, count or representative.",
      ),
      { fields: { chosen: say("请至少选一项", "Choose at least one") } },
    );
  const chosen = new Set(kinds.flatMap((kind) => input[kind]));
  const units = before.units.filter((unit) => chosen.has(unit.id));

  const unit = await tx.unit.findUnique({ where: { id: actor.unitId } });
  const row = await tx.incident.findUniqueOrThrow({ where: { id: incident.id } });
  if (!unit) throw notFound();
  const { year } = chinaDate(now);
  const series = row.drill ? "演" : "群";
  const number = `${series} ${year}-${String(await takeNumber(tx, `incident:${series}:${year}`)).padStart(4, "0")}`;
  const id = newId(now.getTime());
  const { countyId, countyPath, countyName, occurredAt, drill, cause } = row;
  const shared = { countyId, countyName, occurredAt, drill, cause };
  const { title, place, level } = input;
  await tx.incident.create({
    data: {
      ...{ id, number, title, place, level, ...shared, countyPath, phase: "reported", phaseSince: now },
      ...{ reportedAt: now, reportedById: actor.personId, reportedByUnitId: unit.id, reportedByUnitPath: unit.path },
    },
  });
  const started = { id, level: level as Level };
  await moveReportTimers(tx, started, { does: "reported", at: now.toISOString() });
  const created = await liveRows(tx, run, id);
  await record(tx, "incidents.reported", id, {
    ...{ incidentId: id, number, title, level, countyId, countyName, place, cause, drill, links: [] },
    occurredAt: occurredAt.toISOString(),
  });
  // It goes on where the other stands; without a unit that has accepted it cannot be further than dispatched.
  const accepted = units.some((one) => one.acceptedAt !== null && isActive(one.state));
  const phase =
    units.length === 0
      ? row.verifiedAt
        ? "verified"
        : "reported"
      : accepted
        ? incident.phase
        : earlierOf(incident.phase);
  await tx.incident.update({
    where: { id },
    data: { phase, verifiedAt: row.verifiedAt, dispatchedUnverified: units.length > 0 && row.dispatchedUnverified },
  });

  await moveRows(tx, "assignment", input.units, incident.id, id);
  await moveDemands(
    tx,
    before.demands
      .filter((demand) => chosen.has(demand.id))
      .map((demand, index) => ({
        ...{ id: demand.id, no: index + 1 },
        sameAs: demand.sameAs && chosen.has(demand.sameAs) ? demand.sameAs : null,
        cameFrom: demand.cameFrom ?? `${incident.number} · ${demand.no}`,
      })),
    incident.id,
    id,
  );
  // What stays is no longer the same as what went.
  await sqlIn(tx, "update demand set same_as_id = null where incident_id = $1 and same_as_id = any($2::uuid[])", [
    incident.id,
    input.demands,
  ]);
  await moveRows(tx, "incident_task", input.tasks, incident.id, id);
  const goes = (one: { id: string }) => chosen.has(one.id);
  // Numbered anew; the entry that brought each stays in the timeline it stands in.
  const instructions = before.instructions.filter(goes).map((one, index) => ({ id: one.id, no: index + 1, seq: 0 }));
  await moveInstructions(tx, instructions, incident.id, id);
  const promises = before.promises.filter(goes).map((one, index) => ({ id: one.id, no: index + 1, fromSeq: null }));
  await movePromises(tx, promises, incident.id, id);
  await moveHeadCounts(
    tx,
    before.headCounts
      .filter((count) => chosen.has(count.id))
      .map((count) => ({
        id: count.id,
        // What was counted at the old place is, in the new incident, of its own.
        place: count.place === null || count.place === place ? null : count.place,
        cameFrom: count.cameFrom ?? incident.number,
      })),
    incident.id,
    id,
  );
  await moveRows(tx, "representative", input.representatives, incident.id, id);
  await moveRows(tx, "incident_link", input.links, incident.id, id);

  const after = await liveRows(tx, run, incident.id);
  const both = {
    from: { id: incident.id, number: incident.number, title: incident.title },
    to: { id, number, title },
    reason: input.reason,
  };
  const there = await record(tx, "incidents.split", incident.id, {
    incidentId: incident.id,
    ...both,
    leftUnitIds: units.map((one) => one.unitId),
    change: changeBetween(before, after),
  });
  const here = await record(tx, "incidents.split", id, {
    incidentId: id,
    ...both,
    leftUnitIds: [],
    change: changeBetween(created, await liveRows(tx, run, id)),
  });
  const other = { id, version: 1, level: level as Level };
  await refreshCard(tx, incident);
  await refreshCard(tx, other);
  await refreshHeadCounts(tx, incident);
  await refreshHeadCounts(tx, other);
  await noteEntry(tx, incident, there);
  await noteEntry(tx, other, here);
  return { incidentId: id, number };
});

/** Dispatched, or before it. */
const earlierOf = <P extends string>(phase: P): P | "dispatched" =>
  phase === "reported" || phase === "verified" ? phase : "dispatched";
