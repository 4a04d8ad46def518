/**
 * Characters and bigrams of a text, for the text filter: Han characters alone and in pairs, other words whole in lower
 * case. A row holds them sorted and once each; a filter's grams are all in every row that contains it.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>();
  for (const run of text
    .normalize("NFKC")
    .toLowerCase()
    .match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []) {
    if (!/^\p{Script=Han}/u.test(run)) {
      grams.add(run.slice(0, 40));
      continue;
    }
    const characters = [...run];
    for (let i = 0; i < characters.length; i++) {
      grams.add(characters[i]!);
      if (i + 1 < characters.length) grams.add(characters[i]! + characters[i + 1]!);
    }
  }
  return [...grams].sort();
}

/** The grams a filter text asks for: bigrams where there are any (rarer, so quicker), else the character itself. */
export function filterGrams(text: string): string[] {
  const grams = gramsOf(text);
  const joined = grams.filter((gram) => gram.length > 1);
  return grams.filter((gram) => gram.length > 1 || !joined.some((pair) => pair.includes(gram)));
}
