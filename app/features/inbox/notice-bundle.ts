/** What comes together is told together: so long after the first of it. */
export const GATHER_MS = 2000;
/** After a notice the next one waits this long and tells everything that has come since: one notice 「n 件」 instead of ten. */
export const WINDOW_MS = 30_000;

/**
 * When the notice of what waits is shown, in epoch milliseconds. `firstAt`: when the first of it came; `shownAt`: when the last notice
 * was shown, null when none was. What has climbed to the person waits for no window.
 */
export function showsAt({
  firstAt,
  shownAt,
  urgent,
}: {
  firstAt: number;
  shownAt: number | null;
  urgent: boolean;
}): number {
  const gathered = firstAt + GATHER_MS;
  return urgent || shownAt === null ? gathered : Math.max(gathered, shownAt + WINDOW_MS);
}

/** `drills`: how many of them belong to exercises. */
export type Gathered<G extends string> = { groups: Map<G, number>; urgent: number; drills: number };

/** What a count adds to what waits to be told. In quiet hours only what is urgent. */
export function gather<G extends string>(
  held: Gathered<G>,
  fresh: { [K in G]: number },
  { urgent, quiet, drills }: { urgent: number; quiet: boolean; drills: number },
): Gathered<G> {
  const groups = new Map(held.groups);
  if (!quiet)
    for (const [group, count] of Object.entries(fresh) as [G, number][])
      if (count > 0) groups.set(group, (groups.get(group) ?? 0) + count);
  // In quiet hours it is not known which of the urgent ones are; the inbox says it.
  return { groups, urgent: held.urgent + urgent, drills: held.drills + (quiet ? 0 : drills) };
}

/** How many the notice names: urgent ones stand in their groups too, but for quiet hours. */
export const totalOf = ({ groups, urgent }: Gathered<string>): number =>
  Math.max(
    [...groups.values()].reduce((sum, count) => sum + count, 0),
    urgent,
  );
