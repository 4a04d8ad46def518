import { type IncidentThing, lead, write } from "./incidents.ts";
import type { Rule } from "./verdict.ts";

/** Changing the shape of incidents. A merge, and undoing it, asks the same of both incidents. */
export const shapeRules = {
  "incidents.merge": lead,
  "incidents.merge.undo": lead,
  "incidents.split": lead,
  "incidents.level.change": write,
} as const satisfies Record<string, Rule<IncidentThing>>;
export type ShapePermission = keyof typeof shapeRules;
