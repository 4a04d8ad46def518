import { sqlIn, type Tx } from "./db.server.ts";

const TAKE =
  "insert into counter (key, next) values ($1, 2) on conflict (key) do update set next = counter.next + 1 returning next - 1 as taken";

/** Takes the next number of a series, without gaps, under the counter's row lock. */
export async function takeNumber(tx: Tx, key: string): Promise<number> {
  const [row] = await sqlIn<{ taken: number }>(tx, TAKE, [key]);
  return row!.taken;
}

const TAKE_BLOCKS = `insert into counter (key, next) select key, count + 1 from unnest($1::text[], $2::int[]) as wanted(key, count) order by key
on conflict (key) do update set next = counter.next + excluded.next - 1 returning key, next`;

/** Takes a block of numbers from each series (series → how many), without gaps. Returns the first of each block. */
export async function takeNumbers(tx: Tx, wanted: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const rows = await sqlIn<{ key: string; next: number }>(tx, TAKE_BLOCKS, [[...wanted.keys()], [...wanted.values()]]);
  return new Map(rows.map(({ key, next }) => [key, next - wanted.get(key)!]));
}

/** Calendar parts of an instant in Asia/Shanghai. */
export function chinaDate(at: Date): { year: number; day: string } {
  const [year, month, date] = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).split("-");
  return { year: Number(year), day: `${year}${month}${date}` };
}
