import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { lockFor, noteEntry, refreshCard, saveIncident, stillOpen } from "../incident.server.ts";
import { VerifyInput } from "../inputs.ts";

/** Notes that the report was verified. From 报告 it moves on to 核实; an incident dispatched ahead of verification keeps its phase. */
export const verifyIncident = command("incidents.verify", VerifyInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.verify");
  stillOpen(incident);
  if (incident.verifiedAt) throw new Refusal("wrong_state", say("已经核实过。", "It has been verified already."));
  const phase = incident.phase === "reported" ? "verified" : incident.phase;
  await saveIncident(tx, incident, {
    verified_at: now,
    ...(phase === incident.phase ? {} : { phase, phase_since: now }),
  });
  const entry = await record(tx, "incidents.verified", incident.id, {
    incidentId: incident.id,
    note: input.note,
    phase,
  });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { phase };
});
