import { type Run, snapshot, sql } from "../../kernel/db.server.ts";
import type { Actor } from "../../people/actor.ts";
import { maySeeAccessLog } from "../../permissions/audit.ts";
import { maySeeBoard } from "../../permissions/incidents.ts";
import {
  type InboxCount,
  type InboxItem,
  type InboxKind,
  type InboxView,
  inboxGroups,
  inboxKindNames,
  inboxKinds,
} from "../inbox.ts";
import { inboxSources } from "../sources.server.ts";
import { inboxIncidents } from "./inbox-incidents.server.ts";

/** Rows of a kind on the page, the most pressing ones; the counts know all. */
export const ROWS_A_KIND = 50;

type Row = {
  kind: InboxKind;
  id: string;
  incidentId: string | null;
  since: Date;
  starts: Date | null;
  due: Date | null;
  facts: Record<string, unknown>;
};

/** 待办 of one person at `now`: what waits for him, by group, then by time left. Nothing in it is beyond his rights. */
export function inboxView(actor: Actor, now: Date): Promise<InboxView> {
  return snapshot(async (_tx, run) => {
    const { sources, values } = inboxSources(actor, now);
    const list = sources.map(
      (one) =>
        `(select '${one.kind}' as kind, ${one.id} as id, ${one.incident} as "incidentId", ${one.since} as since, ${one.starts} as starts,
           ${one.due} as due, ${one.facts} as facts ${one.from} order by 6 nulls last, 4, 2 limit ${ROWS_A_KIND})`,
    );
    const rows = await run<Row>(...statement(list, values));
    const items = rows.map(itemOf).sort(byGroupAndTime);
    const ids = [...new Set(items.flatMap((item) => ("incidentId" in item ? [item.incidentId] : [])))];
    return {
      items,
      count: await countIn(run, actor, now, null),
      incidents: await inboxIncidents(ids, actor.locale, run),
      audits: maySeeAccessLog(actor, null, now) === true,
      board: maySeeBoard(actor, null, now) === true,
      at: now.toISOString(),
    };
  });
}

/** How many wait, in one statement: for the badge of every page. `since`: what has come after that moment counts as fresh. */
export const inboxCount = (actor: Actor, now: Date, since: Date | null = null): Promise<InboxCount> =>
  countIn(sql, actor, now, since);

async function countIn(run: Run, actor: Actor, now: Date, since: Date | null): Promise<InboxCount> {
  const { sources, values } = inboxSources(actor, now);
  const all = [...values, since];
  const list = sources.map(
    (one) =>
      `select '${one.kind}' as kind, count(*)::int as n, count(*) filter (where ${one.since} > $${all.length}::timestamptz)::int as fresh,
        count(*) filter (where ${one.since} > $${all.length}::timestamptz and ${one.urgent ?? "false"})::int as urgent,
        count(*) filter (where ${one.since} > $${all.length}::timestamptz and ${one.incident.startsWith("null") ? "false" : "i.drill"})::int as drills ${one.from}`,
  );
  const rows = await run<{ kind: InboxKind; n: number; fresh: number; urgent: number; drills: number }>(
    ...statement(list, all),
  );
  const count: InboxCount = {
    total: 0,
    kinds: Object.fromEntries(inboxKindNames.map((kind) => [kind, 0])) as InboxCount["kinds"],
    fresh: Object.fromEntries(inboxGroups.map((group) => [group, 0])) as InboxCount["fresh"],
    urgent: 0,
    drills: 0,
  };
  for (const { kind, n, fresh, urgent, drills } of rows) {
    count.urgent += urgent;
    count.drills += drills;
    count.total += n;
    count.kinds[kind] += n;
    count.fresh[inboxKinds[kind]] += fresh;
  }
  return count;
}

/** The pieces as one statement with the values that they use: PostgreSQL refuses a parameter that nothing names. */
function statement(pieces: string[], values: unknown[]): [text: string, values: unknown[]] {
  const kept: unknown[] = [];
  const places = new Map<string, string>();
  const text = pieces.join("\nunion all ").replace(/\$(\d+)/g, (_, place: string) => {
    if (!places.has(place)) places.set(place, `$${kept.push(values[Number(place) - 1])}`);
    return places.get(place)!;
  });
  return [text, kept];
}

const iso = (at: unknown): string | null => (at ? new Date(at as string | Date).toISOString() : null);

/** The facts were built by the source of the same kind; times inside them become ISO strings like all others. */
function itemOf(row: Row): InboxItem {
  const { facts } = row;
  for (const name of ["sentAt", "deliveredAt", "climbedAt"]) if (name in facts) facts[name] = iso(facts[name]);
  const access = facts.access as { at: string } | undefined;
  if (access) access.at = iso(access.at)!;
  return {
    kind: row.kind,
    id: row.id,
    ...(row.incidentId && { incidentId: row.incidentId }),
    since: row.since.toISOString(),
    due: row.due && { from: iso(row.starts), at: row.due.toISOString() },
    ...facts,
  } as InboxItem;
}

/** By group; then what is due first, what has no limit by how long it waits; mentions newest first, as they are read. */
function byGroupAndTime(a: InboxItem, b: InboxItem): number {
  const group = inboxGroups.indexOf(inboxKinds[a.kind]) - inboxGroups.indexOf(inboxKinds[b.kind]);
  if (group !== 0) return group;
  if (a.kind === "mention" && b.kind === "mention") return b.since.localeCompare(a.since) || a.id.localeCompare(b.id);
  if (a.due && b.due) return a.due.at.localeCompare(b.due.at) || a.id.localeCompare(b.id);
  if (a.due || b.due) return a.due ? -1 : 1;
  return a.since.localeCompare(b.since) || a.id.localeCompare(b.id);
}
