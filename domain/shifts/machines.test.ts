import { describe, expect, test } from "vitest";
import { instructionMachine } from "../incidents/instruction-machine.ts";
import { postMachine } from "../incidents/post-machine.ts";
import { promiseMachine } from "../incidents/promise-machine.ts";
import { can, type Machine, next } from "../kernel/machine.ts";
import { shiftMachine } from "./shift-machine.ts";
import { type Stretch, whoAt } from "./who.ts";

const machines: { [name: string]: Machine } = {
  post: postMachine,
  instruction: instructionMachine,
  promise: promiseMachine,
  shift: shiftMachine,
};

describe.each(Object.entries(machines))("%s", (_, machine) => {
  const moves = [...new Set(Object.values(machine).flatMap((row) => Object.keys(row)))];
  test.each(Object.keys(machine).flatMap((state) => moves.map((move) => [state, move] as const)))(
    "%s: %s",
    (state, move) => {
      if (!can(machine, state, move as never)) expect(() => next(machine, state, move as never)).toThrow("wrong_state");
      else expect(Object.keys(machine)).toContain(next(machine, state, move as never));
    },
  );
});

test("who held a post at a moment: from the first instant, not at the last, never by an offer", () => {
  const stretch = (name: string, from: number, until: number | null, expected = false): Stretch => ({
    row: "liaison",
    name,
    from: new Date(from).toISOString(),
    until: until === null ? null : new Date(until).toISOString(),
    expected,
  });
  const list = [stretch("林佳", 0, 100), stretch("苏晴", 60, 100, true), stretch("苏晴", 100, null)];
  expect([-1, 0, 99, 100, 1e9].map((at) => whoAt(list, at).liaison)).toEqual([null, "林佳", "林佳", "苏晴", "苏晴"]);
  expect(whoAt(list, 50).coordinator).toBeNull();
});
