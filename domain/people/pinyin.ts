/** A query as it is compared: lower case, full-width letters made plain, without spaces and apostrophes. */
export const plainQuery = (query: string): string =>
  query
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s'’]/g, "");

/** A query of letters and digits alone is looked for in readings; any other in the characters themselves. */
export const isLatin = (plain: string): boolean => /^[a-z0-9]+$/.test(plain);

/**
 * The regular expression (POSIX and JavaScript) by which a query of letters finds readings parted by spaces: initials, full
 * readings and any mixture of them. Each letter goes on in its syllable or begins the next one: qyx, qingya, qingyx find
 * "qing ya xian".
 */
export const readingPattern = (latin: string): string => `(^| )${[...latin].join("([a-z0-9]* )?")}`;

/** The characters of a query that mixes them with letters (青yx → 青): rows are preselected by them. */
export const characterRuns = (plain: string): string[] => plain.match(/[^a-z0-9]+/g) ?? [];

/** Escapes `%`, `_` and `\` for LIKE. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** How well a name fits a query: lower is better; null when it does not match. 0 whole, 1 at its start, 2 within. */
export function fitOf(plain: string, name: string, syllables: readonly string[]): number | null {
  const characters = [...name.toLowerCase()];
  for (let from = 0; from < characters.length; from++) {
    const end = matchFrom(plain, characters, syllables, from);
    if (end !== null) return from > 0 ? 2 : end === characters.length ? 0 : 1;
  }
  return null;
}

function matchFrom(wanted: string, characters: string[], syllables: readonly string[], at: number): number | null {
  if (wanted === "") return at;
  const character = characters[at];
  if (character === undefined) return null;
  if (wanted.startsWith(character)) {
    const end = matchFrom(wanted.slice(character.length), characters, syllables, at + 1);
    if (end !== null) return end;
  }
  const syllable = syllables[at];
  if (!syllable || syllable === character) return null;
  let length = 0;
  while (length < wanted.length && length < syllable.length && wanted[length] === syllable[length]) length++;
  for (; length > 0; length--) {
    const end = matchFrom(wanted.slice(length), characters, syllables, at + 1);
    if (end !== null) return end;
  }
  return null;
}
