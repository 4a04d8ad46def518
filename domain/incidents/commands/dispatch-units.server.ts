import { newId } from "#domain/kernel/id.ts";
import { command } from "../../kernel/command.server.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { acceptMinutes } from "../accept-limits.server.ts";
import { lockFor, noteEntry, refreshCard, saveIncident, stillOpen } from "../incident.server.ts";
import { DispatchInput } from "../inputs.ts";
import { phaseMachine } from "../phase-machine.ts";
import { isCompetent } from "../reports/addressees.server.ts";
import { moveReportTimers } from "../reports/timers.server.ts";

/**
 * 交办: dispatches units with a role each; the incident moves to 调度 by itself. Dispatch before verification is lawful in an
 * emergency and marked 先行调度. A unit that already has a part, or a second lead, is refused by name.
 */
export const dispatchUnits = command("incidents.dispatch", DispatchInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.dispatch");
  stillOpen(incident);
  const ids = input.units.map((u) => u.unitId);
  const units = await tx.unit.findMany({ where: { id: { in: ids }, closedAt: null } });
  if (units.length !== new Set(ids).size || ids.length !== units.length)
    throw new Refusal(
      "invalid",
      say("有单位重复、不存在或已撤销，请核对。", "A unit is named twice, unknown or closed."),
      { fields: { units: say("请核对单位", "Check the units") } },
    );
  const present = await tx.assignment.findMany({
    where: { incidentId: incident.id, state: { notIn: ["returned", "withdrawn"] } },
    select: { unitId: true, unitName: true, role: true },
  });
  const twice = present.filter((a) => ids.includes(a.unitId)).map((a) => a.unitName);
  if (twice.length > 0)
    throw new Refusal(
      "wrong_state",
      say(`${twice.join("、")} 已在办，不必重复交办。`, `${twice.join(", ")} already have a part.`),
    );
  const leads = input.units.filter((u) => u.role === "lead").length + present.filter((a) => a.role === "lead").length;
  if (leads > 1)
    throw new Refusal("invalid", say("牵头单位只能有一个。", "There can be only one lead unit."), {
      fields: { units: say("牵头单位只能有一个", "Only one lead unit") },
    });
  const acceptBy = new Date(
    now.getTime() + (input.acceptMinutes ?? (await acceptMinutes(tx, incident.level))) * 60_000,
  );
  const rows = input.units.map((given) => {
    const unit = units.find((u) => u.id === given.unitId)!;
    return {
      id: newId(now.getTime()),
      incidentId: incident.id,
      unitId: unit.id,
      unitPath: unit.path,
      unitName: unit.shortName,
      role: given.role,
      state: "sent",
      note: given.note,
      sentAt: now,
      sentById: actor.personId,
      acceptBy,
      climbAt: acceptBy,
    };
  });
  const competent = new Set(units.filter(isCompetent).map((unit) => unit.id));
  await tx.assignment.createMany({ data: rows });
  const entry = await record(tx, "incidents.units.dispatched", incident.id, {
    incidentId: incident.id,
    units: rows.map((r) => ({
      assignmentId: r.id,
      unitId: r.unitId,
      unitName: r.unitName,
      unitPath: r.unitPath,
      role: r.role,
      note: r.note,
      acceptBy: acceptBy.toISOString(),
      competent: competent.has(r.unitId),
    })),
  });
  if (incident.phase === "reported" || incident.phase === "verified") {
    const unverified = incident.verifiedAt === null;
    const to = next(phaseMachine, incident.phase, "dispatch");
    await saveIncident(tx, incident, { phase: to, phase_since: now, dispatched_unverified: unverified });
    await record(tx, "incidents.moved", incident.id, {
      incidentId: incident.id,
      from: incident.phase,
      to,
      back: false,
      reason: null,
      unverified,
    });
  }
  if (competent.size > 0) await moveReportTimers(tx, incident, { does: "dispatched", at: now.toISOString() });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { assignmentIds: rows.map((r) => r.id) };
});
