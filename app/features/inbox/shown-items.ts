import { type InboxFate, type InboxItem, keyOf } from "#domain/inbox/inbox.ts";

/** How long an item that has left stands greyed, with the name of who dealt with it. */
export const FADES_MS = 5000;

/** A row of the list. `gone`: it has left the inbox and still stands in its place, greyed. */
export type ShownItem = { key: string; item: InboxItem; gone: Gone | null };
export type Gone = {
  /** When it left, in epoch milliseconds. */
  at: number;
  /** What became of it: not yet known, dealt with (perhaps by somebody), or none of the reader's business any more: then nothing of it shows. */
  fate: "unknown" | { by: string | null; did: string } | "hidden";
};

export const shownOf = (items: readonly InboxItem[]): ShownItem[] =>
  items.map((item) => ({ key: keyOf(item), item, gone: null }));

/**
 * The list after a new answer of the server. What has left stays in its place, greyed. While the order is held (the pointer is on
 * the list) nothing moves: rows keep their places and `arrived` counts what waits to be shown. Pure.
 */
export function withAnswer(
  before: readonly ShownItem[],
  fresh: readonly InboxItem[],
  now: number,
  held: boolean,
): { shown: ShownItem[]; arrived: number } {
  const byKey = new Map(fresh.map((item) => [keyOf(item), item]));
  const known = new Set(before.map(({ key }) => key));
  const after = before.map((row): ShownItem => {
    const item = byKey.get(row.key);
    if (item) return { key: row.key, item, gone: null };
    return row.gone ? row : { ...row, gone: { at: now, fate: "unknown" } };
  });
  if (held) return { shown: after, arrived: [...byKey.keys()].filter((key) => !known.has(key)).length };
  const shown = shownOf(fresh);
  for (const [index, row] of after.entries()) {
    if (!row.gone) continue;
    // Behind the row it stood behind; first of all when it was the first.
    const before = after.slice(0, index).findLast((one) => shown.some(({ key }) => key === one.key));
    shown.splice(before ? shown.findIndex(({ key }) => key === before.key) + 1 : 0, 0, row);
  }
  return { shown, arrived: 0 };
}

/** What became of the rows that have left: `asked` were asked about, those without an answer are none of the reader's business any more. */
export function withFates(
  rows: readonly ShownItem[],
  asked: readonly string[],
  fates: readonly InboxFate[],
): ShownItem[] {
  const known = new Map(fates.map((fate) => [fate.key, fate]));
  return rows.map((row) => {
    if (row.gone?.fate !== "unknown" || !asked.includes(row.key)) return row;
    const fate = known.get(row.key);
    return { ...row, gone: { ...row.gone, fate: fate ? { by: fate.by, did: fate.did } : "hidden" } };
  });
}

/** Takes away what has stood greyed long enough; what nobody is to see any more at once. Nothing while the order is held. */
export function withoutFaded(rows: readonly ShownItem[], now: number, held: boolean): ShownItem[] {
  if (held) return [...rows];
  return rows.filter(({ gone }) => !gone || (gone.fate !== "hidden" && now - gone.at < FADES_MS));
}
