import { describe, expect, test } from "vitest";
import { openLimits } from "./next-limit.ts";
import type { RoomState } from "./room.ts";

type Of = Parameters<typeof openLimits>[0];
const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 6, minute)).toISOString();
const facts = (more: object = {}) =>
  ({ phase: "dispatched", level: 2, reportedAt: at(0), verifiedAt: at(5), ...more }) as RoomState["facts"];
const unit = (state: string, acceptBy: number | null) =>
  ({
    unitName: "市住建局",
    state,
    sentAt: at(1),
    acceptBy: acceptBy === null ? null : at(acceptBy),
  }) as Of["units"][number];
const task = (state: string) => ({ title: "设医护点", state, createdAt: at(2), dueAt: at(30) }) as Of["tasks"][number];
const demand = (state: string, due: number | null) =>
  ({ no: 2, state, sameAs: null, dueAt: due === null ? null : at(due) }) as Of["demands"][number];
const instruction = (state: string) => ({ no: 1, state, givenAt: at(3), dueAt: at(35) }) as Of["instructions"][number];
const promise = (state: string, due: number | null) =>
  ({ no: 1, state, madeAt: at(4), dueAt: due === null ? null : at(due) }) as Of["promises"][number];
const none = { units: [], tasks: [], demands: [], instructions: [], promises: [] };
const room = (more: Partial<Of> = {}): Of => ({ facts: facts(), ...none, ...more });
const owed = [{ kind: "final", since: at(6), dueAt: at(55) }] as Parameters<typeof openLimits>[1];

describe("open limits, the nearest first", () => {
  const table: [string, Of, string[]][] = [
    ["verified, nothing else", room(), []],
    ["not verified: level 2 within 40 minutes", room({ facts: facts({ verifiedAt: null }) }), ["verify 40"]],
    ["level 1 within 20", room({ facts: facts({ verifiedAt: null, level: 1 }) }), ["verify 20"]],
    ["sent", room({ units: [unit("sent", 20)] }), ["accept 20"]],
    ["delivered, seen", room({ units: [unit("delivered", 21), unit("seen", 20)] }), ["accept 20", "accept 21"]],
    [
      "objected, accepted, withdrawn",
      room({ units: ["objected", "accepted", "withdrawn"].map((s) => unit(s, 20)) }),
      [],
    ],
    ["no time to accept", room({ units: [unit("sent", null)] }), []],
    [
      "tasks",
      room({ tasks: ["given", "underway", "done", "handed_back", "cancelled"].map(task) }),
      ["task 30", "task 30"],
    ],
    [
      "demands",
      room({ demands: [demand("open", 50), demand("answering", 40), demand("answered", 1), demand("open", null)] }),
      ["demand 40", "demand 50"],
    ],
    [
      "instructions until they are reported back",
      room({ instructions: ["given", "read", "reported", "returned", "settled"].map(instruction) }),
      ["instruction 35", "instruction 35", "instruction 35"],
    ],
    [
      "promises with a time",
      room({ promises: [promise("open", 45), promise("kept", 1), promise("open", null)] }),
      ["promise 45"],
    ],
    [
      "all together",
      room({ units: [unit("sent", 33)], tasks: [task("given")], demands: [demand("open", 31)] }),
      ["task 30", "demand 31", "accept 33"],
    ],
    ["closed", room({ facts: facts({ phase: "closed", verifiedAt: null }), tasks: [task("given")] }), []],
    ["reviewed", room({ facts: facts({ phase: "reviewed" }), units: [unit("sent", 20)] }), []],
  ];
  test("a closed incident still owes its reports, and nothing else", () => {
    const closed = room({ facts: facts({ phase: "closed" }), tasks: [task("given")], promises: [promise("open", 9)] });
    expect(openLimits(closed, owed)).toEqual([{ kind: "report", label: "final", from: at(6), at: at(55) }]);
    expect(openLimits(room({ promises: [promise("open", 9)] }), owed).map((limit) => limit.kind)).toEqual([
      "promise",
      "report",
    ]);
  });

  test.each(table)("%s", (_name, of, expected) => {
    expect(openLimits(of).map((limit) => `${limit.kind} ${new Date(limit.at).getUTCMinutes()}`)).toEqual(expected);
  });
});
