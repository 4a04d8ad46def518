import { streamBefore } from "../../events/read.server.ts";
import { sql } from "../../kernel/db.server.ts";
import type { Actor } from "../../people/actor.ts";
import { type EntryCounts, type EntryFilter, entryHolds, humanEvents, matchesFilter } from "../entry-kinds.ts";
import { ENTRIES_A_PAGE, type RoomEntry } from "../room.ts";
import { readableIncident, withStrikes } from "./room.server.ts";

const COUNT = `
select count(*)::int as "all", count(*) filter (where name = any($2::text[]))::int as human,
  count(*) filter (where name = 'incidents.entry.posted' and jsonb_array_length(data->'attachments') > 0)::int as files,
  count(*) filter (where name like 'incidents.instruction.%')::int as instructions, max(seq) as last
from event where stream_id = $1 and seq > $3 and seq <= $4`;

type Counted = { all: number; human: number; files: number; instructions: number; last: number };

/**
 * What has been counted of an incident up to its entry `last`. Entries come in order of `seq` and never change their kind, so a count
 * holds for good and only what came after is added. It is the same for every reader.
 */
const counted = new Map<string, Counted>();
const REMEMBERED = 5000;

/** How many entries of each kind an incident has, up to the entry `upTo`. Whoever asks has looked at the rights. */
export async function entryCounts(incidentId: string, upTo = 2 ** 31 - 1): Promise<EntryCounts> {
  const known = counted.get(incidentId);
  const before = known && known.last <= upTo ? known : { all: 0, human: 0, files: 0, instructions: 0, last: 0 };
  const [row] = await sql<Omit<Counted, "last"> & { last: number | null }>(COUNT, [
    ...[incidentId, humanEvents, before.last, upTo],
  ]);
  const all = before.all + row!.all;
  const human = before.human + row!.human;
  const files = before.files + row!.files;
  const instructions = before.instructions + row!.instructions;
  if (counted.size >= REMEMBERED && !counted.has(incidentId)) counted.clear();
  counted.set(incidentId, { all, human, files, instructions, last: row!.last ?? before.last });
  return { all, human, system: all - human, instructions, files };
}

/** Read at a time while looking for hits, and at most in all for one answer. */
const STEP = 1000;
const MOST_READ = 20_000;

/**
 * Entries before `before` that match a filter and hold every word of `text`, oldest first, at most a page. `next` is where to
 * go on; null when the beginning is reached. A hit is judged by what the page shows of an entry, in either language.
 */
export async function findEntries(
  actor: Actor,
  incidentId: string,
  asked: { filter: EntryFilter; text: string; before: number },
  now: Date,
): Promise<{ entries: RoomEntry[]; next: number | null }> {
  await readableIncident(actor, incidentId, now);
  const hits: RoomEntry[] = [];
  let before = asked.before;
  for (let read = 0; read < MOST_READ; read += STEP) {
    const events = await streamBefore(incidentId, before, STEP);
    for (const event of events.toReversed()) {
      before = event.seq;
      if (matchesFilter(event, asked.filter) && entryHolds(event, asked.text)) hits.unshift(event);
      if (hits.length === ENTRIES_A_PAGE) break;
    }
    if (hits.length === ENTRIES_A_PAGE || events.length < STEP) break;
  }
  return { entries: await withStrikes(incidentId, hits), next: before > 1 ? before : null };
}
