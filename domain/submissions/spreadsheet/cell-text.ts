const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
// Control and format characters (zero-width, bidirectional); the zero-width joiner stays, emoji need it.
const INVISIBLE = /(?![\n\t\u200d])[\p{Cc}\p{Cf}]/gu;
const BLANKS = /[\t\u00a0 ]+/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** `_x000d_` and its like stand for one UTF-16 unit (ECMA-376, 22.9.2.19); `_x005F_` guards a literal underscore. */
export const decodeEscapes = (text: string): string =>
  text.includes("_x")
    ? text.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/**
 * Running text as a person reads it: line ends are `\n`, each line is trimmed, tabs and no-break spaces are one space,
 * paragraphs stay (at most one empty line between two), invisible characters and outer white space go.
 */
export function cleanText(raw: string): string {
  const lines = raw.replace(LINE_END, "\n").replace(INVISIBLE, "").replace(LONE_SURROGATE, "\ufffd").split("\n");
  const kept: string[] = [];
  for (const line of lines) {
    const text = line.replace(BLANKS, " ").trim();
    if (text !== "" || (kept.length > 0 && kept.at(-1) !== "")) kept.push(text);
  }
  return kept.join("\n").trimEnd();
}

/** The same for texts of one line: a title, a name, a place. */
export const cleanLine = (raw: string): string => cleanText(raw).replace(/\n+/g, " ");

/** Full-width letters, digits and signs become ASCII; the ideographic space becomes a space. Chinese stays. */
export const foldWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");

/** What makes two texts the same to a reader: letters and digits, without width, case, spaces and punctuation. */
export function comparable(text: string): string {
  const folded = text.normalize("NFKC").toLowerCase();
  return folded.replace(/[^\p{L}\p{N}]+/gu, "") || folded.replace(/\s+/g, "");
}
