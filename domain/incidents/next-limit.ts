import { awaitsAcceptance } from "./assignment-machine.ts";
import { isOpenPhase } from "./board-tally.ts";
import { isUnsettled } from "./demand-machine.ts";
import { isOwed } from "./instruction-machine.ts";
import { levels } from "./levels.ts";
import type { openTimers } from "./reports/report-timers.ts";
import type { RoomState } from "./room.ts";

export type LimitKind = "verify" | "accept" | "task" | "demand" | "instruction" | "promise" | "report";

/** A time limit that runs. `label` is the unit, the task, the number or the kind of report; `from` is null where no span is known. */
export type OpenLimit = { kind: LimitKind; label: string; from: string | null; at: string };

type Held = Pick<RoomState, "facts" | "units" | "tasks" | "demands" | "instructions" | "promises">;

/** Every open limit of an incident, the nearest first: the same limits as the card's timer (incident.server.ts). A closed one owes reports alone. */
export function openLimits(held: Held, reports: ReturnType<typeof openTimers> = []): OpenLimit[] {
  const limits = isOpenPhase(held.facts.phase) ? limitsOf(held) : [];
  for (const { kind, since, dueAt } of reports) limits.push({ kind: "report", label: kind, from: since, at: dueAt });
  return limits.sort((a, b) => a.at.localeCompare(b.at));
}

function limitsOf({ facts, units, tasks, demands, instructions, promises }: Held): OpenLimit[] {
  const limits: OpenLimit[] = [];
  if (!facts.verifiedAt) {
    const due = new Date(facts.reportedAt).getTime() + levels[facts.level].verifyMinutes * 60_000;
    limits.push({ kind: "verify", label: "", from: facts.reportedAt, at: new Date(due).toISOString() });
  }
  for (const unit of units)
    if (unit.acceptBy && awaitsAcceptance(unit.state))
      limits.push({ kind: "accept", label: unit.unitName, from: unit.sentAt, at: unit.acceptBy });
  for (const task of tasks)
    if (task.state === "given" || task.state === "underway")
      limits.push({ kind: "task", label: task.title, from: task.createdAt, at: task.dueAt });
  for (const demand of demands)
    if (demand.dueAt && demand.sameAs === null && isUnsettled(demand.state))
      limits.push({ kind: "demand", label: String(demand.no), from: null, at: demand.dueAt });
  for (const one of instructions)
    if (isOwed(one.state))
      limits.push({ kind: "instruction", label: String(one.no), from: one.givenAt, at: one.dueAt });
  for (const promise of promises)
    if (promise.dueAt && promise.state === "open")
      limits.push({ kind: "promise", label: String(promise.no), from: promise.madeAt, at: promise.dueAt });
  return limits;
}
