import { command } from "../../../kernel/command.server.ts";
import type { Tx } from "../../../kernel/db.server.ts";
import { newId } from "../../../kernel/id.ts";
import { record } from "../../../kernel/record.server.ts";
import { notFound, permit, permitRead, Refusal } from "../../../kernel/refusal.ts";
import { say } from "../../../kernel/sentence.ts";
import { templateRules } from "../../../permissions/review.ts";
import type { TemplateBody } from "../body.ts";
import { AddTemplateInput, CloseTemplateInput, ReopenTemplateInput, SaveTemplateInput } from "../inputs.ts";
import { bodyOf, lockTemplate, saveTemplate } from "../template.server.ts";

/** A unit that a line names exists and is open; its name is written as it is now. */
async function withNames(tx: Tx, body: TemplateBody): Promise<TemplateBody> {
  const ids = body.units.flatMap((unit) => (unit.unitId ? [unit.unitId] : []));
  const units = await tx.unit.findMany({
    where: { id: { in: ids }, closedAt: null },
    select: { id: true, shortName: true },
  });
  const name = new Map(units.map((unit) => [unit.id, unit.shortName]));
  const gone = body.units.findIndex((unit) => unit.unitId !== null && !name.has(unit.unitId));
  if (gone >= 0)
    throw new Refusal("invalid", say("有单位已撤销，请另选。", "A unit has been closed; choose another."), {
      fields: { [`units.${gone}.unitId`]: say("这个单位已撤销", "This unit has been closed") },
    });
  return {
    ...body,
    units: body.units.map((unit) => ({ ...unit, unitName: unit.unitId ? name.get(unit.unitId)! : "" })),
  };
}

async function refuseTwice(tx: Tx, unitId: string, kind: string, besides: string | null): Promise<void> {
  const other = await tx.incidentTemplate.findUnique({ where: { unitId_kind: { unitId, kind } } });
  if (other && other.id !== besides)
    throw new Refusal("invalid", say(`「${kind}」已有模板。`, `There is a template for “${kind}” already.`), {
      fields: {
        kind: other.closedAt
          ? say("有一份已停用的同名模板，请恢复它", "A closed one has this name; take it up again")
          : say("换一个名称，或修改已有的", "Choose another name, or edit the one there is"),
      },
    });
}

const unitNameOf = async (tx: Tx, unitId: string) =>
  (await tx.unit.findUniqueOrThrow({ where: { id: unitId }, select: { shortName: true } })).shortName;

/** Adds a kind of incident with its template to a city's or county's list. */
export const addTemplate = command("templates.add", AddTemplateInput, async ({ tx, actor, input, now }) => {
  const unit = await tx.unit.findFirst({
    where: { id: input.unitId, closedAt: null, kind: { in: ["city", "county"] } },
    select: { id: true, shortName: true, path: true },
  });
  if (!unit) throw notFound();
  permitRead(templateRules["templates.read"](actor, { unitPath: unit.path }, now));
  permit(templateRules["templates.add"](actor, { unitPath: unit.path }, now));
  await refuseTwice(tx, unit.id, input.kind, null);
  const body = await withNames(tx, input.body);
  const position = await tx.incidentTemplate.count({ where: { unitId: unit.id } });
  const id = newId(now.getTime());
  await tx.incidentTemplate.create({
    data: {
      ...{ id, unitId: unit.id, unitPath: unit.path, kind: input.kind, position, body },
      ...{ updatedAt: now, updatedById: actor.personId },
    },
  });
  await record(tx, "templates.added", id, {
    ...{ templateId: id, unitId: unit.id, unitName: unit.shortName, kind: input.kind, body, version: 1 },
  });
  return { templateId: id, version: 1 };
});

export const saveTemplateBody = command("templates.save", SaveTemplateInput, async ({ tx, actor, input, now }) => {
  const row = await lockTemplate(tx, actor, input.templateId, now);
  permit(templateRules["templates.save"](actor, row, now));
  await refuseTwice(tx, row.unitId, input.kind, row.id);
  const body = await withNames(tx, input.body);
  const unchanged = row.kind === input.kind && JSON.stringify(bodyOf(row)) === JSON.stringify(body);
  if (unchanged) return { version: row.version };
  const change = { kind: input.kind, body, updatedAt: now, updatedById: actor.personId };
  const version = await saveTemplate(tx, row, input.version, change);
  await record(tx, "templates.saved", row.id, {
    ...{ templateId: row.id, unitId: row.unitId, unitName: await unitNameOf(tx, row.unitId) },
    ...{ kind: input.kind, body, version },
  });
  return { version };
});

/** 停用: no longer offered; what used it stays as it is. */
export const closeTemplate = command("templates.close", CloseTemplateInput, async ({ tx, actor, input, now }) => {
  const row = await lockTemplate(tx, actor, input.templateId, now);
  permit(templateRules["templates.close"](actor, row, now));
  if (row.closedAt) throw new Refusal("wrong_state", say("这份模板已停用。", "This template is closed already."));
  const change = { closedAt: now, updatedAt: now, updatedById: actor.personId };
  const version = await saveTemplate(tx, row, input.version, change);
  await record(tx, "templates.closed", row.id, {
    ...{ templateId: row.id, unitId: row.unitId, unitName: await unitNameOf(tx, row.unitId) },
    ...{ kind: row.kind, reason: input.reason, version },
  });
  return { version };
});

export const reopenTemplate = command("templates.reopen", ReopenTemplateInput, async ({ tx, actor, input, now }) => {
  const row = await lockTemplate(tx, actor, input.templateId, now);
  permit(templateRules["templates.reopen"](actor, row, now));
  if (!row.closedAt) throw new Refusal("wrong_state", say("这份模板在用。", "This template is in use."));
  const change = { closedAt: null, updatedAt: now, updatedById: actor.personId };
  const version = await saveTemplate(tx, row, input.version, change);
  await record(tx, "templates.reopened", row.id, {
    ...{ templateId: row.id, unitId: row.unitId, unitName: await unitNameOf(tx, row.unitId), kind: row.kind, version },
  });
  return { version };
});
