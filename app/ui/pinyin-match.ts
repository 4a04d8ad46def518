/** Characters `from` (included) to `to` (excluded) of a text matched. */
export interface MatchedPart {
  from: number;
  to: number;
}

/**
 * Finds a query in a text by characters, full pinyin, initials, or any mixture, as one unbroken part of the text:
 * 松坪县 is found by 松坪, songping, spx, 松px. `syllables` has one entry a character (pinyin without tone; for other
 * characters the character itself); without it only characters match. Spaces and apostrophes in the query are ignored.
 */
export function matchText(query: string, text: string, syllables?: readonly string[]): MatchedPart | null {
  const wanted = query.toLowerCase().replace(/[\s'’]/g, "");
  if (wanted === "") return { from: 0, to: 0 };
  const characters = [...text];
  for (let from = 0; from < characters.length; from++) {
    const to = matchFrom(wanted, characters, syllables, from);
    if (to !== null) return { from, to };
  }
  return null;
}

function matchFrom(
  wanted: string,
  characters: string[],
  syllables: readonly string[] | undefined,
  at: number,
): number | null {
  if (wanted === "") return at;
  const character = characters[at]?.toLowerCase();
  if (character === undefined) return null;
  if (wanted.startsWith(character)) {
    const end = matchFrom(wanted.slice(character.length), characters, syllables, at + 1);
    if (end !== null) return end;
  }
  const syllable = syllables?.[at]?.toLowerCase();
  if (!syllable || syllable === character) return null;
  for (let length = common(wanted, syllable); length > 0; length--) {
    const end = matchFrom(wanted.slice(length), characters, syllables, at + 1);
    if (end !== null) return end;
  }
  return null;
}

function common(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** First letters of the syllables, as shown beside a hit: 松坪县政府 → spxzf. */
export function initials(syllables: readonly string[]): string {
  return syllables.map((one) => (/^[a-z]/i.test(one) ? one[0] : one)).join("");
}

export interface Named {
  name: string;
  syllables?: readonly string[];
}

/** The items that match, best first: at the start of the name before within it, then shorter names. */
export function rankByName<T extends Named>(query: string, items: readonly T[]): { item: T; part: MatchedPart }[] {
  if (query.trim() === "") return items.map((item) => ({ item, part: { from: 0, to: 0 } }));
  return items
    .map((item) => ({ item, part: matchText(query, item.name, item.syllables) }))
    .filter((hit): hit is { item: T; part: MatchedPart } => hit.part !== null)
    .sort((a, b) => Number(a.part.from > 0) - Number(b.part.from > 0) || a.item.name.length - b.item.name.length);
}
