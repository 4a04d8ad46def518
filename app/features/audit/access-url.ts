import type { AccessFilter, AccessTab } from "#domain/audit/access-log.ts";
import { accessTabs, pageSizes } from "#domain/audit/access-log.ts";
import { beginOf } from "#domain/people/grants.ts";

/** What an address asks of the access log; the domain makes it complete. `unread`: days were given that name no day. */
export function askedOf(search: URLSearchParams): {
  filter: Partial<AccessFilter>;
  size: number;
  after: string | null;
  before: string | null;
  unread: boolean;
} {
  const text = (name: string) => search.get(name) ?? undefined;
  const days = text("days")?.trim() ?? "";
  const named = daysIn(days);
  return {
    filter: {
      tab: accessTabs.find((tab) => tab === search.get("tab")) ?? "all",
      ...named,
      who: text("who"),
      subject: text("subject"),
      unstated: search.get("reason") === "unstated",
    },
    size: pageSizes.find((size) => String(size) === search.get("size")) ?? 50,
    after: search.get("after"),
    before: search.get("before"),
    unread: days !== "" && !named,
  };
}

/** `2026-11-22 至 2026-11-24`, one day, or the same with / and . and 年月日; undefined when it names no day. */
export function daysIn(text: string): { from: string; until: string } | undefined {
  const days = [...text.matchAll(/(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/g)].map(
    ([, year, month, day]) => `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`,
  );
  const [from, until = from] = days;
  return from && until && days.length <= 2 && beginOf(from) && beginOf(until) ? { from, until } : undefined;
}

/** The days as the field shows them. */
export const daysText = ({ from, until }: Pick<AccessFilter, "from" | "until">, to: string): string =>
  from === until ? from : `${from} ${to} ${until}`;

/** Where another tab of the same conditions is: its first page. */
export function tabUrl(search: URLSearchParams, tab: AccessTab): string {
  const next = new URLSearchParams(search);
  for (const name of ["after", "before"]) next.delete(name);
  if (tab === "all") next.delete("tab");
  else next.set("tab", tab);
  return withSearch("/oversight/access", next);
}

/** The list with some parameters changed; null removes one. */
export function changedUrl(search: URLSearchParams, change: Record<string, string | null>): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return withSearch("/oversight/access", next);
}

export const withSearch = (path: string, search: URLSearchParams): string => {
  const text = search.toString();
  return text ? `${path}?${text}` : path;
};
