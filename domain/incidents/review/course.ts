import type { RecordedEvent } from "../../events/recorded.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import { entrySentence } from "../entry-kinds.ts";
import type { Phase } from "../phase-machine.ts";

/** One line of 经过. `phase`: the phase that begins with it; `took`: how long it lasted, in milliseconds, and what came after. */
export type CourseLine = {
  seq: number;
  at: string;
  phase: Phase | null;
  text: string;
  took: { next: Phase; ms: number } | null;
};

/** The phase that an entry begins; null where it begins none. */
function phaseOf(event: RecordedEvent, before: readonly RecordedEvent[]): Phase | null {
  switch (event.name) {
    case "incidents.reported":
      return "reported";
    case "incidents.verified":
      return event.data.phase === "verified" ? "verified" : null;
    case "incidents.units.dispatched":
      return before.some((one) => one.name === "incidents.units.dispatched") ? null : "dispatched";
    case "incidents.moved":
      return event.data.to;
    case "incidents.closed":
      return "closed";
    case "incidents.reopened":
      return event.data.to;
    default:
      return null;
  }
}

/** What stands beside the phase: less than the whole sentence, since the phase says the rest. */
function textOf(event: RecordedEvent, phase: Phase | null, locale: string): string {
  const sentence = inLanguage(entrySentence(event), locale);
  if (event.name === "incidents.entry.posted") return event.data.text || sentence;
  if (phase === null) return sentence;
  if (event.name === "incidents.verified") return event.data.note;
  if (event.name === "incidents.closed") return event.data.outcome;
  if (event.name === "incidents.moved") return event.data.reason ?? event.actor?.name ?? "";
  return sentence;
}

/** 经过: the chosen entries in the order of the timeline, each phase with how long it lasted. Pure. */
export function courseOf(events: readonly RecordedEvent[], locale: string): CourseLine[] {
  const lines = events.map((event, index): CourseLine => {
    const phase = phaseOf(event, events.slice(0, index));
    return { seq: event.seq, at: event.eventTime, phase, text: textOf(event, phase, locale), took: null };
  });
  const begins = lines.filter((line) => line.phase !== null);
  for (const [index, line] of begins.entries()) {
    const next = begins[index + 1];
    if (next) line.took = { next: next.phase!, ms: Math.max(0, Date.parse(next.at) - Date.parse(line.at)) };
  }
  return lines;
}

/** An entry as a source of a lesson names it: "#58 …". */
export const sourceText = (event: RecordedEvent, locale: string): string => inLanguage(entrySentence(event), locale);
