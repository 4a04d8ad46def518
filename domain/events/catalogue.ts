import type { z } from "zod";
import { auditEvents } from "./audit.ts";
import { incidentEvents } from "./incidents.ts";
import { peopleEvents } from "./people.ts";
import { portalEvents } from "./portal.ts";
import type { StreamKind } from "./recorded.ts";
import { shiftEvents } from "./shifts.ts";
import { submissionEvents } from "./submissions.ts";
import { templateEvents } from "./templates.ts";

/** The one catalogue: past tense, zod, one file a feature. Tables over EventName are mapped types, so a forgotten event does not compile. */
export const catalogue = {
  ...incidentEvents,
  ...peopleEvents,
  ...submissionEvents,
  ...auditEvents,
  ...templateEvents,
  ...shiftEvents,
  ...portalEvents,
} as const;
export type EventName = keyof typeof catalogue;
export type EventData<N extends EventName> = z.infer<(typeof catalogue)[N]>;
export const eventNames = Object.keys(catalogue) as EventName[];
export const isEventName = (name: string): name is EventName => name in catalogue;
export const schemaOf = (name: EventName): z.ZodType => catalogue[name];

/** Which stream an event belongs to, by the beginning of its name. */
export function streamKindOf(name: EventName): StreamKind {
  if (name.startsWith("incidents.")) return "incident";
  if (name.startsWith("shifts.")) return "shift";
  if (name.startsWith("people.unit.")) return "unit";
  if (name.startsWith("people.")) return "person";
  if (name.startsWith("portal.")) return "portal";
  if (name.startsWith("audit.")) return "access-inquiry";
  if (name.startsWith("templates.")) return "template";
  return name === "submissions.received" ? "submission" : "submission-import";
}
