import { command } from "../../kernel/command.server.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { assignmentMachine } from "../assignment-machine.ts";
import { eventTimeOf, noteEntry, refreshCard, stillOpen } from "../incident.server.ts";
import { AssignmentInput, ReportBackInput } from "../inputs.ts";
import { lockAssignment, permitPart, saveAssignment } from "../parts.server.ts";

/** 到场: the unit is on site. */
export const arriveOnSite = command(
  "incidents.assignment.arrive",
  AssignmentInput,
  async ({ tx, actor, input, now }) => {
    const { incident, assignment } = await lockAssignment(tx, actor, input.assignmentId, now);
    permitPart("incidents.assignment.arrive", actor, { incident, unitPath: assignment.unitPath }, now);
    stillOpen(incident);
    const at = eventTimeOf(input.eventTime, now, incident);
    const state = next(assignmentMachine, assignment.state, "arrive");
    await saveAssignment(tx, assignment, { state, arrivedAt: at, arrivedBy: actor.name });
    const entry = await record(
      tx,
      "incidents.assignment.arrived",
      incident.id,
      {
        incidentId: incident.id,
        assignmentId: assignment.id,
        unitId: assignment.unitId,
        unitName: assignment.unitName,
      },
      { eventTime: at },
    );
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { state };
  },
);

/** 反馈: the unit reports back what it has done. It may do so again. */
export const reportBack = command("incidents.assignment.report", ReportBackInput, async ({ tx, actor, input, now }) => {
  const { incident, assignment } = await lockAssignment(tx, actor, input.assignmentId, now);
  permitPart("incidents.assignment.report", actor, { incident, unitPath: assignment.unitPath }, now);
  stillOpen(incident);
  const at = eventTimeOf(input.eventTime, now, incident);
  const state = next(assignmentMachine, assignment.state, "report");
  await saveAssignment(tx, assignment, { state, reportedAt: at, reportedBy: actor.name });
  const entry = await record(
    tx,
    "incidents.assignment.reported",
    incident.id,
    {
      incidentId: incident.id,
      assignmentId: assignment.id,
      unitId: assignment.unitId,
      unitName: assignment.unitName,
      text: input.text,
    },
    { eventTime: at },
  );
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { state };
});
