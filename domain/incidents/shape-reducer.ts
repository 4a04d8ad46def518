import type { RecordedEvent } from "../events/recorded.ts";
import type { ShapeChange, ShapeEventName } from "../events/shape.ts";
import type { Level } from "./levels.ts";
import type { ReportTimer } from "./reports/report-timers.ts";
import type { RoomFacts, RoomParts, RoomState } from "./room.ts";
import { inRoomOrder } from "./room-order.ts";

type Apply<N extends ShapeEventName> = (room: RoomState, event: RecordedEvent<N>) => Partial<RoomState>;

/** A list after a change: rows that went are out, those that changed or came are as the change says. */
function changed<P extends { id: string }>(list: readonly P[], set: readonly P[], gone: readonly string[]): P[] {
  const out = new Set([...gone, ...set.map((part) => part.id)]);
  return [...list.filter((part) => !out.has(part.id)), ...set];
}

/** A room after a merge, its undoing or a split. */
export function applyChange(
  room: RoomParts & { facts: RoomFacts; reportTimers: ReportTimer[] },
  { facts, set, gone, reportTimers }: ShapeChange,
) {
  return {
    reportTimers: reportTimers ?? room.reportTimers,
    facts: { ...room.facts, ...facts } as RoomFacts,
    ...inRoomOrder({
      units: changed(room.units, set.units, gone.units),
      demands: changed(room.demands, set.demands, gone.demands),
      tasks: changed(room.tasks, set.tasks, gone.tasks),
      headCounts: changed(room.headCounts, set.headCounts, gone.headCounts),
      representatives: changed(room.representatives, set.representatives, gone.representatives),
      links: changed(room.links, set.links, gone.links),
      instructions: changed(room.instructions, set.instructions, gone.instructions),
      promises: changed(room.promises, set.promises, gone.promises),
    }),
  };
}

/** What each change of shape makes of the room. */
export const shapeTable: { [N in ShapeEventName]: Apply<N> } = {
  "incidents.merged": (room, { data, recordedAt, actor }) => {
    const { mergeId, survivor, absorbed, reason } = data;
    const by = actor?.name ?? "";
    if (data.incidentId === absorbed.id)
      return { shape: { ...room.shape, mergedInto: { mergeId, ...survivor, at: recordedAt, by, reason } } };
    const one = { mergeId, ...absorbed, at: recordedAt, by, reason };
    return {
      ...applyChange(room, data.change),
      shape: { ...room.shape, absorbed: [...room.shape.absorbed, one] },
    };
  },
  "incidents.merge.undone": (room, { data }) => ({
    ...applyChange(room, data.change),
    shape: {
      mergedInto: data.incidentId === data.absorbed.id ? null : room.shape.mergedInto,
      absorbed: room.shape.absorbed.filter((one) => one.mergeId !== data.mergeId),
    },
  }),
  "incidents.split": (room, { data }) => applyChange(room, data.change),
  "incidents.entry.carried": () => ({}),
  "incidents.level.changed": (room, { data }) => {
    const due = new Map(data.acceptBy.map(({ assignmentId, ...times }) => [assignmentId, times]));
    return {
      facts: { ...room.facts, level: data.to as Level, factsVersion: data.factsVersion },
      units: room.units.map((unit) => ({ ...unit, ...due.get(unit.id) })),
    };
  },
};
