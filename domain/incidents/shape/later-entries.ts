import type { EventData } from "../../events/catalogue.ts";
import type { IncidentEventName } from "../../events/incidents.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import type { MovedKind } from "./move-rows.server.ts";

export type EntryPart = { kind: MovedKind; id: string };
type PartsOf = { [N in IncidentEventName]?: (data: EventData<N>) => EntryPart[] };

/**
 * Entries that somebody can assign to the other incident when a merge is undone, with the rows that go along. What an entry says of a
 * part (accepted, answered, finished) follows that part and is not asked about.
 */
const partsOf: PartsOf = {
  "incidents.entry.posted": () => [],
  "incidents.head-count.recorded": ({ headCountId }) => [{ kind: "head_count", id: headCountId }],
  "incidents.demand.added": ({ demandId }) => [{ kind: "demand", id: demandId }],
  "incidents.task.given": ({ taskId }) => [{ kind: "incident_task", id: taskId }],
  "incidents.units.dispatched": ({ units }) => units.map((unit) => ({ kind: "assignment", id: unit.assignmentId })),
  "incidents.representative.added": ({ representativeId }) => [{ kind: "representative", id: representativeId }],
  "incidents.submissions.linked": ({ links }) => links.map((link) => ({ kind: "incident_link", id: link.linkId })),
};

export const isAssignable = (event: RecordedEvent): boolean => event.name in partsOf;
/** The rows that go with an entry; none for a human entry. */
export function entryParts(event: RecordedEvent): EntryPart[] {
  const parts = partsOf[event.name as IncidentEventName] as ((data: unknown) => EntryPart[]) | undefined;
  return parts?.(event.data) ?? [];
}
