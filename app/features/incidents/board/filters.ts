import type { BoardFilter } from "#domain/incidents/board.ts";
import { type Level, levelNumbers } from "#domain/incidents/levels.ts";
import type { Phase } from "#domain/incidents/phase-machine.ts";

export const noFilter: BoardFilter = {
  county: null,
  levels: [],
  unit: null,
  mine: false,
  drills: true,
  closedBefore: null,
  reviewedBefore: null,
};

const id = (value: string | null) =>
  value && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : null;
const moment = (value: string | null) =>
  value && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : null;

/** The filter as the address says it; what is malformed counts as absent. A form without scripts sends `drills=0&drills=1` for a ticked box. */
export function filterOf(params: URLSearchParams): BoardFilter {
  const asked = params.getAll("level").map(Number);
  const drills = params.getAll("drills");
  return {
    county: id(params.get("county")),
    levels: levelNumbers.filter((level) => asked.includes(level)),
    unit: id(params.get("unit")),
    // The phone's own control of the same choice is named whose.
    mine: params.get("mine") === "1" || params.get("whose") === "1",
    drills: drills.length === 0 || drills.includes("1"),
    closedBefore: moment(params.get("closedBefore")),
    reviewedBefore: moment(params.get("reviewedBefore")),
  };
}

/** The address of a filter; the board without conditions has none. */
export function searchOf(filter: BoardFilter): string {
  const params = new URLSearchParams();
  if (filter.county) params.set("county", filter.county);
  for (const level of filter.levels) params.append("level", String(level));
  if (filter.unit) params.set("unit", filter.unit);
  if (filter.mine) params.set("mine", "1");
  if (!filter.drills) params.set("drills", "0");
  if (filter.closedBefore) params.set("closedBefore", filter.closedBefore);
  if (filter.reviewedBefore) params.set("reviewedBefore", filter.reviewedBefore);
  const text = params.toString();
  return text ? `?${text}` : "";
}

export const boardPath = (filter: BoardFilter): string => `/incidents${searchOf(filter)}`;

/** Whether any condition hides incidents. */
export const isFiltered = (filter: BoardFilter): boolean => searchOf(filter) !== "";

/** Whether a closed or reviewed card is newer than the page of older ones that is shown. */
export function isAfterPage(card: { phase: Phase; phaseSince: string }, filter: BoardFilter): boolean {
  const before =
    card.phase === "closed" ? filter.closedBefore : card.phase === "reviewed" ? filter.reviewedBefore : null;
  return before !== null && card.phaseSince >= before;
}

/** Levels from a set of toggles, in their order. */
export const levelsOf = (values: readonly string[]): Level[] =>
  levelNumbers.filter((level) => values.includes(String(level)));

/** Parameters that open something over the board without changing what it shows. */
const OVER_THE_BOARD = ["report", "from", "phase"];

/** Whether two addresses of the board show the same incidents: then nothing is loaded anew. */
export function sameBoard(a: URL, b: URL): boolean {
  const core = (url: URL) => {
    const params = new URLSearchParams(url.search);
    for (const name of OVER_THE_BOARD) params.delete(name);
    return `${url.pathname}?${params}`;
  };
  return core(a) === core(b);
}
