import { describe, expect, it } from "vitest";
import { type PhaseFacts, type PhaseMove, phaseMachine, phaseOption, phases } from "./phase-machine.ts";

/** One cell: what the move asks ("back" moves ask a reason), or the reason why it is closed. */
function cell(facts: PhaseFacts, target: (typeof phases)[number]): string {
  const option = phaseOption(facts, target);
  return option.open ? `${option.back ? "退回" : "移入"} ${option.move} ${option.asks}` : option.why.zh;
}

/** Every phase × every target of an incident that has gone the ordinary way there. */
const grid: { [from: string]: string[] } = {
  reported: [
    "当前阶段",
    "移入 verify note",
    "移入 dispatch units",
    "须先调度",
    "须先到场",
    "须先对话",
    "移入 close outcome",
    "须先办结",
  ],
  verified: [
    "已核实，不可退回",
    "当前阶段",
    "移入 dispatch units",
    "须先调度",
    "须先到场",
    "须先对话",
    "移入 close outcome",
    "须先办结",
  ],
  dispatched: [
    "已调度，不可退回",
    "退回 backToVerified reason",
    "当前阶段",
    "移入 arrive nothing",
    "须先到场",
    "须先对话",
    "移入 close outcome",
    "须先办结",
  ],
  on_site: [
    "已到场，不可退回",
    "已到场，不可退回",
    "退回 backToDispatched reason",
    "当前阶段",
    "移入 talk nothing",
    "须先对话",
    "移入 close outcome",
    "须先办结",
  ],
  talking: [
    "已对话，不可退回",
    "已对话，不可退回",
    "已对话，不可退回",
    "退回 backToOnSite reason",
    "当前阶段",
    "移入 agree nothing",
    "移入 close outcome",
    "须先办结",
  ],
  agreed: [
    "已达成，不可退回",
    "已达成，不可退回",
    "已达成，不可退回",
    "已达成，不可退回",
    "退回 backToTalking reason",
    "当前阶段",
    "移入 close outcome",
    "须先办结",
  ],
  closed: [
    "已办结，不可退回",
    "已办结，不可退回",
    "已办结，不可退回",
    "已办结，不可退回",
    "退回 reopen reason",
    "已办结，不可退回",
    "当前阶段",
    "移入 review nothing",
  ],
  reviewed: [
    "已复盘，不再移动",
    "已复盘，不再移动",
    "已复盘，不再移动",
    "已复盘，不再移动",
    "已复盘，不再移动",
    "已复盘，不再移动",
    "已复盘，不再移动",
    "当前阶段",
  ],
};

const factsOf = (phase: (typeof phases)[number], more: Partial<PhaseFacts> = {}): PhaseFacts => ({
  phase,
  verified: phase !== "reported",
  units: phase === "reported" || phase === "verified" ? 0 : 2,
  accepted: phase === "reported" || phase === "verified" ? 0 : 1,
  openDemands: 0,
  ...more,
});

describe("phaseOption", () => {
  for (const from of phases)
    it(`answers for every target of ${from}`, () => {
      expect(phases.map((target) => cell(factsOf(from), target))).toEqual(grid[from]);
    });

  it("opens exactly the moves of the machine, whatever the facts", () => {
    for (const from of phases)
      for (const verified of [true, false])
        for (const units of [0, 2])
          for (const accepted of [0, 1])
            for (const openDemands of [0, 3])
              for (const target of phases) {
                const option = phaseOption({ phase: from, verified, units, accepted, openDemands }, target);
                const row: { [move: string]: string } = phaseMachine[from];
                if (option.open) expect(row[option.move as PhaseMove]).toBe(target);
                else expect(option.why.zh.length * option.why.en.length).toBeGreaterThan(0);
              }
  });

  it("names what stands in the way", () => {
    expect(cell(factsOf("dispatched", { accepted: 0 }), "on_site")).toBe("尚无单位接受");
    expect(cell(factsOf("dispatched", { verified: false }), "verified")).toBe("尚未核实，不可退回");
    expect(cell(factsOf("talking", { openDemands: 3 }), "closed")).toBe("3 项诉求未答复");
  });

  it("asks for no units where some have a part already", () => {
    expect(cell(factsOf("verified", { units: 1 }), "dispatched")).toBe("移入 dispatch nothing");
  });
});
