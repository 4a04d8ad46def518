import type { IncidentEventName } from "../events/incidents.ts";
import type { RecordedEvent } from "../events/recorded.ts";
import type { AssignmentState } from "./assignment-machine.ts";
import { owed } from "./reports-reducer.ts";
import type { RoomState, RoomUnit } from "./room.ts";

type AssignmentEventName = Extract<IncidentEventName, "incidents.units.dispatched" | `incidents.assignment.${string}`>;
type Reducer = { [N in AssignmentEventName]: (room: RoomState, event: RecordedEvent<N>) => Partial<RoomState> };

const unit = (room: RoomState, id: string, change: (unit: RoomUnit) => Partial<RoomUnit>) => ({
  units: room.units.map((u) => (u.id === id ? { ...u, ...change(u) } : u)),
});
const rung = (state: AssignmentState) => state;

/** The lead first, then in order of dispatch. */
export const sortUnits = (units: RoomUnit[]) =>
  [...units].sort(
    (a, b) =>
      Number(b.role === "lead") - Number(a.role === "lead") ||
      a.sentAt.localeCompare(b.sentAt) ||
      a.id.localeCompare(b.id),
  );

/** What happens to the units' parts. */
export const assignmentReducer: Reducer = {
  "incidents.units.dispatched": (room, e) => ({
    ...(e.data.units.some((unit) => unit.competent ?? true) ? owed(room, "dispatched", e) : {}),
    units: sortUnits([
      ...room.units,
      ...e.data.units.map(
        (u): RoomUnit => ({
          id: u.assignmentId,
          unitId: u.unitId,
          unitName: u.unitName,
          role: u.role,
          state: "sent",
          note: u.note,
          acceptBy: u.acceptBy,
          sentAt: e.recordedAt,
          deliveredAt: null,
          deliveredTo: null,
          seenAt: null,
          seenBy: null,
          acceptedAt: null,
          acceptedBy: null,
          acceptedVia: null,
          arrivedAt: null,
          reportedAt: null,
          objectedAt: null,
          objection: null,
          settledAt: null,
          settlement: null,
          climbs: [],
          climbAt: u.acceptBy,
        }),
      ),
    ]),
  }),
  "incidents.assignment.delivered": (room, e) =>
    unit(room, e.data.assignmentId, () => ({
      state: rung("delivered"),
      deliveredAt: e.eventTime,
      deliveredTo: e.data.liaison,
    })),
  "incidents.assignment.seen": (room, e) =>
    unit(room, e.data.assignmentId, (u) => ({
      state: rung("seen"),
      seenAt: e.eventTime,
      seenBy: e.data.liaison,
      deliveredAt: u.deliveredAt ?? e.eventTime,
      deliveredTo: u.deliveredTo ?? e.data.liaison,
    })),
  "incidents.assignment.accepted": (room, e) =>
    unit(room, e.data.assignmentId, (u) => ({
      state: rung("accepted"),
      acceptedAt: e.eventTime,
      acceptedBy: e.data.acceptedBy,
      acceptedVia: e.data.via,
      deliveredAt: u.deliveredAt ?? e.eventTime,
      deliveredTo: u.deliveredTo ?? e.data.acceptedBy,
      seenAt: u.seenAt ?? e.eventTime,
      seenBy: u.seenBy ?? e.data.acceptedBy,
    })),
  "incidents.assignment.objected": (room, e) =>
    unit(room, e.data.assignmentId, (u) => ({
      state: rung("objected"),
      objectedAt: e.eventTime,
      objection: e.data.reason,
      settledAt: null,
      settlement: null,
      deliveredAt: u.deliveredAt ?? e.eventTime,
      deliveredTo: u.deliveredTo ?? e.actor?.name ?? "",
      seenAt: u.seenAt ?? e.eventTime,
      seenBy: u.seenBy ?? e.actor?.name ?? "",
    })),
  "incidents.assignment.settled": (room, e) =>
    unit(room, e.data.assignmentId, () => ({
      state: rung(e.data.decision === "uphold" ? "seen" : "returned"),
      settledAt: e.recordedAt,
      settlement: e.data.reason,
      acceptBy: e.data.acceptBy,
      climbs: [],
      climbAt: e.data.acceptBy,
    })),
  "incidents.assignment.arrived": (room, e) =>
    unit(room, e.data.assignmentId, () => ({ state: rung("arrived"), arrivedAt: e.eventTime })),
  "incidents.assignment.reported": (room, e) =>
    unit(room, e.data.assignmentId, () => ({ state: rung("reported"), reportedAt: e.eventTime })),
  "incidents.assignment.withdrawn": (room, e) =>
    unit(room, e.data.assignmentId, () => ({ state: rung("withdrawn"), settlement: e.data.reason })),
  "incidents.assignment.climbed": (room, { data: { assignmentId, step, dueAt, firedAt, to, nextAt } }) =>
    unit(room, assignmentId, (u) => ({ climbs: [...u.climbs, { step, dueAt, firedAt, to }], climbAt: nextAt })),
};

/** In a closed incident nothing climbs. */
export const restClimbs = (units: RoomUnit[]): RoomUnit[] => units.map((u) => ({ ...u, climbAt: null }));

/** Reopened, it goes on where it was: what fell due meanwhile climbs at once. The same rule as climb.server.ts keeps in the rows. */
export const resumeClimbs = (units: RoomUnit[]): RoomUnit[] => units.map((u) => ({ ...u, climbAt: resumed(u) }));

function resumed({ climbs, acceptBy, sentAt, settledAt }: RoomUnit): string | null {
  if (acceptBy === null || climbs.length > 1) return null;
  if (climbs.length === 0) return acceptBy;
  const until = Date.parse(acceptBy);
  return new Date(until + (until - Date.parse(settledAt ?? sentAt))).toISOString();
}
