import {
  GiveInstructionInput,
  KeepPromiseInput,
  MakePromiseInput,
  ReportInstructionInput,
} from "#domain/incidents/duty-inputs.ts";
import { type InstructionState, instructionMachine } from "#domain/incidents/instruction-machine.ts";
import { type PromiseState, promiseMachine } from "#domain/incidents/promise-machine.ts";
import { can, type Machine } from "#domain/kernel/machine.ts";
import type { Verdict } from "#domain/kernel/refusal.ts";
import { dutyPartRules, dutyRules, postRules } from "#domain/permissions/incident-duty.ts";
import { type IncidentThing, incidentRules } from "#domain/permissions/incidents.ts";
import type { City } from "./city.ts";
import type { DutyStep } from "./types.ts";

/** What the steps of posts, instructions and promises have made so far. */
export type DutyMade = {
  holders: Map<string, string>;
  asked: Map<string, string>;
  instructions: Map<string, { state: InstructionState; unit: string; owner?: string }>;
  promises: Map<string, { state: PromiseState; unit: string }>;
};
export const noDutyMade = (): DutyMade => ({
  holders: new Map(),
  asked: new Map(),
  instructions: new Map(),
  promises: new Map(),
});

type Around = {
  city: City;
  made: DutyMade;
  thing: IncidentThing;
  now: Date;
  wrong: (what: string) => void;
  /** Whether a post of this text stands. */
  stands: (text: string) => boolean;
};

/** Goes one step over the machines and rules that the commands use. */
export function applyDuty(step: DutyStep & { by: string }, { city, made, thing, now, wrong, stands }: Around): void {
  const actor = city.actor(step.by);
  const ask = (verdict: Verdict, what: string) => {
    if (verdict !== true) wrong(`${step.by} has no right to ${what}`);
  };
  const readable = (key: string) => {
    if (incidentRules["incidents.read"](city.actor(key), thing, now) !== true) wrong(`${key} may not read this`);
  };
  const move = (machine: Machine, held: { state: string } | undefined, by: string) => {
    if (!held || !can(machine, held.state, by as never)) return wrong(`${by} is not open`);
    held.state = machine[held.state]![by]!;
  };
  const ownedBy = (key: string) => {
    const one = made.instructions.get(key);
    return { incident: thing, unitPath: city.path(one?.unit ?? ""), ownerId: one?.owner ?? null };
  };
  switch (step.do) {
    case "offer-post": {
      const holder = made.holders.get(step.post);
      if (holder)
        ask(postRules["incidents.post.hand-over"](actor, { incident: thing, personId: holder }, now), step.do);
      else ask(dutyRules["incidents.post.offer"](actor, thing, now), step.do);
      if (made.asked.has(step.post)) wrong("somebody is asked already");
      readable(step.person);
      made.asked.set(step.post, step.person);
      break;
    }
    case "accept-post":
      if (made.asked.get(step.post) !== step.by) wrong(`${step.by} was not asked`);
      made.asked.delete(step.post);
      made.holders.set(step.post, step.by);
      break;
    case "instruct":
      ask(
        dutyRules[step.via === "self" ? "incidents.instruction.issue" : "incidents.instruction.record"](
          actor,
          thing,
          now,
        ),
        step.do,
      );
      if (!GiveInstructionInput.shape.text.safeParse(step.text).success) wrong("the instruction does not fit");
      if (step.via !== "self" && !step.leader) wrong("no leader");
      if (step.owner) readable(step.owner);
      if (made.instructions.has(step.key)) wrong(`instruction ${step.key} twice`);
      made.instructions.set(step.key, { state: "given", unit: step.unit, owner: step.owner });
      break;
    case "read-instruction":
      ask(dutyPartRules["incidents.instruction.read"](actor, ownedBy(step.instruction), now), step.do);
      move(instructionMachine, made.instructions.get(step.instruction), "read");
      break;
    case "report-instruction":
      ask(dutyPartRules["incidents.instruction.report-back"](actor, ownedBy(step.instruction), now), step.do);
      if (!ReportInstructionInput.shape.text.safeParse(step.text).success) wrong("the report does not fit");
      move(instructionMachine, made.instructions.get(step.instruction), "report");
      break;
    case "settle-instruction":
      ask(dutyRules["incidents.instruction.settle"](actor, thing, now), step.do);
      move(instructionMachine, made.instructions.get(step.instruction), "settle");
      break;
    case "promise": {
      const fact = MakePromiseInput.shape;
      ask(dutyRules["incidents.promise.make"](actor, thing, now), step.do);
      if (!fact.text.safeParse(step.text).success || !fact.toWhom.safeParse(step.toWhom).success)
        wrong("the promise does not fit");
      if (step.from && !stands(step.from)) wrong("no such post stands");
      made.promises.set(step.key, { state: "open", unit: step.unit });
      break;
    }
    case "keep-promise": {
      const unitPath = city.path(made.promises.get(step.promise)?.unit ?? "");
      ask(dutyPartRules["incidents.promise.keep"](actor, { incident: thing, unitPath }, now), step.do);
      if (!KeepPromiseInput.shape.note.safeParse(step.note).success) wrong("the note does not fit");
      move(promiseMachine, made.promises.get(step.promise), "keep");
      break;
    }
  }
}
