import { awaitsAcceptance, hasAccepted } from "#domain/incidents/assignment-machine.ts";
import type { BoardCard } from "#domain/incidents/board.ts";
import { isOpenPhase } from "#domain/incidents/board-tally.ts";
import type { ClimbStep } from "#domain/incidents/climb.ts";
import type { Phase, PhaseFacts, PhaseOption } from "#domain/incidents/phase-machine.ts";
import { phaseOption } from "#domain/incidents/phase-machine.ts";
import { formatElapsed, formatShort, type Locale, millis } from "../../../ui/format.ts";
import type { BlockState } from "../../../ui/ladder-blocks.ts";
import { type TimerFace, timerFace, timerState } from "../../../ui/timer-state.ts";

/** What the guards of the phase machine look at. */
export const factsOf = (card: BoardCard): PhaseFacts => ({
  phase: card.phase,
  verified: card.verified,
  units: card.ladder.length,
  accepted: card.accepted,
  openDemands: card.openDemands,
});

export const optionOf = (card: BoardCard, target: Phase): PhaseOption => phaseOption(factsOf(card), target);

/** One block of the ladder: a unit that has climbed, or is past its time to accept and about to, is climbing. */
export function blockOf(unit: BoardCard["ladder"][number], now: number): BlockState {
  if (unit.state === "objected") return "objected";
  if (hasAccepted(unit.state)) return "full";
  const isPast = unit.climbed !== null || (unit.acceptBy !== null && Date.parse(unit.acceptBy) <= now);
  if (awaitsAcceptance(unit.state) && isPast) return "climbing";
  return unit.state === "seen" ? "half" : "empty";
}

/** Units that have climbed and still have not accepted. */
export const silentUnits = (ladder: BoardCard["ladder"]) =>
  ladder.flatMap(({ state, climbed, ...unit }) =>
    climbed !== null && awaitsAcceptance(state) ? [{ ...unit, climbed }] : [],
  );

/** Where the unit that the card's timer is about has climbed, past its time, and when it goes on to the convener; null when it has not. */
export function climbOf({
  timer,
  ladder,
}: Pick<BoardCard, "timer" | "ladder">): { to: ClimbStep; at: string | null } | null {
  if (timer?.kind !== "accept") return null;
  const [first] = silentUnits(ladder)
    .filter((unit) => unit.unitName === timer.label)
    .sort((a, b) => (a.climbAt ?? "").localeCompare(b.climbAt ?? ""));
  return first ? { to: first.climbed, at: first.climbAt } : null;
}

/** How the head count changed since the last one; null when there is nothing to compare. */
export function trendOf(card: BoardCard): { direction: "up" | "down" | "level"; by: number } | null {
  if (card.headCount === null || card.headCountBefore === null) return null;
  const by = card.headCount - card.headCountBefore;
  return { direction: by > 0 ? "up" : by < 0 ? "down" : "level", by: Math.abs(by) };
}

/** County and place, once: the reporter may have written the county already. */
export const placeOf = (card: BoardCard): string =>
  card.place.startsWith(card.countyName) ? card.place : `${card.countyName}${card.place}`;

/** The most pressing timer among cards: past due before soon. Null when all are calm. */
export function worstFace(cards: readonly BoardCard[], now: number): Extract<TimerFace, "over" | "soon"> | null {
  let worst: "over" | "soon" | null = null;
  for (const { timer } of cards) {
    if (!timer) continue;
    const face = timerFace({ dueAt: timer.at, startedAt: timer.from }, now);
    if (face === "over") return "over";
    if (face === "soon") worst = "soon";
  }
  return worst;
}

/** What a card says that changes with the clock alone. */
export type CardClock = {
  /** How long it has gone on; of a closed one when it ended. */
  age: string;
  /** When the last entry was made. */
  last: string;
  /** One block a unit: a unit past its hour climbs. */
  blocks: BlockState[];
  face: TimerFace;
  left: string;
};

/** As one text, which is the same for as long as the card says the same. */
export function clockWords(card: BoardCard, now: number, locale: Locale): string {
  const { timer, lastEntry, ladder } = card;
  const show = timer?.kind === "demand" || timer?.kind === "promise" ? "due" : "left";
  const due = timer ? timerState({ dueAt: timer.at, startedAt: timer.from }, now, locale, show) : null;
  return [
    isOpenPhase(card.phase)
      ? formatElapsed(now - millis(card.occurredAt), locale)
      : formatClosed(card.closedAt ?? card.phaseSince, now),
    lastEntry ? formatShort(lastEntry.at, now) : "",
    ladder.map((unit) => blockOf(unit, now)).join(" "),
    due?.face ?? "calm",
    due?.text ?? "",
  ].join("|");
}

export function readClock(words: string): CardClock {
  const [age = "", last = "", blocks = "", face = "calm", left = ""] = words.split("|");
  return { age, last, blocks: blocks.split(" ") as BlockState[], face: face as TimerFace, left };
}

/** Of another year the date alone, else month, day and time. */
function formatClosed(at: string, now: number): string {
  const day = formatShort(at, now + 2 * 86_400_000);
  return day.length > 5 ? day : `${day} ${formatShort(at, at)}`;
}

/** How long a closed incident took. */
export const tookOf = (card: BoardCard, locale: Locale): string =>
  formatElapsed(millis(card.closedAt ?? card.phaseSince) - millis(card.occurredAt), locale);
