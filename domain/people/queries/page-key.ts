import type { KeyedPage } from "../register.ts";

/** Where a page of a list begins: after the last row of the one before, or before the first row of the one after. Opaque texts of `keyText`. */
export type Turn = { after?: string | null; before?: string | null };
export type KeyValue = string | number | boolean;

export const keyText = (key: KeyValue[]): string => Buffer.from(JSON.stringify(key)).toString("base64url");

/** The values of a key of so many parts; null when it is absent or no such key. */
function keyValues(text: string | null | undefined, parts: number): KeyValue[] | null {
  if (!text || text.length > 600) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    const plain = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
    return Array.isArray(key) && key.length === parts && key.every(plain) ? (key as KeyValue[]) : null;
  } catch {
    return null;
  }
}

/**
 * The pieces of a statement that turns pages by key: `columns` as SQL expressions with their types, all in one direction.
 * `condition` uses placeholders from `first` on.
 */
export function turning(
  turn: Turn,
  columns: { sql: string; type: string }[],
  first: number,
  direction: "asc" | "desc" = "asc",
): { condition: string; order: string; values: KeyValue[]; backward: boolean } {
  const before = keyValues(turn.before, columns.length);
  const key = before ?? keyValues(turn.after, columns.length);
  const backward = before !== null;
  const descends = (direction === "desc") !== backward;
  const order = columns.map(({ sql }) => `${sql} ${descends ? "desc" : "asc"}`).join(", ");
  if (!key) return { condition: "true", order, values: [], backward };
  const names = columns.map(({ sql }) => sql).join(", ");
  const given = columns.map(({ type }, index) => `$${first + index}::${type}`).join(", ");
  return { condition: `(${names}) ${descends ? "<" : ">"} (${given})`, order, values: key, backward };
}

/** Makes a page of at most `limit` rows out of `limit + 1` that were asked for. */
export function pageOf<Row>(
  rows: Row[],
  limit: number,
  { backward, values }: { backward: boolean; values: KeyValue[] },
  keyOf: (row: Row) => KeyValue[],
): KeyedPage<Row> {
  const more = rows.length > limit;
  const kept = rows.slice(0, limit);
  if (backward) kept.reverse();
  const first = kept[0];
  const last = kept.at(-1);
  if (!first || !last) return { rows: [], previous: null, next: null };
  const came = values.length > 0;
  return {
    rows: kept,
    previous: (backward ? more : came) ? keyText(keyOf(first)) : null,
    next: (backward ? came : more) ? keyText(keyOf(last)) : null,
  };
}
