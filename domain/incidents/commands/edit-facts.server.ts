import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal, stale } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { lockFor, noteEntry, refreshCard, saveIncident, stillOpen } from "../incident.server.ts";
import { EditFactsInput } from "../inputs.ts";
import type { Level } from "../levels.ts";
import { moveReportTimers } from "../reports/timers.server.ts";

/** Edits title, level, place or cause. `factsVersion` is what the editor began from: the second of two editors is told, and gets what is there now. */
export const editFacts = command("incidents.facts.edit", EditFactsInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.facts.edit");
  stillOpen(incident);
  const changed: { title?: string; level?: number; place?: string; cause?: string } = {};
  for (const field of ["title", "level", "place", "cause"] as const)
    if (input[field] !== undefined && input[field] !== incident[field])
      Object.assign(changed, { [field]: input[field] });
  if (Object.keys(changed).length === 0) return { factsVersion: incident.factsVersion };
  if (incident.factsVersion !== input.factsVersion)
    throw stale({
      factsVersion: incident.factsVersion,
      title: incident.title,
      level: incident.level,
      place: incident.place,
      cause: incident.cause,
    });
  if (changed.level !== undefined && !input.reason)
    throw new Refusal("invalid", say("调整等级须填理由。", "Changing the level needs a reason."), {
      fields: { reason: say("请填写理由", "Fill in the reason") },
    });
  const factsVersion = incident.factsVersion + 1;
  await saveIncident(tx, incident, { ...changed, facts_version: factsVersion });
  await record(tx, "incidents.facts.edited", incident.id, {
    incidentId: incident.id,
    factsVersion,
    reason: input.reason,
    ...changed,
  });
  if (changed.level !== undefined) await moveReportTimers(tx, { ...incident, level: changed.level as Level }, null);
  await refreshCard(tx, { ...incident, level: (changed.level ?? incident.level) as Level });
  await noteEntry(tx, incident, now, actor.name, "修改事实");
  return { factsVersion };
});
