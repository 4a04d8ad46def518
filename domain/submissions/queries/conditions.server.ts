import type { SubmissionFilter } from "../filter.ts";
import { type FilterWord, filterWords } from "../grams.ts";
import { foldWidth } from "../spreadsheet/cell-text.ts";

/** Values of a statement that is put together: `bind(value, "uuid")` gives `$n::uuid`. */
export class Values {
  readonly list: unknown[] = [];
  bind(value: unknown, type: string): string {
    this.list.push(value);
    return `$${this.list.length}::${type}`;
  }
}

/**
 * The conditions of a list over `submission s`. `ordered` are those an index in the order of the list begins with; `rest` are
 * tested on each row; `found` asks the index of grams; `verified` holds what it found against the words (null where grams
 * settle it). Each binds its values when it is called: a statement binds what it uses.
 */
export type Conditions = {
  ordered: () => string[];
  rest: () => string[];
  found: () => string | null;
  verified: () => string | null;
  /** The test of the words on a row by itself; null where it costs too much to be made on many rows. */
  tested: (() => string) | null;
};

const DAY = 86_400_000;
/** Midnight of a day in Asia/Shanghai. */
const midnight = (day: string) => new Date(`${day}T00:00:00+08:00`);

/** `paths` is the list filter of submissions.read: patterns of `unit_path`. */
export function conditionsOf(filter: SubmissionFilter, paths: readonly string[], values: Values): Conditions {
  // One equality leads into an index in the order of the list; the others are tested on the way.
  const equalities: (() => string)[] = [];
  const { importId, county, channel } = filter;
  if (importId) equalities.push(() => `s.import_id = ${values.bind(importId, "uuid")}`);
  if (county && county !== "none") equalities.push(() => `s.county_id = ${values.bind(county, "uuid")}`);
  if (channel) equalities.push(() => `s.channel = ${values.bind(channel, "text")}`);
  return {
    ordered: () => [...days(filter, values), ...equalities.slice(0, 1).map((one) => one())],
    rest: () => [...equalities.slice(1).map((one) => one()), ...others(filter, values), readable(paths, values)],
    ...textConditions(filter.text, values),
  };
}

function days({ from, to }: SubmissionFilter, values: Values): string[] {
  const conditions: string[] = [];
  if (from) conditions.push(`s.received_at >= ${values.bind(midnight(from), "timestamptz")}`);
  if (to) conditions.push(`s.received_at < ${values.bind(new Date(midnight(to).getTime() + DAY), "timestamptz")}`);
  return conditions;
}

function others({ county, linked, notLinkedTo }: SubmissionFilter, values: Values): string[] {
  const conditions: string[] = [];
  if (county === "none") conditions.push("s.county_id is null");
  if (linked !== null) conditions.push(linked ? "s.incident_links > 0" : "s.incident_links = 0");
  if (notLinkedTo)
    conditions.push(`not exists (select 1 from incident_link l where l.target_kind = 'submission' and l.target_id = s.id
      and l.incident_id = ${values.bind(notLinkedTo, "uuid")} and l.unlinked_at is null)`);
  return conditions;
}

/** Written one by one: the index on unit_path serves a single pattern, not an array of them. */
export const readable = (paths: readonly string[], values: Values, alias = "s"): string =>
  `(${paths.map((path) => `${alias}.unit_path like ${values.bind(path, "text")}`).join(" or ") || "false"})`;

/** What may be somebody's number rather than a word. */
const NUMBER = /^(?=.*\d)[\p{L}\p{N}\-_/.:#()[\]〔〕]{3,64}$/u;

function textConditions(text: string, values: Values): Pick<Conditions, "found" | "verified" | "tested"> {
  const words = filterWords(text);
  if (words.length === 0) return { found: () => null, verified: () => null, tested: () => "true" };
  const number = foldWidth(text).trim();
  const orIsNumber = (condition: string) => {
    if (!NUMBER.test(number)) return condition;
    const value = values.bind(number, "text");
    return `(s.number = ${value} or s.external_number = ${value} or ${condition})`;
  };
  const grams = [...new Set(words.flatMap((word) => word.grams))];
  const loose = words.filter((word) => !word.exact);
  return {
    found: () => orIsNumber(`s.grams @> ${values.bind(grams, "text[]")}`),
    verified: () => (loose.length === 0 ? null : orIsNumber(loose.map((word) => contains(word, values)).join(" and "))),
    tested: words.every((word) => word.plain) ? () => words.map((word) => contains(word, values)).join(" and ") : null,
  };
}

const narrow = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).join("");
const wide = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0xff01 + i)).join("");

/** Where words are looked for: what the grams of a row are made of. */
const searched = ["s.title", "s.body", "s.place"];

/** The word stands in one of them (`foldText`); as it is written, where that says all. */
function contains({ text, plain }: FilterWord, values: Values): string {
  const word = values.bind(text, "text");
  const inside = (column: string) => `strpos(${column}, ${word}) > 0`;
  const asWritten = searched.map(inside).join(" or ");
  if (plain) return `(${asWritten})`;
  const map = `${values.bind(wide, "text")}, ${values.bind(narrow, "text")}`;
  const folded = (column: string) => inside(`lower(translate(${column}, ${map}))`);
  return `(${asWritten} or ${searched.map(folded).join(" or ")})`;
}
