import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import type { Phase } from "#domain/incidents/phase-machine.ts";
import type { Sentence } from "#domain/kernel/sentence.ts";
import { optionOf } from "./card-facts.ts";

/** A card on its way: under the pointer, or by keys. `over`: the phase where it would be put down. */
export type Carry = { card: ShownCard; how: "pointer" | "keys"; over: Phase | null };

/**
 * What a column says while a card is carried: where it came from, solid frame forward, dashed frame for a step back with a
 * reason, hatch and the reason where it may not go.
 */
export type ColumnState =
  | { kind: "rest" }
  | { kind: "origin"; over: boolean }
  | { kind: "forward" | "back"; over: boolean }
  | { kind: "closed"; over: boolean; why: Sentence };

export function columnState(carry: Carry | null, phase: Phase): ColumnState {
  if (!carry) return { kind: "rest" };
  const over = carry.over === phase;
  if (carry.card.phase === phase) return { kind: "origin", over };
  const option = optionOf(carry.card, phase);
  return option.open ? { kind: option.back ? "back" : "forward", over } : { kind: "closed", over, why: option.why };
}
