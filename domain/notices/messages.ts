import type { EventData, EventName } from "../events/catalogue.ts";
import { type Sentence, say } from "../kernel/sentence.ts";

/** What goes out, in the order of the page. */
export const messageKinds = {
  dispatched: say("交办", "Dispatched"),
  climbed: say("升级", "Climbed"),
  upheld: say("维持交办", "Objection not followed"),
  withdrawn: say("撤回交办", "Withdrawn"),
  task: say("任务", "Task"),
  demand: say("诉求", "Demand"),
} as const satisfies Record<string, Sentence>;
export type MessageKind = keyof typeof messageKinds;

/** Whom a message concerns: a unit, or the county of the incident (its convener's). */
export type Message = { kind: MessageKind; unitId: string | "county" };

/**
 * Which events go out to which units' gateways. An event without a line goes nowhere, and costs nothing when it is recorded. What
 * goes out is the kind, the unit, and number, title and level of the incident: no name and no number of a person.
 */
export const messages: { [N in EventName]?: (data: EventData<N>) => Message[] } = {
  "incidents.units.dispatched": (data) => data.units.map(({ unitId }) => ({ kind: "dispatched", unitId })),
  "incidents.assignment.climbed": ({ unitId, step }) => [
    { kind: "climbed", unitId: step === "head" ? unitId : "county" },
  ],
  "incidents.assignment.settled": ({ unitId, decision }) => [
    { kind: decision === "uphold" ? "upheld" : "withdrawn", unitId },
  ],
  "incidents.assignment.withdrawn": ({ unitId }) => [{ kind: "withdrawn", unitId }],
  "incidents.task.given": ({ unitId }) => [{ kind: "task", unitId }],
  "incidents.demand.added": ({ unitId }) => [{ kind: "demand", unitId }],
};
export const goesOut = (name: EventName): boolean => name in messages;
