import { characterRuns, isLatin, likeText, plainQuery, readingPattern } from "../pinyin.ts";

/** At most so much of a query is looked at. */
const LONGEST = 40;

/** The query as it is compared; "" when nothing is asked. */
export const asked = (query: string | null | undefined): string => plainQuery(query ?? "").slice(0, LONGEST);

/**
 * A SQL condition by which names (`columns`) with their readings (`reading`) fit a query: letters by initials, full readings
 * or a mixture, characters as they stand, both together. Uses the placeholders `first` and `first + 1`.
 */
export function nameCondition(
  plain: string,
  columns: string[],
  reading: string,
  first: number,
): { condition: string; values: [string[], string] } {
  const runs = characterRuns(plain).map((run) => `%${likeText(run)}%`);
  const latin = isLatin(plain) ? plain : plain.replace(/[^a-z0-9]/g, "");
  return {
    condition: `((${columns.map((column) => `lower(${column}) like all($${first}::text[])`).join(" or ")}) and ($${first + 1} = '' or ${reading} ~ $${first + 1}))`,
    values: [runs, latin ? readingPattern(latin) : ""],
  };
}
