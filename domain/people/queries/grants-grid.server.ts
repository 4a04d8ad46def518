import type { Phase } from "../../incidents/phase-machine.ts";
import { sql } from "../../kernel/db.server.ts";
import { notFound, permitRead } from "../../kernel/refusal.ts";
import { unitRules, visibleUnitPaths } from "../../permissions/people.ts";
import type { Actor, HeldGrant } from "../actor.ts";
import { dayOf, daysBetween, SOON_DAYS } from "../grants.ts";
import { gridOf, type Place, placeOfUnit } from "../grants-grid.ts";
import type { GridView } from "../register.ts";
import { holders } from "./holders.server.ts";
import { pageOf, turning } from "./page-key.ts";
import { topmost } from "./unit-tree.server.ts";

/** People the grid lists at once. */
const ROWS = 60;
/** "Now" of a page that was opened a moment ago is still now. */
const NOW_WITHIN_MS = 60_000;

export type NamedPlace = { id: string; name: string; path: string; place: Place };

const UNIT_PLACE = `
select u.id, u.short_name as name, u.path, c.path as "countyPath" from unit u
cross join lateral (select c.path from unit c where starts_with(u.path, c.path) and c.kind in ('city','county') order by length(c.path) desc limit 1) c
where u.id = $1`;
const INCIDENT_PLACE = `
select i.id, i.number as name, i.county_path as path, i.county_path as "countyPath", i.reported_by_unit_path as "reportedByUnitPath", i.phase,
  array(select a.unit_path from assignment a where a.incident_id = i.id and a.state not in ('returned','withdrawn')
    union all select f.unit_path from incident_former_part f where f.incident_id = i.id) as "unitPaths"
from incident i where i.id = $1`;

/** A unit as a place of the grid; null when unknown. */
export async function unitPlace(unitId: string): Promise<NamedPlace | null> {
  const [row] = await sql<{ id: string; name: string; path: string; countyPath: string }>(UNIT_PLACE, [unitId]);
  return row ? { id: row.id, name: row.name, path: row.path, place: placeOfUnit(row.path, row.countyPath) } : null;
}

/** One incident as a place. */
export async function incidentPlace(incidentId: string): Promise<NamedPlace | null> {
  const [row] = await sql<{
    id: string;
    name: string;
    path: string;
    countyPath: string;
    reportedByUnitPath: string;
    phase: Phase;
    unitPaths: string[];
  }>(INCIDENT_PLACE, [incidentId]);
  if (!row) return null;
  const { id, name, path, ...incident } = row;
  return { id, name, path, place: { incident: { id, ...incident }, unitPath: path } };
}

const COLUMNS = [
  { sql: "(p.unit_id <> $5)", type: "boolean" },
  { sql: "p.pinyin", type: "text" },
  { sql: "p.id", type: "uuid" },
];

/** A grant that counts at `$1` or later. */
const NOT_OVER = "g.not_after > $1 and (g.revoked_at is null or g.revoked_at > $1)";

export type GridAsked = {
  place: NamedPlace;
  at: Date;
  /** The unit whose page this is: its people stand first, also those who can do nothing here. */
  unitId: string;
  after?: string | null;
  draft?: { personId: string; grant: HeldGrant } | null;
};

/** The grid at a place: people of the reader's territory who hold a grant at or above it that is not over, and those of the page's unit who hold any. */
export async function grantsGrid(
  actor: Actor,
  now: Date,
  { place, at, unitId, after, draft }: GridAsked,
): Promise<GridView> {
  permitRead(unitRules["people.unit.read"](actor, place, now));
  const patterns = visibleUnitPaths(actor, now);
  const scopes = [...place.path.split("/").filter(Boolean), place.id];
  const key = turning({ after }, COLUMNS, 7);
  const people = await holders(
    at,
    `where u.path like any($2) and (p.disabled_at is null or p.disabled_at > $1) and p.id in (
       select g.person_id from grants g where g.scope_kind = 'unit' and g.scope_id = any($3::uuid[]) and ${NOT_OVER}
       union select g.person_id from grants g where g.scope_kind = 'incident' and g.scope_id = $4 and ${NOT_OVER}
       union select g.person_id from person of join grants g on g.person_id = of.id where of.unit_id = $5 and ${NOT_OVER}
       union select $6::uuid)
     and ${key.condition} order by ${key.order} limit ${ROWS + 1}`,
    [patterns, scopes, place.id, unitId, draft?.personId ?? null, ...key.values],
  );
  const page = pageOf(people, ROWS, key, (one) => [one.unitId !== unitId, one.pinyin, one.personId]);
  const grid = gridOf(page.rows, place.place, at, draft ?? null);
  return {
    placeId: place.id,
    placeName: place.name,
    at: at.toISOString(),
    isNow: Math.abs(at.getTime() - now.getTime()) < NOW_WITHIN_MS,
    next: page.next,
    partial: !topmost(patterns).some((path) => path.split("/").filter(Boolean).length === 1),
    rows: grid.map((row) => ({
      ...row,
      cells: row.cells.map(({ power, span, added }) => ({
        power,
        from: span?.from ? dayOf(span.from) : null,
        until: span?.until ? dayOf(span.until) : null,
        soon: Boolean(span?.until && !span.from && daysBetween(at, span.until) <= SOON_DAYS),
        added,
        grantId: span?.grantId ?? null,
      })),
    })),
  };
}

/** The place that a page names; not_found when unknown. */
export async function placeOf(unitId: string): Promise<NamedPlace> {
  const place = await unitPlace(unitId);
  if (!place) throw notFound();
  return place;
}
