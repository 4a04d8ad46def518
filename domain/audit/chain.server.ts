import { createHash } from "node:crypto";
import { type Run, sql, sqlIn, transaction } from "../kernel/db.server.ts";

/** What the hash of an entry is made of, in this order: everything that it says. */
export const chained = [
  "at",
  "person_id",
  "person_name",
  "unit_id",
  "unit_name",
  "duty",
  "action",
  "subject_kind",
  "subject_id",
  "subject_label",
  "field",
  "reason",
  "grant_id",
  "session_id",
  "request_id",
] as const;
export type Chained = { [C in (typeof chained)[number]]: string | null };

/** The hash of an entry (SHA-256, hex): over what it says and the hash of the entry before it ("" for the first). */
export const chainHash = (previous: string, entry: Chained): string =>
  createHash("sha256")
    .update(JSON.stringify([previous, ...chained.map((column) => entry[column])]))
    .digest("hex");

type Row = { [C in (typeof chained)[number]]: string | Date | null } & {
  id: string;
  at: Date;
  previous_hash: string;
  hash: string;
};
const COLUMNS = `e.id::text as id, ${chained.map((column) => `e.${column}`).join(", ")}, e.previous_hash, e.hash`;

const fits = (row: Row, previous: string): boolean =>
  row.previous_hash === previous && row.hash === chainHash(previous, { ...(row as Chained), at: row.at.toISOString() });

/** Recomputes the chain. Returns the id of the first entry that does not fit, null when all do. */
export async function firstBrokenEntry(): Promise<string | null> {
  return transaction(async (tx) => {
    let previous = "";
    let after = "0";
    for (;;) {
      const rows = await sqlIn<Row>(
        tx,
        `select ${COLUMNS} from access_entry e where e.id > $1::bigint order by e.id limit 5000`,
        [after],
      );
      if (rows.length === 0) return null;
      for (const row of rows) {
        if (!fits(row, previous)) return row.id;
        previous = row.hash;
        after = row.id;
      }
    }
  }, 120_000);
}

/** Whether one entry says what it was written with and follows the one before it. `hash` is its own; null when it is unknown. */
export async function chainLink(id: string, run: Run = sql): Promise<{ hash: string; fits: boolean } | null> {
  const rows = await run<Row>(
    `select ${COLUMNS} from access_entry e where e.id <= $1::bigint order by e.id desc limit 2`,
    [id],
  );
  const [entry, before] = rows;
  return entry?.id === id ? { hash: entry.hash, fits: fits(entry, before?.hash ?? "") } : null;
}
