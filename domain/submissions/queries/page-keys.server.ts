import { sql } from "../../kernel/db.server.ts";
import { COUNTED, type ListKey, type SubmissionFilter } from "../filter.ts";
import { filterWords } from "../grams.ts";
import { conditionsOf, Values } from "./conditions.server.ts";

/** Newest first from the top or from after a key, or oldest first upwards from before a key. */
export type Direction = { down: true; after: ListKey | null } | { down: false; before: ListKey };

/** Rows walked in the order of the list before the indexes of the conditions are asked. */
const WALK = 2000;
/** The first of these tell how many more a page of a word would take: where that is more than the walk, it ends here. */
const LOOK = 250;
/** So many hits are put in order at once (a thousand cost less than a millisecond); of more, only those of a window of the list. */
const HITS = 12_000;
const WINDOWS = [4000, 40_000];

/**
 * The keys of up to `size` rows in the order of the list. Conditions that many rows meet fill a page within a short walk of an
 * index in that order; a look at the next rows says whether a word is such a one. Else the rows are gathered from the indexes of
 * the conditions (words: the grams) and then put in order: all of them where they are not very many, else those of the next rows
 * of the list, more and more. So neither what is rare nor what is common costs more as the table grows.
 */
export async function pageKeys(
  filter: SubmissionFilter,
  paths: readonly string[],
  direction: Direction,
  size: number,
): Promise<ListKey[]> {
  const from = direction.down ? direction.after : direction.before;
  const list = { filter, paths, down: direction.down };
  const keys: ListKey[] = [];
  let at = from;
  for (const rows of filterWords(filter.text).length > 0 ? [LOOK, WALK - LOOK] : [WALK]) {
    const walked = await walk(list, at, rows, size - keys.length);
    if (!walked) break;
    keys.push(...walked);
    if (keys.length === size) return keys;
    const end = await keyAt(list, at, rows);
    if (!end) return keys;
    at = end;
    if (rows === LOOK && keys.length * WALK < size * LOOK) break;
  }
  return [...keys, ...(await gatherPage(list, at, size - keys.length))];
}

type List = { filter: SubmissionFilter; paths: readonly string[]; down: boolean };
type KeyRow = { id: string; at: Date };
const toKey = ({ id, at }: KeyRow): ListKey => ({ id, at: at.getTime() });

async function gatherPage(list: List, from: ListKey | null, size: number): Promise<ListKey[]> {
  // Nearly all that hold the grams of a word hold the word: a few pages of them in order fill one.
  const first = size * 4;
  const few = await gather(list, { from, size, most: HITS + 1, first });
  if (few.hits <= HITS && (few.keys.length === size || few.hits <= first)) return few.keys;
  for (const rows of WINDOWS) {
    const to = await keyAt(list, from, rows);
    if (!to) break;
    const { keys } = await gather(list, { from, to, size });
    if (keys.length === size) return keys;
  }
  return (await gather(list, { from, size })).keys;
}

const order = (down: boolean) => (down ? "received_at desc, id desc" : "received_at, id");
const all = (conditions: (string | null)[]) => conditions.filter(Boolean).join(" and ") || "true";

function between(values: Values, down: boolean, from: ListKey | null, to: ListKey | null = null): string[] {
  const key = ({ at, id }: ListKey) => `(${values.bind(new Date(at), "timestamptz")}, ${values.bind(id, "uuid")})`;
  return [
    ...(from ? [`(s.received_at, s.id) ${down ? "<" : ">"} ${key(from)}`] : []),
    ...(to ? [`(s.received_at, s.id) ${down ? ">=" : "<="} ${key(to)}`] : []),
  ];
}

/** Of the next `within` rows of the list, tested one by one, the first `size` that pass; null where the test costs too much. */
async function walk(
  { filter, paths, down }: List,
  from: ListKey | null,
  within: number,
  size: number,
): Promise<ListKey[] | null> {
  const values = new Values();
  const { ordered, rest, tested } = conditionsOf(filter, paths, values);
  if (!tested) return null;
  const next = all([...ordered(), ...between(values, down, from)]);
  const rows = await sql<KeyRow>(
    `select s.id, s.received_at as at from (select * from submission s where ${next} order by ${order(down)} limit ${within}) s
     where ${all([...rest(), tested()])} order by ${order(down)} limit ${size}`,
    values.list,
  );
  return rows.map(toKey);
}

/** The key of the row that is `rows` further in the list; null beyond its end. */
async function keyAt({ filter, paths, down }: List, from: ListKey | null, rows: number): Promise<ListKey | null> {
  const values = new Values();
  const next = all([...conditionsOf(filter, paths, values).ordered(), ...between(values, down, from)]);
  const [row] = await sql<KeyRow>(
    `select s.id, s.received_at as at from submission s where ${next} order by ${order(down)} offset ${rows - 1} limit 1`,
    values.list,
  );
  return row ? toKey(row) : null;
}

type Gathering = { from: ListKey | null; to?: ListKey; size: number; most?: number; first?: number };

/**
 * The rows that the indexes of the conditions find in a part of the list, in order; of the `first` of them those that hold the words.
 * `hits` says how many there were, so that one knows whether `most` has cut them off; then the keys mean nothing.
 */
async function gather(
  { filter, paths, down }: List,
  { from, to, size, most, first }: Gathering,
): Promise<{ hits: number; keys: ListKey[] }> {
  const values = new Values();
  const { ordered, rest, found, verified } = conditionsOf(filter, paths, values);
  const conditions = all([found(), ...ordered(), ...between(values, down, from, to), ...rest()]);
  const words = verified();
  // Materialized: otherwise the limit of a page tempts the planner to walk the whole list after all.
  const rows = await sql<KeyRow & { hits: number | null }>(
    `with hits as materialized (select s.id, s.received_at from submission s where ${conditions} ${most ? `limit ${most}` : ""}),
     page as (
       select h.id, h.received_at from (select * from hits order by ${order(down)}${first ? ` limit ${first}` : ""}) h
       ${words ? `where exists (select 1 from submission s where s.id = h.id and ${words})` : ""} limit ${size}
     )
     select id, received_at as at, null as hits from page
     union all select null, null, (select count(*)::int from hits)`,
    values.list,
  );
  const hits = rows.at(-1)!.hits!;
  return { hits, keys: rows.slice(0, -1).map(toKey) };
}

/** How many rows there are, at most one more than `COUNTED`. */
export async function countRows(filter: SubmissionFilter, paths: readonly string[]): Promise<number> {
  const values = new Values();
  const { ordered, rest, found, verified } = conditionsOf(filter, paths, values);
  const [row] = await sql<{ n: number }>(
    `select count(*)::int as n from (select 1 from submission s where ${all([...ordered(), ...rest(), found(), verified()])} limit ${COUNTED + 1}) c`,
    values.list,
  );
  return row!.n;
}
