import type { IncidentTemplate } from "#prisma/generated/client.ts";
import type { RecordedEvent } from "../../../events/recorded.ts";
import { type CommandContext, command } from "../../../kernel/command.server.ts";
import type { Tx } from "../../../kernel/db.server.ts";
import { record } from "../../../kernel/record.server.ts";
import { notFound, permit, Refusal } from "../../../kernel/refusal.ts";
import { say } from "../../../kernel/sentence.ts";
import type { Actor } from "../../../people/actor.ts";
import { reviewRules } from "../../../permissions/review.ts";
import { addDemand } from "../../commands/demands.server.ts";
import { dispatchUnits } from "../../commands/dispatch-units.server.ts";
import { giveTask } from "../../commands/tasks.server.ts";
import { type LockedIncident, lockIncident, noteEntry, stillOpen } from "../../incident.server.ts";
import { ApplyTemplateInput, ChooseKindInput } from "../inputs.ts";
import { hasDemand, hasTask, type Present } from "../plan.ts";
import { bodyOf, offeredTemplates, presentIn, staleTemplate } from "../template.server.ts";

/** A template that is offered in the incident's county; not_found otherwise. */
async function offered(tx: Tx, countyPath: string, templateId: string): Promise<IncidentTemplate> {
  const template = (await offeredTemplates(tx, countyPath)).find((one) => one.id === templateId);
  if (!template) throw notFound();
  return template;
}

/** Remembers the kind of an incident; null when it is the same as before. The template that was used stays named where the kind stays. */
export async function setKind(
  tx: Tx,
  incident: { id: string; countyPath: string },
  templateId: string,
): Promise<RecordedEvent<"incidents.kind.chosen"> | null> {
  const template = await offered(tx, incident.countyPath, templateId);
  const before = await tx.incidentKind.findUnique({ where: { incidentId: incident.id } });
  if (before?.templateId === template.id) return null;
  const kind = { templateId: template.id, kind: template.kind, templateVersion: null };
  await tx.incidentKind.upsert({
    where: { incidentId: incident.id },
    create: { incidentId: incident.id, ...kind },
    update: kind,
  });
  return record(tx, "incidents.kind.chosen", incident.id, {
    ...{ incidentId: incident.id, templateId: template.id, kind: template.kind },
  });
}

/** Chooses or corrects the kind; the same one again changes nothing. */
export const chooseKind = command("incidents.kind.choose", ChooseKindInput, async ({ tx, actor, input, now }) => {
  const incident = await lockIncident(tx, actor, input.incidentId, now);
  permit(reviewRules["incidents.kind.choose"](actor, incident, now));
  stillOpen(incident);
  const chosen = await setKind(tx, incident, input.templateId);
  if (chosen) await noteEntry(tx, incident, chosen);
  return { kind: chosen?.data.kind ?? null };
});

type Context = Omit<CommandContext<unknown, Actor>, "input">;
type Ticked = { key: string; unitId: string }[];

/**
 * 按模板: adds what was ticked, units first, through the commands that one would otherwise use one by one, in one transaction: all
 * or nothing. What the incident holds already is left out, so that applying twice adds once. Where another unit leads, the
 * template's lead supports. `version` must be that of the template the reader saw.
 */
export const applyTemplate = command(
  "incidents.template.apply",
  ApplyTemplateInput,
  async ({ tx, actor, input, now, commandId }) => {
    const incident = await lockIncident(tx, actor, input.incidentId, now);
    permit(reviewRules["incidents.template.apply"](actor, incident, now));
    stillOpen(incident);
    const template = await offered(tx, incident.countyPath, input.templateId);
    if (template.version !== input.version) throw staleTemplate(template);
    const body = bodyOf(template);
    const context = { tx, actor, now, commandId };
    const present = await presentIn(tx, incident.id);
    const added = {
      units: await addUnits(context, incident, pick(body.units, input.units), present),
      tasks: await addTasks(context, incident, pick(body.tasks, input.tasks), present),
      demands: await addDemands(context, incident, pick(body.demands, input.demands), present),
    };
    const total = added.units + added.tasks + added.demands;
    if (total === 0) return added;
    const used = { templateId: template.id, kind: template.kind, templateVersion: template.version };
    await tx.incidentKind.upsert({
      where: { incidentId: incident.id },
      create: { incidentId: incident.id, ...used },
      update: used,
    });
    const entry = await record(tx, "incidents.template.applied", incident.id, {
      incidentId: incident.id,
      ...used,
      ...added,
    });
    // The lock's row has moved on with each command; the note needs no version of its own.
    await noteEntry(tx, incident, entry);
    return added;
  },
);

/** The ticked lines of a list with the units chosen for them; a line that the template does not have is refused. */
function pick<L extends { key: string }>(lines: readonly L[], ticked: Ticked): (L & { unitId: string })[] {
  const chosen = new Map(ticked.map((one) => [one.key, one.unitId]));
  if (ticked.some((one) => !lines.some((line) => line.key === one.key)) || chosen.size !== ticked.length)
    throw new Refusal(
      "invalid",
      say("勾选的内容不在模板里，请刷新后重试。", "What was ticked is not in the template; reload."),
    );
  return lines.flatMap((line) => {
    const unitId = chosen.get(line.key);
    return unitId ? [{ ...line, unitId }] : [];
  });
}

async function addUnits(
  context: Context,
  incident: LockedIncident,
  lines: { unitId: string; role: "lead" | "support" | "supervise"; note: string }[],
  present: Present,
): Promise<number> {
  const led = present.units.some((unit) => unit.role === "lead");
  const fresh = lines.filter(
    (line, index) =>
      !present.units.some((unit) => unit.unitId === line.unitId) &&
      lines.findIndex((other) => other.unitId === line.unitId) === index,
  );
  if (fresh.length === 0) return 0;
  const units = fresh.map(({ unitId, role, note }) => ({
    ...{ unitId, note },
    role: role === "lead" && led ? ("support" as const) : role,
  }));
  await dispatchUnits.body({ ...context, input: { incidentId: incident.id, units } });
  return units.length;
}

const dueIn = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);

async function addTasks(
  context: Context,
  incident: LockedIncident,
  lines: {
    kind: Parameters<typeof giveTask.body>[0]["input"]["kind"];
    title: string;
    unitId: string;
    dueMinutes: number;
  }[],
  present: Present,
): Promise<number> {
  const fresh = lines.filter((line) => !hasTask(present, line));
  for (const { kind, title, unitId, dueMinutes } of fresh)
    await giveTask.body({
      ...context,
      input: {
        ...{ incidentId: incident.id, kind, title, unitId },
        ownerId: null,
        dueAt: dueIn(context.now, dueMinutes),
      },
    });
  return fresh.length;
}

async function addDemands(
  context: Context,
  incident: LockedIncident,
  lines: { text: string; unitId: string; dueMinutes: number | null }[],
  present: Present,
): Promise<number> {
  const fresh = lines.filter((line) => !hasDemand(present, line));
  for (const { text, unitId, dueMinutes } of fresh)
    await addDemand.body({
      ...context,
      input: {
        incidentId: incident.id,
        text,
        unitId,
        dueAt: dueMinutes === null ? null : dueIn(context.now, dueMinutes),
      },
    });
  return fresh.length;
}
