import { type Post, postNames } from "../incidents/post-machine.ts";

/** 谁在值守 of one incident: rows in this order. */
export const whoRows = ["coordinator", ...postNames] as const;
export type WhoRow = "coordinator" | Post;

/** A stretch of the chart. `expected`: offered or planned and not accepted. `until` exclusive; null goes on. ISO 8601. */
export type Stretch = { row: WhoRow; name: string; from: string; until: string | null; expected: boolean };

/** Who held each row at `at`; null where nobody did. What was only offered holds nothing. */
export function whoAt(stretches: readonly Stretch[], at: number): { [R in WhoRow]: string | null } {
  const held = Object.fromEntries(whoRows.map((row) => [row, null])) as { [R in WhoRow]: string | null };
  for (const one of stretches)
    if (!one.expected && Date.parse(one.from) <= at && (one.until === null || at < Date.parse(one.until)))
      held[one.row] = one.name;
  return held;
}
