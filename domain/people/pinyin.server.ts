import { pinyin } from "pinyin-pro";

const options = { toneType: "none", type: "array", v: true } as const;

/** One entry a character: its reading without tone; other characters stand for themselves, in lower case. `person`: the surname is read as one. */
export const syllablesOf = (text: string, kind: "name" | "person" = "name"): string[] =>
  (kind === "person" ? pinyin(text, { ...options, surname: "head" }) : pinyin(text, options)).map((one) =>
    one.toLowerCase(),
  );

/** What the columns `pinyin` and `initials` hold: readings parted by spaces ("shi lian xi ban"), and first letters; several names parted by " / ". */
export function spellingOf(
  names: string[],
  kind: "name" | "person" = "name",
): {
  pinyin: string;
  initials: string;
} {
  const spelt = [...new Set(names)].map((name) => syllablesOf(name, kind).filter((one) => /[a-z0-9]/.test(one)));
  return {
    pinyin: spelt.map((syllables) => syllables.join(" ")).join(" / "),
    initials: spelt.map((syllables) => syllables.map((one) => one[0]).join("")).join(" / "),
  };
}
