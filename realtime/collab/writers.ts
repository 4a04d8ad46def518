import { now as clockNow } from "#domain/kernel/clock.ts";
import { sqlIn, type Tx } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";
import type { Opened } from "./authorise.ts";

/** Somebody's keystrokes from the first to the last. */
export type Wrote = { personId: string; name: string; from: Date; until: Date };

/** Who has written in a text since it was last saved. When, and never how much: nobody is measured by it. */
export class Writers {
  readonly #since = new Map<string, Map<string, Wrote>>();

  saw(documentName: string, { personId, name }: Opened): void {
    const now = clockNow();
    const texts = this.#since.get(documentName) ?? new Map<string, Wrote>();
    this.#since.set(documentName, texts);
    texts.set(personId, { personId, name, from: texts.get(personId)?.from ?? now, until: now });
  }

  take(documentName: string): Wrote[] {
    const wrote = [...(this.#since.get(documentName)?.values() ?? [])];
    this.#since.delete(documentName);
    return wrote;
  }
}

/** Who writes on within so many minutes is still at it: one line of 写作记录. */
const PAUSE_MINUTES = 10;
const GO_ON = `update report_writing set until_at = greatest(until_at, $5) where id = (
  select id from report_writing where report_id = $1 and version = $2 and person_id = $3
    and until_at >= $4::timestamptz - make_interval(mins => ${PAUSE_MINUTES}) order by until_at desc limit 1) returning id`;
const BEGIN = `insert into report_writing (id, report_id, version, person_id, name, from_at, until_at)
values ($1, $2, $3, $4, $5, $6, $7)`;

export async function noteWriters(
  tx: Tx,
  { reportId, version }: { reportId: string; version: number },
  wrote: readonly Wrote[],
): Promise<void> {
  for (const { personId, name, from, until } of wrote) {
    const [going] = await sqlIn(tx, GO_ON, [reportId, version, personId, from, until]);
    if (!going) await sqlIn(tx, BEGIN, [newId(from.getTime()), reportId, version, personId, name, from, until]);
  }
}
