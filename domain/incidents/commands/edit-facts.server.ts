import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { stale } from "../../kernel/refusal.ts";
import { lockFor, noteEntry, refreshCard, saveIncident, stillOpen } from "../incident.server.ts";
import { EditFactsInput } from "../inputs.ts";

/** Edits title, place or cause; the level has an act of its own. `factsVersion` is what the editor began from: the second of two editors is told, and gets what is there now. */
export const editFacts = command("incidents.facts.edit", EditFactsInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.facts.edit");
  stillOpen(incident);
  const changed: { title?: string; place?: string; cause?: string } = {};
  for (const field of ["title", "place", "cause"] as const)
    if (input[field] !== undefined && input[field] !== incident[field])
      Object.assign(changed, { [field]: input[field] });
  if (Object.keys(changed).length === 0) return { factsVersion: incident.factsVersion };
  if (incident.factsVersion !== input.factsVersion)
    throw stale({
      factsVersion: incident.factsVersion,
      title: incident.title,
      place: incident.place,
      cause: incident.cause,
    });
  const factsVersion = incident.factsVersion + 1;
  await saveIncident(tx, incident, { ...changed, facts_version: factsVersion });
  const entry = await record(tx, "incidents.facts.edited", incident.id, {
    incidentId: incident.id,
    factsVersion,
    reason: input.reason,
    ...changed,
  });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { factsVersion };
});
