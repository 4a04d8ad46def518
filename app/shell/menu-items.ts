import type { IconName } from "../ui/icons.tsx";

/** One page of the left menu. Only pages that exist and that this person may open are given. */
export interface MenuItem {
  to: string;
  icon: IconName;
  label: string;
  /** How many wait there; `badgeLabel` says so to screen readers (7 件待办). */
  badge?: number;
  badgeLabel?: string;
  /** Items of one group stand together; a line parts the groups. */
  group: string;
}

/** The items in their groups, in the order in which groups first appear. */
export function inGroups(items: readonly MenuItem[]): MenuItem[][] {
  const groups = new Map<string, MenuItem[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups.values()];
}

/** The item of the page one is on: the longest path that the address begins with. */
export function currentItem(items: readonly MenuItem[], pathname: string): MenuItem | undefined {
  const holds = (to: string) => pathname === to || pathname.startsWith(to === "/" ? "//" : `${to}/`);
  return items.filter((item) => holds(item.to)).sort((a, b) => b.to.length - a.to.length)[0];
}
