import type { IncidentTemplate } from "#prisma/generated/client.ts";
import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import { notFound, permitRead, stale } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { templateRules } from "../../permissions/review.ts";
import { TemplateBody } from "./body.ts";
import type { Present, TreeUnit } from "./plan.ts";

export const bodyOf = (row: { body: unknown }): TemplateBody => TemplateBody.parse(row.body);

/** Locks a template that the actor may read; not_found otherwise. */
export async function lockTemplate(tx: Tx, actor: Actor, id: string, now: Date): Promise<IncidentTemplate> {
  await sqlIn(tx, "select 1 from incident_template where id = $1 for update", [id]);
  const row = await tx.incidentTemplate.findUnique({ where: { id } });
  if (!row) throw notFound();
  permitRead(templateRules["templates.read"](actor, row, now));
  return row;
}

/** Saves guarded by the version the editor began from; the second of two gets what is there now. */
export async function saveTemplate(
  tx: Tx,
  row: IncidentTemplate,
  expected: number,
  change: Partial<Omit<IncidentTemplate, "id" | "version" | "body">> & { body?: TemplateBody },
): Promise<number> {
  if (row.version !== expected) throw staleTemplate(row);
  const { count } = await tx.incidentTemplate.updateMany({
    where: { id: row.id, version: row.version },
    data: { ...change, version: { increment: 1 } },
  });
  if (count === 0) throw staleTemplate(row);
  return row.version + 1;
}
export const staleTemplate = (row: IncidentTemplate) =>
  stale({ version: row.version, kind: row.kind, body: bodyOf(row) });

/** All units that are not closed, as templates look for theirs. */
export const openTree = (tx: Tx): Promise<TreeUnit[]> =>
  tx.unit.findMany({
    where: { closedAt: null },
    select: { id: true, name: true, shortName: true, kind: true, path: true },
    orderBy: [{ path: "asc" }],
  });

/** What an incident holds already of what templates add. */
export async function presentIn(tx: Tx, incidentId: string): Promise<Present> {
  const units = await tx.assignment.findMany({
    where: { incidentId, state: { notIn: ["returned", "withdrawn"] } },
    select: { unitId: true, role: true },
  });
  const tasks = await tx.incidentTask.findMany({
    where: { incidentId, state: { not: "cancelled" } },
    select: { kind: true, title: true, unitId: true },
  });
  const demands = await tx.demand.findMany({ where: { incidentId }, select: { text: true } });
  return { units: units as Present["units"], tasks, demands };
}

/** The templates an incident in the county at `countyPath` may use: of each kind that of the nearest office. In the order of lists. */
export async function offeredTemplates(tx: Tx, countyPath: string): Promise<IncidentTemplate[]> {
  const rows = await tx.incidentTemplate.findMany({
    where: { closedAt: null, unitPath: { in: pathsTo(countyPath) } },
    orderBy: [{ position: "asc" }, { kind: "asc" }],
  });
  const isNearest = (row: IncidentTemplate) =>
    rows.every((other) => other.kind !== row.kind || other.unitPath.length <= row.unitPath.length);
  return rows.filter(isNearest);
}

/** "/a/b/" → "/a/", "/a/b/". */
const pathsTo = (path: string): string[] =>
  path
    .split("/")
    .filter(Boolean)
    .map((_, index, ids) => `/${ids.slice(0, index + 1).join("/")}/`);
