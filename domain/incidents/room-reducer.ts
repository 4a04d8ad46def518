import type { EventData, EventName } from "../events/catalogue.ts";
import type { IncidentEventName } from "../events/incidents.ts";
import type { RecordedEvent } from "../events/recorded.ts";
import { assignmentReducer, restClimbs, resumeClimbs } from "./assignment-reducer.ts";
import { dutyReducer, noDuty } from "./duty-reducer.ts";
import type { Level } from "./levels.ts";
import { timersAfter } from "./reports/report-timers.ts";
import { owed, reportTable } from "./reports-reducer.ts";
import { reviewTable } from "./review-reducer.ts";
import type { RoomDemand, RoomState } from "./room.ts";
import { sortCounts, sortLinks } from "./room-order.ts";
import { shapeTable } from "./shape-reducer.ts";
import { taskTable } from "./tasks-reducer.ts";

type Of<N extends IncidentEventName> = RecordedEvent<N>;
type Apply<N extends IncidentEventName> = (room: RoomState, event: Of<N>) => Partial<RoomState>;

const demand = (room: RoomState, id: string, change: Partial<RoomDemand>) => ({
  demands: room.demands.map((d) => (d.id === id ? { ...d, ...change } : d)),
});
const facts = (room: RoomState, change: Partial<RoomState["facts"]>) => ({ facts: { ...room.facts, ...change } });

/** What each event makes of the room. A mapped type: an event without its line does not compile. */
const table: { [N in IncidentEventName]: Apply<N> } = {
  ...dutyReducer,
  "incidents.reported": () => ({}),
  "incidents.verified": (room, e) =>
    facts(room, {
      verifiedAt: e.recordedAt,
      phase: e.data.phase,
      ...(e.data.phase === room.facts.phase ? {} : { phaseSince: e.recordedAt }),
    }),
  "incidents.moved": (room, e) =>
    facts(room, {
      phase: e.data.to,
      phaseSince: e.recordedAt,
      dispatchedUnverified: room.facts.dispatchedUnverified || e.data.unverified,
    }),
  "incidents.closed": (room, e) => ({
    ...facts(room, { phase: "closed", phaseSince: e.recordedAt, closedAt: e.recordedAt, outcome: e.data.outcome }),
    ...owed(room, "closed", e),
    units: restClimbs(room.units),
  }),
  "incidents.reopened": (room, e) => ({
    ...facts(room, { phase: e.data.to, phaseSince: e.recordedAt, closedAt: null, outcome: null }),
    ...owed(room, "reopened", e),
    units: resumeClimbs(room.units),
  }),
  "incidents.facts.edited": (room, { data: { title, level, place, cause, factsVersion } }) =>
    facts(room, {
      factsVersion,
      ...(title !== undefined && { title }),
      ...(level !== undefined && { level: level as Level }),
      ...(place !== undefined && { place }),
      ...(cause !== undefined && { cause }),
    }),
  "incidents.entry.posted": () => ({}),
  "incidents.entry.struck": (room, e) => ({
    entries: room.entries.map((entry) =>
      entry.seq === e.data.struckSeq
        ? {
            ...entry,
            struckBySeq: e.seq,
            struck: { seq: e.seq, by: e.actor?.name ?? "", at: e.recordedAt, reason: e.data.reason },
          }
        : entry,
    ),
    headCounts: room.headCounts.map((c) =>
      c.seq === e.data.struckSeq && c.cameFrom === null ? { ...c, struck: true } : c,
    ),
  }),
  "incidents.entry.pinned": (room, e) =>
    facts(room, { pinnedSeq: e.data.pinnedSeq, pinnedText: e.data.pinnedSeq === null ? null : e.data.text }),
  "incidents.head-count.recorded": (room, e) => ({
    headCounts: sortCounts([
      ...room.headCounts,
      {
        id: e.data.headCountId,
        count: e.data.count,
        observerId: e.data.observerId,
        observer: e.data.observer,
        observedAt: e.eventTime,
        seq: e.seq,
        struck: false,
        place: e.data.place ?? null,
        cameFrom: null,
      },
    ]),
  }),
  "incidents.demand.added": (room, { data: { demandId, no, text, unitId, unitName, dueAt } }) => ({
    demands: [
      ...room.demands,
      {
        id: demandId,
        no,
        text,
        unitId,
        unitName,
        dueAt,
        state: "open",
        answer: null,
        answeredAt: null,
        carriedReason: null,
        sameAs: null,
        cameFrom: null,
        version: 1,
      },
    ],
  }),
  "incidents.demand.edited": (room, { data: { demandId, text, unitId, unitName, dueAt, version } }) =>
    demand(room, demandId, { text, unitId, unitName, dueAt, version }),
  "incidents.demand.answering": (room, { data: { demandId, version } }) =>
    demand(room, demandId, { state: "answering", version }),
  "incidents.demand.answered": (room, { data: { demandId, answer, version }, recordedAt }) =>
    demand(room, demandId, { state: "answered", answer, answeredAt: recordedAt, version }),
  "incidents.demand.carried-on": (room, { data: { demandId, reason, version } }) =>
    demand(room, demandId, { state: "carried_on", carriedReason: reason, version }),
  "incidents.representative.added": (room, { data }) => ({
    representatives: [
      ...room.representatives,
      { id: data.representativeId, matter: data.matter, name: data.name, hasPhone: data.hasPhone },
    ],
  }),
  "incidents.representative.removed": (room, { data }) => ({
    representatives: room.representatives.filter((r) => r.id !== data.representativeId),
  }),
  ...taskTable,
  "incidents.submissions.linked": (room, e) => ({
    links: sortLinks([
      ...room.links,
      ...e.data.links.map(({ linkId, ...link }) => ({ id: linkId, ...link, type: "added" as const })),
    ]),
  }),
  "incidents.submission.unlinked": (room, { data }) => ({ links: room.links.filter((l) => l.id !== data.linkId) }),
  ...reviewTable,
  ...reportTable,
  ...assignmentReducer,
  ...shapeTable,
};

