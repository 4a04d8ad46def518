import type { RecordedEvent } from "../../events/recorded.ts";
import type { AssignmentRole } from "../assignment-machine.ts";

/** Milliseconds since dispatch, null where it did not happen. `acceptLimit`: what was allowed. `late`: not accepted in time, or never. */
export type MeasuredUnit = {
  assignmentId: string;
  unitName: string;
  role: AssignmentRole;
  sentAt: string;
  seen: number | null;
  accepted: number | null;
  arrived: number | null;
  reported: number | null;
  acceptLimit: number;
  late: boolean;
  notes: MeasuredNote[];
};
export type MeasuredNote = {
  kind: "objected" | "upheld" | "returned" | "withdrawn" | "phone" | "joined" | "climbed";
  at: string;
  /** Who accepted by telephone, or to whom it climbed. */
  name?: string;
};
/** The events that are measured. */
export const measuredEvents = [
  "incidents.units.dispatched",
  "incidents.assignment.seen",
  "incidents.assignment.accepted",
  "incidents.assignment.objected",
  "incidents.assignment.climbed",
  "incidents.assignment.settled",
  "incidents.assignment.arrived",
  "incidents.assignment.reported",
  "incidents.assignment.withdrawn",
] as const;

type Part = MeasuredUnit & { acceptBy: number; over: string | null };

/**
 * 各单位答复用时: measured from the events against the time limit only, in the order of dispatch. An acceptance by telephone counts
 * by the time of the call; the first report back counts. A part that ended before its limit is not late. `until`: when the
 * incident was closed, ISO 8601. Units are never ranked (guard rail 7).
 */
export function measureUnits(events: readonly RecordedEvent[], until: string): MeasuredUnit[] {
  const parts = new Map<string, Part>();
  const since = (part: Part, at: string) => Math.max(0, Date.parse(at) - Date.parse(part.sentAt));
  const note = (part: Part, kind: MeasuredNote["kind"], at: string, name?: string) =>
    part.notes.push({ kind, at, ...(name && { name }) });
  const first = events.find((event) => event.name === "incidents.units.dispatched");
  for (const event of events) {
    if (event.name === "incidents.units.dispatched") {
      for (const unit of event.data.units) {
        const part: Part = {
          ...{ assignmentId: unit.assignmentId, unitName: unit.unitName, role: unit.role, sentAt: event.recordedAt },
          ...{ seen: null, accepted: null, arrived: null, reported: null, late: false, notes: [], over: null },
          acceptBy: Date.parse(unit.acceptBy),
          acceptLimit: Date.parse(unit.acceptBy) - Date.parse(event.recordedAt),
        };
        if (event !== first) note(part, "joined", event.recordedAt);
        parts.set(unit.assignmentId, part);
      }
      continue;
    }
    const part = "assignmentId" in event.data ? parts.get(event.data.assignmentId as string) : undefined;
    if (!part) continue;
    switch (event.name) {
      case "incidents.assignment.seen":
        part.seen ??= since(part, event.eventTime);
        break;
      case "incidents.assignment.accepted":
        part.accepted = since(part, event.eventTime);
        part.late = Date.parse(event.eventTime) > part.acceptBy;
        if (event.data.via === "phone") note(part, "phone", event.eventTime, event.data.acceptedBy);
        break;
      case "incidents.assignment.climbed":
        note(part, "climbed", event.eventTime, event.data.to.map((one) => one.name).join("、"));
        break;
      case "incidents.assignment.objected":
        note(part, "objected", event.recordedAt);
        break;
      case "incidents.assignment.settled":
        note(part, event.data.decision === "uphold" ? "upheld" : "returned", event.recordedAt);
        if (event.data.acceptBy) part.acceptBy = Date.parse(event.data.acceptBy);
        if (event.data.decision === "return") part.over = event.recordedAt;
        break;
      case "incidents.assignment.arrived":
        part.arrived ??= since(part, event.eventTime);
        break;
      case "incidents.assignment.reported":
        part.reported ??= since(part, event.eventTime);
        break;
      case "incidents.assignment.withdrawn":
        note(part, "withdrawn", event.recordedAt);
        part.over = event.recordedAt;
        break;
    }
  }
  return [...parts.values()].map(({ acceptBy, over, ...part }) => ({
    ...part,
    late:
      part.late || (part.accepted === null && Date.parse(over ?? until) > acceptBy && !objectedInTime(part, acceptBy)),
  }));
}

/** An objection raised in time is an answer, whatever became of it. */
const objectedInTime = (part: MeasuredUnit, acceptBy: number): boolean =>
  part.notes.some((note) => note.kind === "objected" && Date.parse(note.at) <= acceptBy) &&
  !part.notes.some((note) => note.kind === "upheld");
