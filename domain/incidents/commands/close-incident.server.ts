import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { restClimbs } from "../climb.server.ts";
import { lockFor, noteEntry, refreshCard, saveIncident } from "../incident.server.ts";
import { CloseInput } from "../inputs.ts";
import { phaseOption } from "../phase-machine.ts";
import { moveReportTimers } from "../reports/timers.server.ts";

/** 办结: needs an outcome, and each demand answered or carried on. Open tasks go on. */
export const closeIncident = command("incidents.close", CloseInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.close");
  const option = phaseOption(
    {
      phase: incident.phase,
      verified: incident.verifiedAt !== null,
      units: incident.unitsActive,
      accepted: incident.unitsAccepted,
      openDemands: incident.openDemands,
    },
    "closed",
  );
  if (!option.open) throw new Refusal("wrong_state", option.why);
  await saveIncident(tx, incident, { phase: "closed", phase_since: now, closed_at: now, outcome: input.outcome });
  const entry = await record(tx, "incidents.closed", incident.id, {
    incidentId: incident.id,
    from: incident.phase,
    outcome: input.outcome,
  });
  await moveReportTimers(tx, incident, { does: "closed", at: now.toISOString() });
  await restClimbs(tx, incident.id);
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { phase: "closed" as const };
});
