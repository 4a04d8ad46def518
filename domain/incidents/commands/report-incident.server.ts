import { newId } from "#domain/kernel/id.ts";
import { command } from "../../kernel/command.server.ts";
import { chinaDate, takeNumber } from "../../kernel/numbers.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { mayReportIncident } from "../../permissions/incidents.ts";
import { mayStartDrill } from "../../permissions/review.ts";
import { eventTimeOf, noteEntry, refreshCard } from "../incident.server.ts";
import { ReportIncidentInput } from "../inputs.ts";
import type { Level } from "../levels.ts";
import { linkSubmissionRows } from "../links.server.ts";
import { moveReportTimers } from "../reports/timers.server.ts";
import { setKind } from "../templates/commands/use-template.server.ts";

/** Reports a group incident (Art. 25), optionally from selected submissions. Outcome: its id and number. */
export const reportIncident = command("incidents.report", ReportIncidentInput, async ({ tx, actor, input, now }) => {
  const county = await tx.unit.findFirst({
    where: { id: input.countyId, closedAt: null, kind: { in: ["county", "city"] } },
  });
  if (!county)
    throw new Refusal("invalid", say("请选择县区。", "Choose a county."), {
      fields: { countyId: say("请选择县区", "Choose a county") },
    });
  permit(mayReportIncident(actor, { countyPath: county.path }, now));
  if (input.drill) permit(mayStartDrill(actor, { countyPath: county.path }, now));
  const unit = await tx.unit.findUnique({ where: { id: actor.unitId } });
  if (!unit) throw notFound();
  const occurredAt = eventTimeOf(input.occurredAt, now, null);
  const { year } = chinaDate(now);
  const series = input.drill ? "演" : "群";
  const number = `${series} ${year}-${String(await takeNumber(tx, `incident:${series}:${year}`)).padStart(4, "0")}`;
  const id = newId(now.getTime());
  await tx.incident.create({
    data: {
      id,
      number,
      title: input.title,
      level: input.level,
      place: input.place,
      cause: input.cause,
      countyId: county.id,
      countyPath: county.path,
      countyName: county.shortName,
      occurredAt,
      reportedAt: now,
      reportedById: actor.personId,
      reportedByUnitId: unit.id,
      reportedByUnitPath: unit.path,
      drill: input.drill,
      phase: "reported",
      phaseSince: now,
    },
  });
  const incident = { id, version: 1, level: input.level as Level };
  const links = await linkSubmissionRows(tx, actor, id, input.submissionIds, "source", now);
  const entry = await record(tx, "incidents.reported", id, {
    incidentId: id,
    number,
    title: input.title,
    level: input.level,
    countyId: county.id,
    countyName: county.shortName,
    place: input.place,
    cause: input.cause,
    occurredAt: occurredAt.toISOString(),
    drill: input.drill,
    links,
  });
  if (input.templateId) await setKind(tx, { id, countyPath: county.path }, input.templateId);
  await moveReportTimers(tx, incident, { does: "reported", at: now.toISOString() });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { incidentId: id, number };
});
