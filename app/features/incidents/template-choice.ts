import type { Plan } from "#domain/incidents/templates/plan.ts";

/** By key of a line: whether it is ticked, and for a unit that was left open which one was chosen. */
export type Chosen = { [key: string]: { on: boolean; unitId: string | null } };

/** Everything is ticked that is not there already and has its unit. */
export const chosenAtFirst = (plan: Plan): Chosen =>
  Object.fromEntries(
    [...plan.units, ...plan.tasks, ...plan.demands].map((line) => [
      line.key,
      { on: !line.there && line.unitId !== null, unitId: null },
    ]),
  );

/** The unit a line goes to: its own or, for a task or demand, that of the line it names; null while it is left open. */
export function unitOf(plan: Plan, chosen: Chosen, key: string): string | null {
  const line = [...plan.tasks, ...plan.demands].find((one) => one.key === key);
  const unit = plan.units.find((one) => one.key === (line?.to ?? key));
  return unit ? (unit.unitId ?? chosen[unit.key]?.unitId ?? null) : null;
}

/** How many lines would be added. */
export const ticked = (plan: Plan, chosen: Chosen): number =>
  [...plan.units, ...plan.tasks, ...plan.demands].filter(
    (line) => chosen[line.key]?.on && !line.there && unitOf(plan, chosen, line.key) !== null,
  ).length;
