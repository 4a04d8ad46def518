import type { RecordedEvent } from "../events/recorded.ts";
import type { RoomState, RoomTask } from "./room.ts";

type TaskEventName =
  | "incidents.task.given"
  | "incidents.task.started"
  | "incidents.task.finished"
  | "incidents.task.handed-back"
  | "incidents.task.cancelled";
type Apply<N extends TaskEventName> = (room: RoomState, event: RecordedEvent<N>) => Partial<RoomState>;

const task = (room: RoomState, id: string, change: Partial<RoomTask>) => ({
  tasks: room.tasks.map((t) => (t.id === id ? { ...t, ...change } : t)),
});

/** What each event of tasks makes of the room. */
export const taskTable: { [N in TaskEventName]: Apply<N> } = {
  "incidents.task.given": (room, e) => {
    const { taskId, kind, title, unitId, unitName, ownerId, ownerName, dueAt, version } = e.data;
    const before = room.tasks.find((t) => t.id === taskId);
    const given: RoomTask = {
      id: taskId,
      kind,
      title,
      unitId,
      unitName,
      ownerId,
      ownerName,
      dueAt,
      createdAt: before?.createdAt ?? e.recordedAt,
      state: "given",
      doneAt: null,
      note: null,
      version,
    };
    return { tasks: before ? room.tasks.map((t) => (t.id === taskId ? given : t)) : [...room.tasks, given] };
  },
  "incidents.task.started": (room, { data: { taskId, version } }) => task(room, taskId, { state: "underway", version }),
  "incidents.task.finished": (room, { data: { taskId, note, version }, eventTime }) =>
    task(room, taskId, { state: "done", doneAt: eventTime, note: note || null, version }),
  "incidents.task.handed-back": (room, { data: { taskId, reason, version } }) =>
    task(room, taskId, { state: "handed_back", note: reason, version }),
  "incidents.task.cancelled": (room, { data: { taskId, reason, version } }) =>
    task(room, taskId, { state: "cancelled", note: reason, version }),
};
