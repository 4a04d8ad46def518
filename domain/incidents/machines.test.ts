import { describe, expect, test } from "vitest";
import type { Machine } from "../kernel/machine.ts";
import { can, next } from "../kernel/machine.ts";
import { Refusal } from "../kernel/refusal.ts";
import { assignmentMachine } from "./assignment-machine.ts";
import { demandMachine } from "./demand-machine.ts";
import { type Phase, type PhaseFacts, phaseMachine, phaseOption, phases } from "./phase-machine.ts";
import { taskMachine } from "./task-machine.ts";

const machines: Record<string, { machine: Machine; start: string; ends: string[] }> = {
  phase: { machine: phaseMachine, start: "reported", ends: ["reviewed"] },
  assignment: { machine: assignmentMachine, start: "sent", ends: ["returned", "withdrawn"] },
  task: { machine: taskMachine, start: "given", ends: ["done", "cancelled"] },
  demand: { machine: demandMachine, start: "open", ends: ["carried_on"] },
};

describe.each(Object.entries(machines))("%s machine", (_, { machine, start, ends }) => {
  test("every move leads to a state of the table, every state is reached, only the named ones are ends", () => {
    const reached = new Set([start]);
    for (const moves of Object.values(machine)) for (const to of Object.values(moves)) reached.add(to);
    expect([...reached].sort()).toEqual(Object.keys(machine).sort());
    expect(
      Object.keys(machine)
        .filter((state) => Object.keys(machine[state]!).length === 0)
        .sort(),
    ).toEqual([...ends].sort());
  });
  test("next() gives the table's state, or refuses", () => {
    const moves = [...new Set(Object.values(machine).flatMap((row) => Object.keys(row)))];
    for (const state of Object.keys(machine))
      for (const move of moves) {
        const to = machine[state]![move];
        expect(can(machine, state, move)).toBe(to !== undefined);
        if (to) expect(next(machine, state, move)).toBe(to);
        else expect(() => next(machine, state, move)).toThrow(Refusal);
      }
  });
});

const ready = (phase: Phase): PhaseFacts => ({ phase, verified: true, units: 2, accepted: 1, openDemands: 0 });
const grid = (facts: (phase: Phase) => PhaseFacts) =>
  Object.fromEntries(
    phases.map((from) => [
      from,
      phases
        .map((to) => {
          const o = phaseOption(facts(from), to);
          return o.open ? `${o.back ? "<" : ">"}${o.asks}` : "-";
        })
        .join(" "),
    ]),
  );

test("with everything ready, each phase opens exactly these phases and asks for this", () => {
  expect(grid(ready)).toEqual({
    reported: "- >note >nothing - - - >outcome -",
    verified: "- - >nothing - - - >outcome -",
    dispatched: "- <reason - >nothing - - >outcome -",
    on_site: "- - <reason - >nothing - >outcome -",
    talking: "- - - <reason - >nothing >outcome -",
    agreed: "- - - - <reason - >outcome -",
    closed: "- - - - <reason - - >nothing",
    reviewed: "- - - - - - - -",
  });
});

test("guards: no unit accepted, demands open, not verified, nobody dispatched", () => {
  expect(phaseOption({ ...ready("dispatched"), accepted: 0 }, "on_site").open).toBe(false);
  for (const phase of phases.slice(0, 6))
    expect(phaseOption({ ...ready(phase), openDemands: 3 }, "closed")).toEqual({
      open: false,
      why: { zh: "3 项诉求未答复", en: "3 demands unanswered" },
    });
  expect(phaseOption({ ...ready("dispatched"), verified: false }, "verified").open).toBe(false);
  expect(phaseOption({ ...ready("reported"), units: 0 }, "dispatched")).toMatchObject({ open: true, asks: "units" });
});

test("every closed phase says why, in both languages", () => {
  for (const from of phases)
    for (const to of phases) {
      const option = phaseOption({ ...ready(from), accepted: 0, openDemands: 1, verified: false, units: 0 }, to);
      if (!option.open) expect([option.why.zh.length > 0, option.why.en.length > 0]).toEqual([true, true]);
    }
});
