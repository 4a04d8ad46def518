import { streamAfter } from "../../../events/read.server.ts";
import { db, sql } from "../../../kernel/db.server.ts";
import { notFound, permitRead } from "../../../kernel/refusal.ts";
import { inLanguage } from "../../../kernel/sentence.ts";
import type { Actor } from "../../../people/actor.ts";
import { maySeeTemplates, templateRules, visibleTemplates } from "../../../permissions/review.ts";
import type { TemplateBody } from "../body.ts";
import { bodyOf } from "../template.server.ts";

export type TemplateLine = {
  id: string;
  unitId: string;
  unitName: string;
  kind: string;
  version: number;
  updatedAt: string;
  closed: boolean;
  lines: number;
};
/** One version as its event tells it; times ISO 8601. */
export type TemplateVersion = {
  version: number;
  at: string;
  by: string;
  what: "added" | "saved" | "closed" | "reopened";
};
export type ChosenTemplate = TemplateLine & {
  body: TemplateBody;
  history: TemplateVersion[];
  edit: true | string;
};
export type TemplatesPage = {
  list: TemplateLine[];
  chosen: ChosenTemplate | null;
  /** A template to begin from, where a new one is asked for. */
  start: { unitId: string; kind: string; body: TemplateBody } | null;
  /** Cities and counties whose list the reader keeps. */
  offices: { id: string; name: string }[];
  personId: string;
};

/** The page of templates: the list of all offices that the reader may read, and one of them whole. */
export async function templatesPage(
  actor: Actor,
  now: Date,
  asked: { id: string | null; from: string | null; isNew: boolean },
): Promise<TemplatesPage> {
  permitRead(maySeeTemplates(actor, null, now));
  const rows = await db().incidentTemplate.findMany({
    where: visibleTemplates(actor, now),
    orderBy: [{ unitPath: "asc" }, { position: "asc" }],
  });
  const units = await sql<{ id: string; name: string; path: string }>(
    "select id, short_name as name, path from unit where kind in ('city','county') and closed_at is null order by kind, path",
  );
  const nameOf = (id: string) => units.find((unit) => unit.id === id)?.name ?? "";
  const line = (row: (typeof rows)[number]): TemplateLine => {
    const { units: parts, tasks, demands } = bodyOf(row);
    return {
      ...{ id: row.id, unitId: row.unitId, unitName: nameOf(row.unitId), kind: row.kind, version: row.version },
      ...{ updatedAt: row.updatedAt.toISOString(), closed: row.closedAt !== null },
      lines: parts.length + tasks.length + demands.length,
    };
  };
  const offices = units
    .filter((unit) => templateRules["templates.add"](actor, { unitPath: unit.path }, now) === true)
    .map(({ id, name }) => ({ id, name }));
  const wanted = asked.isNew ? null : asked.id;
  const row = wanted === null ? null : (rows.find((one) => one.id === wanted) ?? null);
  if (wanted !== null && !row) throw notFound();
  const from = asked.from === null ? null : (rows.find((one) => one.id === asked.from) ?? null);
  const verdict = row && templateRules["templates.save"](actor, row, now);
  return {
    list: rows.map(line),
    chosen: row && {
      ...line(row),
      body: bodyOf(row),
      history: await historyOf(row.id),
      edit: verdict === true ? true : inLanguage(verdict as { zh: string; en: string }, actor.locale),
    },
    start:
      asked.isNew && offices.length > 0
        ? {
            unitId: offices[0]!.id,
            kind: from?.kind ?? "",
            body: from ? bodyOf(from) : { units: [], tasks: [], demands: [] },
          }
        : null,
    offices,
    personId: actor.personId,
  };
}

/** Every version, the newest first. */
async function historyOf(id: string): Promise<TemplateVersion[]> {
  const events = await streamAfter(id, 0, 500);
  return events
    .map((event) => ({
      version: (event.data as { version: number }).version,
      at: event.recordedAt,
      by: event.actor?.name ?? "",
      what: event.name.replace("templates.", "") as TemplateVersion["what"],
    }))
    .reverse();
}
