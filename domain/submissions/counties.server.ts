import { sql } from "../kernel/db.server.ts";
import { comparable } from "./spreadsheet/cell-text.ts";

export type County = { id: string; name: string; shortName: string; path: string; kind: string };

/** The counties of the tree, the city last: what 县区 may name. */
export const allCounties = (): Promise<County[]> =>
  sql<County>(
    `select id, name, short_name as "shortName", path, kind from unit where kind in ('county','city') and closed_at is null
     order by (kind = 'city'), created_at, id`,
  );

/** The county in which the unit at `path` lies; null for a unit of the city itself. */
export const countyOf = (counties: readonly County[], path: string): string | null =>
  counties.find((county) => county.kind === "county" && path.startsWith(county.path))?.id ?? null;

/**
 * The county that a cell names by full or short name, also without its last character (青崖 for 青崖县) where that is
 * unmistakable. Null for the city itself; undefined for a name that is not in the tree.
 */
export function countyNames(counties: readonly County[]): (name: string) => string | null | undefined {
  const known = new Map<string, string | null>();
  const stems = new Map<string, string | null | undefined>();
  for (const { id, name, shortName, kind } of counties) {
    const value = kind === "county" ? id : null;
    for (const spelt of new Set([comparable(name), comparable(shortName)])) {
      known.set(spelt, value);
      const stem = spelt.replace(/[市县区旗]$/u, "");
      if (stem.length >= 2) stems.set(stem, stems.has(stem) && stems.get(stem) !== value ? undefined : value);
    }
  }
  return (name) => {
    const spelt = comparable(name);
    return known.has(spelt) ? known.get(spelt) : stems.get(spelt);
  };
}