/**
 * The room after one more event. Events the room already holds change nothing; a gap is the caller's to see
 * (`event.seq > room.seq + 1`: ask for what came between first).
 */
export function applyEvent(room: RoomState, event: RecordedEvent): RoomState {
  if (event.seq <= room.seq || !isIncidentEvent(event)) return room;
  const apply = table[event.name] as Apply<IncidentEventName>;
  const withEntry = { ...room, entries: [...room.entries, event], seq: event.seq };
  return { ...withEntry, ...apply(withEntry, event) };
}

/** The room at its first event. */
export function openRoom(event: RecordedEvent<"incidents.reported">): RoomState {
  const d: EventData<"incidents.reported"> = event.data;
  return {
    facts: {
      id: d.incidentId,
      number: d.number,
      title: d.title,
      level: d.level as Level,
      place: d.place,
      cause: d.cause,
      countyId: d.countyId,
      countyName: d.countyName,
      occurredAt: d.occurredAt,
      reportedAt: event.recordedAt,
      drill: d.drill,
      phase: "reported",
      phaseSince: event.recordedAt,
      dispatchedUnverified: false,
      verifiedAt: null,
      outcome: null,
      closedAt: null,
      factsVersion: 1,
      pinnedSeq: null,
      pinnedText: null,
    },
    shape: { mergedInto: null, absorbed: [] },
    units: [],
    ...noDuty,
    demands: [],
    tasks: [],
    headCounts: [],
    representatives: [],
    links: sortLinks(d.links.map(({ linkId, ...link }) => ({ id: linkId, ...link, type: "source" as const }))),
    kind: null,
    review: null,
    reports: [],
    reportTimers: timersAfter([], { does: "reported", at: event.recordedAt }),
    entries: [event],
    seq: event.seq,
  };
}

const isIncidentEvent = (event: RecordedEvent): event is RecordedEvent<IncidentEventName> =>
  (event.name as EventName) in table;
