/** How far one unit is, as a card shows it: unread, seen, accepted, climbing to somebody higher, objected. */
export type BlockState = "empty" | "half" | "full" | "climbing" | "objected";

export interface LadderSummary {
  /** In the order of the card: accepted, seen, climbing, objected, unread. */
  blocks: BlockState[];
  accepted: number;
  total: number;
}

const order: BlockState[] = ["full", "half", "climbing", "objected", "empty"];

/** Blocks sorted for the card, with n accepted of m. */
export function summarise(states: readonly BlockState[]): LadderSummary {
  const blocks = [...states].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return { blocks, accepted: blocks.filter((state) => state === "full").length, total: blocks.length };
}

/** One step of a row: a time, a phone mark for a step somebody recorded by telephone, or the step that is next. */
export type RungCell =
  | { kind: "reached"; text: string; phone?: boolean; last: boolean }
  | { kind: "waiting" }
  | { kind: "blank" };

export interface RungTime {
  text: string;
  /** Recorded by telephone on the unit's behalf. */
  phone?: boolean;
}

/** The cells of a row: reached steps, the last of them bold, then the one that is awaited, then nothing. */
export function rungCells(times: readonly (RungTime | null)[]): RungCell[] {
  let lastReached = -1;
  for (let i = 0; i < times.length; i++) if (times[i]) lastReached = i;
  return times.map((time, i) => {
    if (time) return { kind: "reached", text: time.text, phone: time.phone, last: i === lastReached };
    // A step passed over counts as reached: who is on the spot has read.
    if (i < lastReached) return { kind: "reached", text: "", last: false };
    return i === lastReached + 1 ? { kind: "waiting" } : { kind: "blank" };
  });
}
