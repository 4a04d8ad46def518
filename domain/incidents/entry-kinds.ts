import type { EventName } from "../events/catalogue.ts";
import { incidentSentences } from "../events/incident-sentences.ts";
import type { IncidentEventName } from "../events/incidents.ts";
import type { RecordedEvent } from "../events/recorded.ts";
import { type Sentence, say } from "../kernel/sentence.ts";

/** Entries that somebody wrote or counted himself: they have a face. Everything else is one grey line of the portal. */
export const humanEvents = [
  "incidents.entry.posted",
  "incidents.head-count.recorded",
  "incidents.demand.answered",
  "incidents.assignment.reported",
  "incidents.instruction.given",
  "incidents.instruction.reported-back",
] as const satisfies readonly IncidentEventName[];
export type HumanEventName = (typeof humanEvents)[number];

export const isHuman = (event: RecordedEvent): event is RecordedEvent<HumanEventName> =>
  (humanEvents as readonly EventName[]).includes(event.name);
export const filesOf = (event: RecordedEvent) =>
  event.name === "incidents.entry.posted" ? event.data.attachments : [];

/** 批示: given, read, reported back, settled, returned. */
export const isInstruction = (event: RecordedEvent): boolean => event.name.startsWith("incidents.instruction.");

export const entryFilters = ["all", "human", "system", "instructions", "files"] as const;
export type EntryFilter = (typeof entryFilters)[number];
export const matchesFilter = (event: RecordedEvent, filter: EntryFilter): boolean =>
  filter === "all" ||
  (filter === "files"
    ? filesOf(event).length > 0
    : filter === "instructions"
      ? isInstruction(event)
      : (filter === "human") === isHuman(event));
export type EntryCounts = { [F in EntryFilter]: number };

/** Written down so much later than it happened (or later), an entry is marked 补录. */
export const LATE_MS = 2 * 60_000;
export const isLate = (event: { eventTime: string; recordedAt: string }): boolean =>
  new Date(event.recordedAt).getTime() - new Date(event.eventTime).getTime() >= LATE_MS;

const portal = say("系统", "The portal");
/** The line of an entry in both languages. */
export function entrySentence(event: RecordedEvent): Sentence {
  const tell = incidentSentences[event.name as IncidentEventName] as
    | ((data: unknown, by: { name: string; unitName: string }) => Sentence)
    | undefined;
  if (!tell) return say(event.name, event.name);
  const by = (name: string) => ({ name: event.actor?.name ?? name, unitName: event.actor?.unitName ?? "" });
  return say(tell(event.data, by(portal.zh)).zh, tell(event.data, by(portal.en)).en);
}

/** Everything of an entry that one can read on the page, for searching in it. */
export function entryText(event: RecordedEvent): string {
  const { zh, en } = entrySentence(event);
  const files = filesOf(event).map((file) => file.name);
  return [`#${event.seq}`, zh, en, event.actor?.name, event.actor?.unitName, ...files].filter(Boolean).join("\n");
}

/** Whether an entry holds all words of `query`, letters in either case. */
export function entryHolds(event: RecordedEvent, query: string): boolean {
  const text = entryText(event).toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
