import type { AssignmentRole } from "../assignment-machine.ts";
import type { TaskKind } from "../task-kinds.ts";
import type { TemplateBody, TemplateUnit } from "./body.ts";
import { isOfSort, sortOfUnit, type UnitSort } from "./unit-sorts.ts";

/** A unit of the tree that is not closed. */
export type TreeUnit = { id: string; name: string; shortName: string; kind: string; path: string };
/** What the incident holds already. */
export type Present = {
  units: { unitId: string; role: AssignmentRole }[];
  tasks: { kind: string; title: string; unitId: string }[];
  demands: { text: string }[];
};

/** `unitId` null: left to choose, from `choices` first. `there`: in the incident already, nothing to add. */
type Line = { key: string; unitId: string | null; there: boolean };
export type PlannedUnit = Line & {
  unitName: string;
  role: AssignmentRole;
  /** The template's lead, where another unit leads already. */
  yields: boolean;
  note: string;
  choices: { id: string; name: string }[];
};
export type PlannedTask = Line & { kind: TaskKind; title: string; to: string; dueMinutes: number };
export type PlannedDemand = Line & { text: string; to: string; dueMinutes: number | null };
export type Plan = { units: PlannedUnit[]; tasks: PlannedTask[]; demands: PlannedDemand[] };

/**
 * The unit that a line of a template means in the county at `countyPath`: the named one where it stands in that county or above
 * all counties, else the county's only unit of that sort, else the only one above the counties; null where one must choose.
 */
export function resolveUnit(
  line: Pick<TemplateUnit, "unitId" | "sort" | "unitName">,
  countyPath: string,
  tree: readonly TreeUnit[],
): { unit: TreeUnit | null; choices: TreeUnit[] } {
  const counties = tree.filter((unit) => unit.kind === "county");
  const countyOf = (unit: TreeUnit) => counties.find((county) => unit.path.startsWith(county.path)) ?? null;
  const isAbove = (unit: TreeUnit) => countyOf(unit) === null;
  const within = (unit: TreeUnit) =>
    unit.path.startsWith(countyPath) && (counties.some((one) => one.path === countyPath) || isAbove(unit));
  const named = tree.find((unit) => unit.id === line.unitId) ?? null;
  if (named && (within(named) || isAbove(named))) return { unit: named, choices: [] };
  const sort: UnitSort | null = line.sort ?? sortOfUnit(named ?? { name: line.unitName, kind: "department" });
  if (!sort) return { unit: null, choices: [] };
  const local = tree.filter((unit) => within(unit) && isOfSort(unit, sort));
  const above = tree.filter((unit) => isAbove(unit) && !within(unit) && isOfSort(unit, sort));
  const [found] = local.length > 0 ? local : above;
  const several = local.length > 1 || (local.length === 0 && above.length > 1);
  return { unit: several ? null : (found ?? null), choices: [...local, ...above] };
}

/** What a template would add to an incident: each line with its unit, and whether it is there already. Pure. */
export function planOf(body: TemplateBody, countyPath: string, tree: readonly TreeUnit[], present: Present): Plan {
  const hasPart = new Set(present.units.map((unit) => unit.unitId));
  const led = present.units.some((unit) => unit.role === "lead");
  const units = body.units.map((line): PlannedUnit => {
    const { unit, choices } = resolveUnit(line, countyPath, tree);
    const there = unit !== null && hasPart.has(unit.id);
    const yields = line.role === "lead" && led && !there;
    return {
      key: line.key,
      unitId: unit?.id ?? null,
      unitName: unit?.shortName ?? line.unitName,
      role: yields ? "support" : line.role,
      yields,
      note: line.note,
      choices: choices.map(({ id, shortName }) => ({ id, name: shortName })),
      there,
    };
  });
  const unitOf = new Map(units.map((unit) => [unit.key, unit.unitId]));
  return {
    units,
    tasks: body.tasks.map((line) => {
      const unitId = unitOf.get(line.to) ?? null;
      return { ...line, unitId, there: unitId !== null && hasTask(present, { ...line, unitId }) };
    }),
    demands: body.demands.map((line) => ({
      ...line,
      unitId: unitOf.get(line.to) ?? null,
      there: hasDemand(present, line),
    })),
  };
}

/** The same task for the same unit, whatever its state but cancelled. */
export const hasTask = (present: Present, line: { kind: string; title: string; unitId: string }): boolean =>
  present.tasks.some((task) => task.kind === line.kind && task.title === line.title && task.unitId === line.unitId);
export const hasDemand = (present: Present, line: { text: string }): boolean =>
  present.demands.some((demand) => demand.text === line.text);
