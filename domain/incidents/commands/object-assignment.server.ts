import { command } from "../../kernel/command.server.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { permit } from "../../kernel/refusal.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { acceptMinutes } from "../accept-limits.server.ts";
import { assignmentMachine } from "../assignment-machine.ts";
import { eventTimeOf, noteEntry, refreshCard, stillOpen } from "../incident.server.ts";
import { ObjectInput, SettleInput, WithdrawInput } from "../inputs.ts";
import { lockAssignment, permitPart, saveAssignment } from "../parts.server.ts";

/** 异议: the unit says why the matter is not its own (Art. 23 ¶3 asks for reasons). */
export const objectAssignment = command(
  "incidents.assignment.object",
  ObjectInput,
  async ({ tx, actor, input, now }) => {
    const { incident, assignment } = await lockAssignment(tx, actor, input.assignmentId, now);
    permitPart("incidents.assignment.object", actor, { incident, unitPath: assignment.unitPath }, now);
    stillOpen(incident);
    const at = eventTimeOf(input.eventTime, now, incident);
    const state = next(assignmentMachine, assignment.state, "object");
    await saveAssignment(tx, assignment, {
      state,
      objectedAt: at,
      objectedBy: actor.name,
      objection: input.reason,
      settledAt: null,
      settlement: null,
      deliveredAt: assignment.deliveredAt ?? at,
      deliveredTo: assignment.deliveredTo ?? actor.name,
      seenAt: assignment.seenAt ?? at,
      seenBy: assignment.seenBy ?? actor.name,
    });
    const { id: assignmentId, unitId, unitName } = assignment;
    const what = { incidentId: incident.id, assignmentId, unitId, unitName, reason: input.reason };
    const entry = await record(tx, "incidents.assignment.objected", incident.id, what, { eventTime: at });
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { state };
  },
);

/** The coordinator settles an objection: upheld (维持交办, a fresh time to accept) or returned (收回). */
export const settleObjection = command(
  "incidents.assignment.settle",
  SettleInput,
  async ({ tx, actor, input, now }) => {
    const { incident, assignment } = await lockAssignment(tx, actor, input.assignmentId, now);
    permit(incidentRules["incidents.assignment.settle"](actor, incident, now));
    stillOpen(incident);
    const state = next(assignmentMachine, assignment.state, input.decision === "uphold" ? "uphold" : "return");
    const acceptBy =
      input.decision === "uphold" ? new Date(now.getTime() + (await acceptMinutes(tx, incident.level)) * 60_000) : null;
    await saveAssignment(tx, assignment, {
      state,
      settledAt: now,
      settlement: input.reason,
      acceptBy,
      climbAt: acceptBy,
      climbStep: null,
      ...(input.decision === "return" ? { endedAt: now } : {}),
    });
    const entry = await record(tx, "incidents.assignment.settled", incident.id, {
      incidentId: incident.id,
      assignmentId: assignment.id,
      unitId: assignment.unitId,
      unitName: assignment.unitName,
      decision: input.decision,
      reason: input.reason,
      acceptBy: acceptBy?.toISOString() ?? null,
    });
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { state };
  },
);

/** 撤回: ends a unit's part, with a reason. Nothing is deleted. */
export const withdrawAssignment = command(
  "incidents.assignment.withdraw",
  WithdrawInput,
  async ({ tx, actor, input, now }) => {
    const { incident, assignment } = await lockAssignment(tx, actor, input.assignmentId, now);
    permit(incidentRules["incidents.assignment.withdraw"](actor, incident, now));
    stillOpen(incident);
    const state = next(assignmentMachine, assignment.state, "withdraw");
    await saveAssignment(tx, assignment, { state, endedAt: now, settlement: input.reason });
    const entry = await record(tx, "incidents.assignment.withdrawn", incident.id, {
      incidentId: incident.id,
      assignmentId: assignment.id,
      unitId: assignment.unitId,
      unitName: assignment.unitName,
      reason: input.reason,
    });
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { state };
  },
);
