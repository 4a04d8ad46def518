import { db, sql } from "../../../kernel/db.server.ts";
import { notFound, permit } from "../../../kernel/refusal.ts";
import type { Actor } from "../../../people/actor.ts";
import { mayReportIncident } from "../../../permissions/incidents.ts";
import { mayStartDrill, reviewRules } from "../../../permissions/review.ts";
import { readableIncident } from "../../queries/room.server.ts";
import { type Plan, planOf } from "../plan.ts";
import { bodyOf, offeredTemplates, openTree, presentIn } from "../template.server.ts";

export type OfferedKind = { id: string; kind: string; office: string };
export type TemplatePlan = {
  kinds: OfferedKind[];
  /** Null where no template was asked for. */
  chosen: { templateId: string; kind: string; version: number; plan: Plan } | null;
};

const officeNames = async (ids: string[]): Promise<Map<string, string>> =>
  new Map(
    (
      await sql<{ id: string; name: string }>("select id, short_name as name from unit where id = any($1::uuid[])", [
        ids,
      ])
    ).map(({ id, name }) => [id, name]),
  );

async function kindsAt(countyPath: string) {
  const rows = await offeredTemplates(db(), countyPath);
  const names = await officeNames(rows.map((row) => row.unitId));
  return {
    rows,
    kinds: rows.map((row): OfferedKind => ({ id: row.id, kind: row.kind, office: names.get(row.unitId) ?? "" })),
  };
}

/** What the template would add to the incident as it is now, for whoever may apply it. Without a template only the kinds. */
export async function templatePlan(
  actor: Actor,
  incidentId: string,
  templateId: string | null,
  now: Date,
): Promise<TemplatePlan> {
  const incident = await readableIncident(actor, incidentId, now);
  permit(reviewRules["incidents.template.apply"](actor, incident, now));
  const { rows, kinds } = await kindsAt(incident.countyPath);
  if (templateId === null) return { kinds, chosen: null };
  const row = rows.find((one) => one.id === templateId);
  if (!row) throw notFound();
  const plan = planOf(bodyOf(row), incident.countyPath, await openTree(db()), await presentIn(db(), incidentId));
  return { kinds, chosen: { templateId: row.id, kind: row.kind, version: row.version, plan } };
}

/** The kinds that a report in a county may choose from, and whether the reader may start an exercise there. */
export async function reportKinds(
  actor: Actor,
  countyId: string,
  now: Date,
): Promise<{ kinds: OfferedKind[]; drill: boolean }> {
  const [county] = /^[0-9a-f-]{36}$/i.test(countyId)
    ? await sql<{ path: string }>(
        "select path from unit where id = $1 and kind in ('city','county') and closed_at is null",
        [countyId],
      )
    : [];
  if (!county) throw notFound();
  permit(mayReportIncident(actor, { countyPath: county.path }, now));
  const { kinds } = await kindsAt(county.path);
  return { kinds, drill: mayStartDrill(actor, { countyPath: county.path }, now) === true };
}
