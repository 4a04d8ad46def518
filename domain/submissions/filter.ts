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
  return {
    filter: {
      text: (search.get("q") ?? "").trim().slice(0, 100),
      channel: submissionChannels.find((one) => one === channel) ?? null,
      county: county === "none" ? "none" : idOf(county),
      from: dayOf(search.get("from")),
      to: dayOf(search.get("to")),
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
