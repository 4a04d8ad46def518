import { sql } from "../../kernel/db.server.ts";
import { maskName } from "../../kernel/masking.ts";
import { permitRead } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { maySeeSubmissions, visibleSubmissionPaths } from "../../permissions/submissions.ts";
import type { SubmissionChannel } from "../channels.ts";
import { type ListKey, type ListQuestion, MOST_SELECTED, type SubmissionFilter } from "../filter.ts";
import { readable, Values } from "./conditions.server.ts";
import { countRows, pageKeys } from "./page-keys.server.ts";

/** One row of the list. Names are short; nothing of it is sealed. */
export type SubmissionLine = {
  id: string;
  number: string;
  channel: SubmissionChannel;
  /** The title, else the beginning of the text. */
  title: string;
  petitioner: string;
  place: string;
  county: string | null;
  receivedAt: string;
  /** Open links to incidents. */
  links: number;
  /** Other submissions with the same text that the reader may see. */
  sameText: number;
};

export type SubmissionList = {
  lines: SubmissionLine[];
  /** How many there are in all, where this page is the whole list; else null: `countSubmissions` says. */
  total: number | null;
  previous: ListKey | null;
  next: ListKey | null;
};

/**
 * One page of the submissions that the reader may see, newest first, by key in both directions. It does not count: that costs
 * more the more there are, and the rows need not wait for it. Refusal("not_found") for those whom submissions do not concern.
 */
export async function listSubmissions(
  actor: Actor,
  { filter, at, size }: ListQuestion,
  now: Date,
): Promise<SubmissionList> {
  permitRead(maySeeSubmissions(actor, null, now));
  const paths = visibleSubmissionPaths(actor, now);
  const page = await pageAt(filter, paths, at, size);
  const lines = await linesOf(
    page.keys.map(({ id }) => id),
    paths,
  );
  const isWhole = page.previous === null && page.next === null && at === null;
  return { lines, total: isWhole ? lines.length : null, previous: page.previous, next: page.next };
}

/** How many submissions the filter matches: exact up to 10,000; 10,001 stands for more. Refusal as `listSubmissions`. */
export async function countSubmissions(actor: Actor, filter: SubmissionFilter, now: Date): Promise<number> {
  permitRead(maySeeSubmissions(actor, null, now));
  return countRows(filter, visibleSubmissionPaths(actor, now));
}

async function pageAt(filter: SubmissionFilter, paths: readonly string[], at: ListQuestion["at"], size: number) {
  if (at && "before" in at) {
    const found = await pageKeys(filter, paths, { down: false, before: at.before }, size + 1);
    // The newest page is always a full one.
    if (found.length <= size) return pageAt(filter, paths, null, size);
    const keys = found.slice(0, size).reverse();
    return { keys, previous: keys[0]!, next: keys.at(-1)! };
  }
  const after = at ? at.after : null;
  const found = await pageKeys(filter, paths, { down: true, after }, size + 1);
  const keys = found.slice(0, size);
  return { keys, previous: (after && keys[0]) ?? null, next: found.length > size ? keys.at(-1)! : null };
}

type LineRow = Omit<SubmissionLine, "receivedAt" | "channel"> & { channel: string; receivedAt: Date; opening: string };

/** The rows of these ids, newest first; what the reader may not see is left out. */
export async function linesOf(ids: readonly string[], paths: readonly string[]): Promise<SubmissionLine[]> {
  if (ids.length === 0) return [];
  const values = new Values();
  const rows = await sql<LineRow>(
    `select s.id, s.number, s.channel, s.title, left(s.body, 80) as opening, s.petitioner, s.place, c.short_name as county,
       s.received_at as "receivedAt", s.incident_links as links,
       (select count(*)::int from (select 1 from submission o where o.text_hash = s.text_hash and o.id <> s.id and ${readable(paths, values, "o")} limit 99) x) as "sameText"
     from submission s left join unit c on c.id = s.county_id
     where s.id = any(${values.bind(ids, "uuid[]")}) and ${readable(paths, values)} order by s.received_at desc, s.id desc`,
    values.list,
  );
  return rows.map(({ opening, ...row }) => ({
    ...row,
    channel: row.channel as SubmissionChannel,
    title: row.title || opening,
    petitioner: maskName(row.petitioner),
    receivedAt: row.receivedAt.toISOString(),
  }));
}

/** One thing selected: what the selection bar needs of it. */
export type SelectedSubmission = { id: string; receivedAt: string };

/** The newest rows that the filter matches, at most `MOST_SELECTED`: for selecting them all. */
export async function matchingSubmissions(
  actor: Actor,
  filter: SubmissionFilter,
  now: Date,
): Promise<SelectedSubmission[]> {
  permitRead(maySeeSubmissions(actor, null, now));
  const paths = visibleSubmissionPaths(actor, now);
  const keys = await pageKeys(filter, paths, { down: true, after: null }, MOST_SELECTED);
  return keys.map(({ id, at }) => ({ id, receivedAt: new Date(at).toISOString() }));
}
