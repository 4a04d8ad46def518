import { command } from "../../kernel/command.server.ts";
import { can, next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { assignmentMachine } from "../assignment-machine.ts";
import { AssignmentInput } from "../inputs.ts";
import { lockAssignment, permitPart, saveAssignment } from "../parts.server.ts";

/** 送达: a named liaison's screen has it. Sent by his browser by itself; done already is no error. */
export const deliverAssignment = command(
  "incidents.assignment.deliver",
  AssignmentInput,
  async ({ tx, actor, input, now }) => {
    const { incident, assignment } = await lockAssignment(tx, actor, input.assignmentId, now);
    permitPart("incidents.assignment.acknowledge", actor, { incident, unitPath: assignment.unitPath }, now);
    if (!can(assignmentMachine, assignment.state, "deliver")) return { state: assignment.state };
    const state = next(assignmentMachine, assignment.state, "deliver");
    await saveAssignment(tx, assignment, { state, deliveredAt: now, deliveredTo: actor.name });
    await record(tx, "incidents.assignment.delivered", incident.id, {
      incidentId: incident.id,
      assignmentId: assignment.id,
      unitId: assignment.unitId,
      unitName: assignment.unitName,
      liaison: actor.name,
    });
    return { state };
  },
);

/** 已阅: a named liaison opened the incident. */
export const seeAssignment = command("incidents.assignment.see", AssignmentInput, async ({ tx, actor, input, now }) => {
  const { incident, assignment } = await lockAssignment(tx, actor, input.assignmentId, now);
  permitPart("incidents.assignment.acknowledge", actor, { incident, unitPath: assignment.unitPath }, now);
  if (!can(assignmentMachine, assignment.state, "see")) return { state: assignment.state };
  const state = next(assignmentMachine, assignment.state, "see");
  const delivered = assignment.deliveredAt ? {} : { deliveredAt: now, deliveredTo: actor.name };
  await saveAssignment(tx, assignment, { state, seenAt: now, seenBy: actor.name, ...delivered });
  await record(tx, "incidents.assignment.seen", incident.id, {
    incidentId: incident.id,
    assignmentId: assignment.id,
    unitId: assignment.unitId,
    unitName: assignment.unitName,
    liaison: actor.name,
  });
  return { state };
});
