import { foldWidth } from "./spreadsheet/cell-text.ts";

/**
 * The text filter. A filter is words parted by spaces; a text matches when it contains each of them, whatever the width and
 * case of its letters. A row holds the characters and bigrams of its text, so an index of them finds the rows that can match;
 * those are held against the words themselves (queries/conditions.server.ts).
 */
const RUN = /[\p{L}\p{N}]+/gu;

/** Width and case of letters and digits do not count. Han characters stay as they are. */
export const foldText = (text: string): string => foldWidth(text).toLowerCase();

/** Characters and bigrams of every run of letters and digits, sorted and once each: what a row holds. */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>();
  for (const [run] of foldText(text).matchAll(RUN)) {
    let before = "";
    for (const character of run) {
      grams.add(character);
      if (before) grams.add(before + character);
      before = character;
    }
  }
  return [...grams].sort();
}

export type FilterWord = {
  /** As it is looked for in the folded text. */
  text: string;
  /** Every text that contains the word holds all of these. */
  grams: string[];
  /** One or two letters: whoever holds the grams contains the word. */
  exact: boolean;
  /** Han alone: folding changes nothing, so it is looked for in the text as it was received. */
  plain: boolean;
};

/** More grams than these find nothing more; the word itself is looked for anyway. */
const MOST_GRAMS = 24;
const MOST_WORDS = 8;

/** The words of a filter. A word without a letter or digit is no condition. */
export function filterWords(text: string): FilterWord[] {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...new Set(words)].slice(0, MOST_WORDS).map((word) => {
    const characters = [...word];
    const grams = gramsOf(word);
    // A character inside a bigram adds nothing to it.
    const rarest = grams.filter(
      (gram) => [...gram].length > 1 || !grams.some((pair) => pair !== gram && pair.includes(gram)),
    );
    return {
      text: word,
      grams: rarest.slice(0, MOST_GRAMS),
      exact: characters.length <= 2 && /^[\p{L}\p{N}]+$/u.test(word),
      plain: /^\p{Script=Han}+$/u.test(word),
    };
  });
}

/** Whether `text` matches: the definition that the index has to agree with. */
export function matchesWords(words: readonly FilterWord[], ...texts: string[]): boolean {
  const folded = texts.map(foldText);
  return words.every((word) => folded.some((text) => text.includes(word.text)));
}
