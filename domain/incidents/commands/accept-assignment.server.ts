import type { Assignment } from "#prisma/generated/client.ts";
import { command } from "../../kernel/command.server.ts";
import type { Tx } from "../../kernel/db.server.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { permit } from "../../kernel/refusal.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { assignmentMachine } from "../assignment-machine.ts";
import { eventTimeOf, type LockedIncident, noteEntry, refreshCard, stillOpen } from "../incident.server.ts";
import { AcceptByPhoneInput, AssignmentInput } from "../inputs.ts";
import { lockAssignment, permitPart, saveAssignment } from "../parts.server.ts";

async function accept(
  tx: Tx,
  incident: LockedIncident,
  assignment: Assignment,
  at: Date,
  by: { via: "portal" | "phone"; name: string },
) {
  stillOpen(incident);
  const state = next(assignmentMachine, assignment.state, "accept");
  const rungsBefore = {
    deliveredAt: assignment.deliveredAt ?? at,
    deliveredTo: assignment.deliveredTo ?? by.name,
    seenAt: assignment.seenAt ?? at,
    seenBy: assignment.seenBy ?? by.name,
  };
  await saveAssignment(tx, assignment, {
    state,
    ...rungsBefore,
    acceptedAt: at,
    acceptedBy: by.name,
    acceptedVia: by.via,
  });
  const entry = await record(
    tx,
    "incidents.assignment.accepted",
    incident.id,
    {
      incidentId: incident.id,
      assignmentId: assignment.id,
      unitId: assignment.unitId,
      unitName: assignment.unitName,
      via: by.via,
      acceptedBy: by.name,
    },
    { eventTime: at },
  );
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { state };
}

/** 接受 by the unit's head or liaison. */
export const acceptAssignment = command(
  "incidents.assignment.accept",
  AssignmentInput,
  async ({ tx, actor, input, now }) => {
    const { incident, assignment } = await lockAssignment(tx, actor, input.assignmentId, now);
    permitPart("incidents.assignment.accept", actor, { incident, unitPath: assignment.unitPath }, now);
    return accept(tx, incident, assignment, eventTimeOf(input.eventTime, now, incident), {
      via: "portal",
      name: actor.name,
    });
  },
);

/** 电话代记: a coordinator or recorder records an acceptance given by telephone, with name and time. */
export const acceptByPhone = command(
  "incidents.assignment.accept-by-phone",
  AcceptByPhoneInput,
  async ({ tx, actor, input, now }) => {
    const { incident, assignment } = await lockAssignment(tx, actor, input.assignmentId, now);
    permit(incidentRules["incidents.assignment.accept-by-phone"](actor, incident, now));
    return accept(tx, incident, assignment, eventTimeOf(input.eventTime, now, incident), {
      via: "phone",
      name: input.name,
    });
  },
);
