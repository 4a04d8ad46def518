import { assignmentMachine, type Rung } from "#domain/incidents/assignment-machine.ts";
import type { RoomState, RoomTask, RoomUnit } from "#domain/incidents/room.ts";
import { taskMachine } from "#domain/incidents/task-machine.ts";
import { can } from "#domain/kernel/machine.ts";
import type { OutboxItem } from "../../offline/outbox-item.ts";
import type { QueuedIntent, Written } from "../../offline/queue.ts";

const moves = { accept: "accept", object: "object", arrive: "arrive", "report-back": "report" } as const;
const rungOf = { accept: "accepted", arrive: "arrived", report: "reported" } as const;
const taskMoves = { "start-task": "start", "finish-task": "finish", "hand-back-task": "handBack" } as const;

/** A unit as it will be when what waits has been sent; `waiting`: rungs that the server does not know yet. */
export type QueuedUnit = RoomUnit & { waiting: readonly Rung[] };

/** Applies the acts that wait, in the order of writing; what is refused or cannot follow changes nothing. */
export function withQueued(unit: RoomUnit, items: readonly OutboxItem[]): QueuedUnit {
  let now: QueuedUnit = { ...unit, waiting: [] };
  for (const item of items) {
    const move = moves[item.intent as keyof typeof moves];
    if (item.about?.id !== unit.id || item.state === "refused" || !move) continue;
    if (!can(assignmentMachine, now.state, move)) continue;
    const state = (assignmentMachine[now.state] as Record<string, RoomUnit["state"]>)[move]!;
    const at = item.eventTime ?? item.writtenAt;
    if (move === "object") now = { ...now, state, objectedAt: at, objection: item.text };
    else now = { ...now, state, [`${rungOf[move]}At`]: at, waiting: [...now.waiting, rungOf[move]] };
  }
  return now;
}

/** The state of a task when what waits has been sent. */
export function queuedTaskState(task: RoomTask, items: readonly OutboxItem[]): RoomTask["state"] {
  let { state } = task;
  for (const item of items) {
    const move = taskMoves[item.intent as keyof typeof taskMoves];
    if (item.about?.id !== task.id || item.state === "refused" || !move || !can(taskMachine, state, move)) continue;
    state = (taskMachine[state] as Record<string, RoomTask["state"]>)[move]!;
  }
  return state;
}

type Input = {
  assignmentId?: string;
  taskId?: string;
  text?: string;
  reason?: string;
  note?: string;
  count?: string | number;
  eventTime?: string | null;
};

/** What a dialog or a button would send at once, as it is written down to wait. */
export function writtenOf(intent: QueuedIntent, given: Record<string, unknown>, room: RoomState): Written {
  const input = given as Input;
  const unit = room.units.find((one) => one.id === input.assignmentId);
  const task = room.tasks.find((one) => one.id === input.taskId);
  return {
    incidentId: room.facts.id,
    intent,
    text: (input.text ?? input.reason ?? input.note ?? "").trim(),
    mentions: [],
    count: input.count === undefined ? null : Number(input.count),
    about: unit ? { id: unit.id, name: unit.unitName } : task ? { id: task.id, name: task.title } : null,
    eventTime: input.eventTime ?? null,
  };
}

/** The field that must not be empty, by the name under which the form has it; null when all is there. */
export function missingIn(written: Written): "text" | "reason" | "count" | null {
  const isEmpty = written.text === "";
  if (written.intent === "report-back" && isEmpty) return "text";
  if ((written.intent === "object" || written.intent === "hand-back-task") && isEmpty) return "reason";
  const { count } = written;
  if (written.intent === "head-count" && (count === null || !Number.isInteger(count) || count < 0)) return "count";
  return null;
}
