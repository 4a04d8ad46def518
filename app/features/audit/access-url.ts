import type { AccessFilter, AccessTab } from "#domain/audit/access-log.ts";
import { accessTabs, pageSizes } from "#domain/audit/access-log.ts";

/** What an address asks of the access log. The domain makes it complete. */
export function askedOf(search: URLSearchParams): {
  filter: Partial<AccessFilter>;
  size: number;
  after: string | null;
  before: string | null;
} {
  const text = (name: string) => search.get(name) ?? undefined;
  return {
    filter: {
      tab: accessTabs.find((tab) => tab === search.get("tab")) ?? "all",
      from: text("from"),
      until: text("until"),
      who: text("who"),
      subject: text("subject"),
      unstated: search.get("reason") === "unstated",
    },
    size: pageSizes.find((size) => String(size) === search.get("size")) ?? 50,
    after: search.get("after"),
    before: search.get("before"),
  };
}

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
