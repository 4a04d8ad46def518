import { sql } from "../../kernel/db.server.ts";
import { Id } from "../../kernel/fields.ts";
import { notFound, permitRead } from "../../kernel/refusal.ts";
import { maySeeRegister, unitRules, visibleUnitPaths } from "../../permissions/people.ts";
import type { Actor } from "../actor.ts";
import type { UnitHead, UnitNode, UnitTree } from "../register.ts";
import { told } from "./verdicts.ts";

const ORDER =
  "case u.kind when 'city' then 0 when 'office' then 1 when 'department' then 2 when 'township' then 3 else 4 end, u.is_member desc, u.pinyin, u.id";

/** Each unit's people count for every unit above it: once over all units, however many nodes are shown. */
const NODES = `
with people as materialized (
  select above::uuid as id, sum(n)::int as n
  from (select d.path, count(*)::int as n from person p join unit d on d.id = p.unit_id where p.disabled_at is null and d.path like any($1) group by d.path) own,
    unnest(string_to_array(trim('/' from own.path), '/')) as above
  group by above
)
select u.id, u.parent_id as "parentId", u.short_name as "shortName", u.kind, u.is_member as "isMember", coalesce(people.n, 0) as people,
  exists (select 1 from unit c where c.parent_id = u.id and c.closed_at is null) as "hasChildren"
from unit u left join people on people.id = u.id
where u.closed_at is null and u.path like any($1) and (u.parent_id = any($2::uuid[]) or u.path = any($3))
order by ${ORDER}`;

const ABOVE = `select u.id, u.short_name as "shortName", u.path from unit u where $1 like u.path || '%' and u.path like any($2) order by length(u.path)`;

/** The topmost paths of the reader's territory: one that lies inside another is dropped. */
export const topmost = (patterns: string[]): string[] => {
  const paths = [...new Set(patterns.map((pattern) => pattern.slice(0, -1)))];
  return paths.filter((path) => !paths.some((other) => other !== path && path.startsWith(other)));
};

/** The tree with the units of `open` opened; those above the selected unit are open as well. Closed units are left out. */
export async function unitTree(
  actor: Actor,
  now: Date,
  selected: string | null,
  open: string[] = [],
): Promise<UnitTree> {
  permitRead(maySeeRegister(actor, null, now));
  const patterns = visibleUnitPaths(actor, now);
  const tops = topmost(patterns);
  const [unit] = selected ? await sql<{ path: string }>("select path from unit where id = $1", [selected]) : [];
  const idsAbove = unit ? unit.path.split("/").filter(Boolean) : [];
  const opened = [...new Set([...idsAbove, ...tops.map(lastId), ...open])];
  const nodes = await sql<UnitNode>(NODES, [patterns, opened, tops]);
  const known = new Set(nodes.map((node) => node.id));
  return {
    roots: tops.map(lastId).filter((id) => known.has(id)),
    nodes,
    open: opened.filter((id) => known.has(id)),
  };
}

const lastId = (path: string) => path.split("/").filter(Boolean).at(-1)!;

/** The children of one unit, for opening it in place. */
export async function unitChildren(actor: Actor, now: Date, unitId: string): Promise<UnitNode[]> {
  permitRead(maySeeRegister(actor, null, now));
  if (!Id.safeParse(unitId).success) throw notFound();
  return sql<UnitNode>(NODES, [visibleUnitPaths(actor, now), [unitId], []]);
}

/** The unit that the page opens with: the topmost of the reader's territory. */
export async function firstUnit(actor: Actor, now: Date): Promise<string> {
  permitRead(maySeeRegister(actor, null, now));
  const [top] = topmost(visibleUnitPaths(actor, now));
  if (!top) throw notFound();
  return lastId(top);
}

type HeadRow = Omit<UnitHead, "above" | "can" | "closedAt"> & { path: string; closedAt: Date | null };
const HEAD = `select id, name, short_name as "shortName", kind, is_member as "isMember", closed_at as "closedAt", version, path from unit where id = $1`;

/** One unit's head; not_found outside the reader's territory. */
export async function unitHead(actor: Actor, now: Date, unitId: string): Promise<UnitHead> {
  const [unit] = await sql<HeadRow>(HEAD, [unitId]);
  if (!unit) throw notFound();
  permitRead(unitRules["people.unit.read"](actor, unit, now));
  const above = await sql<{ id: string; shortName: string; path: string }>(ABOVE, [
    unit.path,
    visibleUnitPaths(actor, now),
  ]);
  return {
    id: unit.id,
    name: unit.name,
    shortName: unit.shortName,
    kind: unit.kind,
    isMember: unit.isMember,
    closedAt: unit.closedAt?.toISOString() ?? null,
    version: unit.version,
    above: above.filter(({ id }) => id !== unit.id).map(({ id, shortName }) => ({ id, shortName })),
    can: {
      add: told(unitRules["people.unit.add"](actor, unit, now), actor),
      edit: told(unitRules["people.unit.edit"](actor, unit, now), actor),
      close: told(unitRules["people.unit.close"](actor, unit, now), actor),
      addPerson: told(unitRules["people.person.add"](actor, unit, now), actor),
    },
  };
}
