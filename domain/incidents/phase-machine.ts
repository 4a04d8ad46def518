import type { Machine } from "../kernel/machine.ts";
import { type Sentence, say } from "../kernel/sentence.ts";

export const phases = [
  "reported",
  "verified",
  "dispatched",
  "on_site",
  "talking",
  "agreed",
  "closed",
  "reviewed",
] as const;
export type Phase = (typeof phases)[number];

export const phaseNames: { [P in Phase]: Sentence } = {
  reported: say("报告", "Reported"),
  verified: say("核实", "Verified"),
  dispatched: say("调度", "Dispatched"),
  on_site: say("到场", "On site"),
  talking: say("对话", "Talking"),
  agreed: say("达成", "Agreed"),
  closed: say("办结", "Closed"),
  reviewed: say("复盘", "Reviewed"),
};

/** The life of an incident. `back…` moves ask a reason; `dispatch` out of `reported` is the emergency of Art. 25 (先行调度) and is marked. */
export const phaseMachine = {
  reported: { verify: "verified", dispatch: "dispatched", close: "closed" },
  verified: { dispatch: "dispatched", close: "closed" },
  dispatched: { arrive: "on_site", backToVerified: "verified", close: "closed" },
  on_site: { talk: "talking", backToDispatched: "dispatched", close: "closed" },
  talking: { agree: "agreed", backToOnSite: "on_site", close: "closed" },
  agreed: { close: "closed", backToTalking: "talking" },
  closed: { review: "reviewed", reopen: "talking" },
  reviewed: {},
} as const satisfies Machine;
export type PhaseMove = { [P in Phase]: keyof (typeof phaseMachine)[P] }[Phase];

/** What the guards look at. */
export type PhaseFacts = {
  phase: Phase;
  verified: boolean;
  units: number;
  accepted: number;
  openDemands: number;
};

/** How one may go to a phase: what the move asks for, or why it is closed. */
export type PhaseOption =
  | { open: true; move: PhaseMove; back: boolean; asks: "nothing" | "note" | "reason" | "units" | "outcome" }
  | { open: false; why: Sentence };

const order = (phase: Phase) => phases.indexOf(phase);
const closed = (zh: string, en: string): PhaseOption => ({ open: false, why: say(zh, en) });

/** The option of each of the eight phases for one incident: the card menu, the carried card's columns and the move command all read this. */
export function phaseOption(facts: PhaseFacts, target: Phase): PhaseOption {
  const { phase } = facts;
  if (target === phase) return closed("当前阶段", "Present phase");
  const row: { readonly [move: string]: string } = phaseMachine[phase];
  const move = Object.keys(row).find((name) => row[name] === target) as PhaseMove | undefined;
  if (!move) return closed(...unreachable(phase, target));
  const back = order(target) < order(phase);
  if (move === "backToVerified" && !facts.verified) return closed("尚未核实，不可退回", "Not verified yet");
  if (move === "arrive" && facts.accepted === 0) return closed("尚无单位接受", "No unit has accepted yet");
  if (move === "close" && facts.openDemands > 0)
    return closed(`${facts.openDemands} 项诉求未答复`, `${facts.openDemands} demands unanswered`);
  const asks = back
    ? "reason"
    : move === "verify"
      ? "note"
      : move === "close"
        ? "outcome"
        : move === "dispatch" && facts.units === 0
          ? "units"
          : "nothing";
  return { open: true, move, back, asks };
}

function unreachable(phase: Phase, target: Phase): [string, string] {
  if (phase === "reviewed") return ["已复盘，不再移动", "Already reviewed"];
  if (order(target) < order(phase))
    return [`已${phaseNames[phase].zh}，不可退回`, `Cannot go back from ${phaseNames[phase].en}`];
  if (target === "reviewed") return ["须先办结", "Close it first"];
  const before = phases[order(target) - 1]!;
  const need = before === "verified" ? "dispatched" : before;
  return [`须先${phaseNames[need].zh}`, `First: ${phaseNames[need].en}`];
}
