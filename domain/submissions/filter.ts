import { type SubmissionChannel, submissionChannels } from "./channels.ts";

/** What a list of submissions is narrowed to. Days are `YYYY-MM-DD` in Asia/Shanghai, both included. */
export type SubmissionFilter = {
  /** Words parted by spaces: each stands in title, text or place (grams.ts). A number is found as well. */
  text: string;
  channel: SubmissionChannel | null;
  /** A county, or `none`: those that speak of no county. */
  county: string | null;
  from: string | null;
  to: string | null;
  /** Those of one import. */
  importId: string | null;
  /** Whether some incident is linked. */
  linked: boolean | null;
  /** Those that are not linked to this incident. */
  notLinkedTo: string | null;
};

export const noFilter: SubmissionFilter = {
  text: "",
  channel: null,
  county: null,
  from: null,
  to: null,
  importId: null,
  linked: null,
  notLinkedTo: null,
};

/** The place in the list where a page begins or ends: the time of receipt in ms and the id. */
export type ListKey = { at: number; id: string };
/** Which page: the newest, the one after (older than) a key, or the one before (newer than) it. */
export type PageAt = { after: ListKey } | { before: ListKey } | null;

/** Counted so far exactly; beyond, lists say 10,000+. */
export const COUNTED = 10_000;
/** What one may select at once: an incident is linked to so many in one step. */
export const MOST_SELECTED = 500;
/** The largest export, in rows. */
export const MOST_EXPORTED = 10_000;

export const pageSizes = [20, 50, 100] as const;
export const usualPageSize = 50;
export type ListQuestion = { filter: SubmissionFilter; at: PageAt; size: number };

const DAY = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/g;

/**
 * The days of a text: `2026-11-01 至 2026-11-24`, one day alone, one end left open (`2026-11-01 至`), also with / and . and
 * 年月日. Null when it names none, or one that is not in the calendar.
 */
export function daysIn(text: string): Pick<SubmissionFilter, "from" | "to"> | null {
  const days = [...text.matchAll(DAY)].map(([, year, month, day]) =>
    dayOf(`${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`),
  );
  const [first, second] = days;
  if (!first || days.length > 2 || second === null) return null;
  if (second) return first <= second ? { from: first, to: second } : { from: second, to: first };
  const rest = text.replace(DAY, "*").trim();
  if (rest === "*") return { from: first, to: first };
  return rest.startsWith("*") ? { from: first, to: null } : { from: null, to: first };
}

/** The days as their field shows them; `until` is 至. */
export function daysText({ from, to }: Pick<SubmissionFilter, "from" | "to">, until: string): string {
  if (from && from === to) return from;
  return from || to ? [from, until, to].filter(Boolean).join(" ") : "";
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const idOf = (value: string | null) => (value && UUID.test(value) ? value.toLowerCase() : null);

function dayOf(value: string | null): string | null {
  if (!value || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
}

export const keyText = ({ at, id }: ListKey): string => `${at.toString(36)}.${id}`;
function keyOf(text: string | null): ListKey | null {
  const [at = "", id = ""] = text?.split(".") ?? [];
  const ms = Number.parseInt(at, 36);
  return Number.isSafeInteger(ms) && Math.abs(ms) < 8e15 && UUID.test(id) ? { at: ms, id } : null;
}

/** The question of a URL; what is malformed counts as not said. */
export function readQuestion(search: URLSearchParams): ListQuestion {
  const channel = search.get("channel");
  const county = search.get("county");
  const linked = search.get("linked");
  const after = keyOf(search.get("after"));
  const before = keyOf(search.get("before"));
  const size = Number(search.get("size"));
  const days = search.get("days")?.trim();
  return {
    filter: {
      text: (search.get("q") ?? "").trim().slice(0, 100),
      channel: submissionChannels.find((one) => one === channel) ?? null,
      county: county === "none" ? "none" : idOf(county),
      ...((days && daysIn(days)) || { from: dayOf(search.get("from")), to: dayOf(search.get("to")) }),
      importId: idOf(search.get("import")),
      linked: linked === "yes" ? true : linked === "no" ? false : null,
      notLinkedTo: null,
    },
    at: after ? { after } : before ? { before } : null,
    size: pageSizes.find((one) => one === size) ?? usualPageSize,
  };
}

/** The URL parameters of a filter and a page. */
export function questionParams({ filter, at, size }: ListQuestion): URLSearchParams {
  const search = new URLSearchParams();
  const set = (name: string, value: string | null) => value && search.set(name, value);
  set("q", filter.text);
  set("channel", filter.channel);
  set("county", filter.county);
  set("from", filter.from);
  set("to", filter.to);
  set("import", filter.importId);
  set("linked", filter.linked === null ? null : filter.linked ? "yes" : "no");
  if (at) set("after" in at ? "after" : "before", keyText("after" in at ? at.after : at.before));
  if (size !== usualPageSize) search.set("size", String(size));
  return search;
}

/** Whether nothing is narrowed. */
export const isUnfiltered = (filter: SubmissionFilter): boolean =>
  questionParams({ filter, at: null, size: usualPageSize }).size === 0;
