import { sql } from "../../kernel/db.server.ts";
import { permitRead } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { beginOf, dayOf } from "../../people/grants.ts";
import { likeText } from "../../people/pinyin.ts";
import { asked, nameCondition } from "../../people/queries/name-condition.ts";
import { type KeyValue, keyText, pageOf, type Turn, turning } from "../../people/queries/page-key.ts";
import { auditedPaths, maySeeAccessLog } from "../../permissions/audit.ts";
import { isAccessAction, isPersonalField, type SubjectKind, saysNothing } from "../access.ts";
import {
  type AccessFilter,
  type AccessLine,
  type AccessPage,
  asksReason,
  DEFAULT_DAYS,
  tabActions,
} from "../access-log.ts";
import { logAccess } from "../log-access.server.ts";

const DAY_MS = 86_400_000;
const COUNTED = 10_001;
/** Reasons are judged here, not in the database: so many rows at a time, and at most so often, until a page is full. */
const JUDGED = 500;
const ROUNDS = 40;
const COLUMNS = [
  { sql: "e.at", type: "timestamptz" },
  { sql: "e.id", type: "bigint" },
];

export type EntryRow = {
  id: string;
  at: Date;
  personName: string;
  unitName: string;
  duty: string;
  action: string;
  subjectKind: string;
  label: string;
  field: string | null;
  reason: string | null;
};
/** What a line is read from, over `access_entry e`. */
export const LINE = `e.id::text as id, e.at, e.person_name as "personName", e.unit_name as "unitName", e.duty, e.action,
  e.subject_kind as "subjectKind", e.subject_label as label, e.field, e.reason`;

export function lineOf(row: EntryRow): AccessLine {
  const action = isAccessAction(row.action) ? row.action : "open";
  return {
    id: row.id,
    at: row.at.toISOString(),
    personName: row.personName,
    unitName: row.unitName,
    duty: row.duty,
    action,
    subjectKind: row.subjectKind as SubjectKind,
    label: row.label,
    field: row.field && isPersonalField(row.field) ? row.field : null,
    reason: row.reason,
    unstated: asksReason(action) && saysNothing(row.reason ?? ""),
  };
}

/** The filter with its days made good: the last three where none are asked for, in order. */
export function completeFilter(filter: Partial<AccessFilter>, now: Date): AccessFilter {
  const today = dayOf(now);
  const day = (text: string | undefined) => (text && beginOf(text) ? text : null);
  const until = day(filter.until) ?? (day(filter.from) && filter.from! > today ? filter.from! : today);
  const from = day(filter.from) ?? dayOf(new Date(beginOf(until)!.getTime() - (DEFAULT_DAYS - 1) * DAY_MS));
  return {
    tab: filter.tab ?? "all",
    ...(from <= until ? { from, until } : { from: until, until: from }),
    who: (filter.who ?? "").trim().slice(0, 40),
    subject: (filter.subject ?? "").trim().slice(0, 40),
    unstated: filter.unstated ?? false,
  };
}

/** The condition of the list over `access_entry e join unit u`: what the reader may see of what he asks for. */
function conditionOf(actor: Actor, filter: AccessFilter, now: Date): { condition: string; values: unknown[] } {
  const until = new Date(beginOf(filter.until)!.getTime() + DAY_MS);
  const values: unknown[] = [auditedPaths(actor, now), beginOf(filter.from), until];
  const parts = ["u.path like any($1::text[])", "e.at >= $2::timestamptz", "e.at < $3::timestamptz"];
  if (filter.tab !== "all") parts.push(`e.action = any($${values.push(tabActions[filter.tab])}::text[])`);
  const who = asked(filter.who);
  if (who) {
    // Both read the same two values: the characters and the letters of the query.
    const person = nameCondition(who, ["p.name", "e.person_name"], "p.pinyin", values.length + 1);
    const unit = nameCondition(who, ["u.short_name", "u.name", "e.unit_name"], "u.pinyin", values.length + 1);
    values.push(...person.values);
    parts.push(
      `(exists (select 1 from person p where p.id = e.person_id and ${person.condition}) or ${unit.condition})`,
    );
  }
  const subject = filter.subject.replaceAll(" ", "").toLowerCase();
  if (subject) parts.push(`lower(replace(e.subject_label, ' ', '')) like $${values.push(`%${likeText(subject)}%`)}`);
  if (filter.unstated) parts.push("e.action in ('reveal','export','print')");
  return { condition: parts.join(" and "), values };
}

/** A page of the access log, newest first, of the people whose units the reader audits. Not logged by itself: see readAccessLog. */
export async function accessLog(
  actor: Actor,
  filter: AccessFilter,
  { size = 50, ...turn }: Turn & { size?: number },
  now: Date,
): Promise<AccessPage> {
  permitRead(maySeeAccessLog(actor, null, now));
  const found = conditionOf(actor, filter, now);
  const first = turning(turn, COLUMNS, found.values.length + 1, "desc");
  const rows = await collect(found, first, size, filter.unstated);
  const page = pageOf(rows, size, first, keyOfLine);
  return { ...page, total: filter.unstated ? null : await countOf(found) };
}

const keyOfLine = (line: AccessLine): KeyValue[] => [line.at, line.id];
type Found = ReturnType<typeof conditionOf>;
type Turned = ReturnType<typeof turning>;

/** One more than a page. Where only empty reasons are wanted it reads on until it has them. */
async function collect(found: Found, first: Turned, size: number, unstated: boolean): Promise<AccessLine[]> {
  const lines: AccessLine[] = [];
  const batch = unstated ? JUDGED : size + 1;
  let key = first;
  for (let round = 0; round < ROUNDS; round++) {
    const rows = await sql<EntryRow>(
      `select ${LINE} from access_entry e join unit u on u.id = e.unit_id where ${found.condition} and ${key.condition} order by ${key.order} limit ${batch}`,
      [...found.values, ...key.values],
    );
    const read = rows.map(lineOf);
    lines.push(...read.filter((line) => !unstated || line.unstated));
    if (lines.length > size || rows.length < batch) break;
    const last = keyText(keyOfLine(read.at(-1)!));
    key = turning(first.backward ? { before: last } : { after: last }, COLUMNS, found.values.length + 1, "desc");
  }
  return lines.slice(0, size + 1);
}

async function countOf({ condition, values }: Found): Promise<number> {
  const [row] = await sql<{ n: number }>(
    `select count(*)::int as n from (select 1 from access_entry e join unit u on u.id = e.unit_id where ${condition} limit ${COUNTED}) x`,
    values,
  );
  return row!.n;
}

/** The log as the page shows it: reading it is an entry too, written first. */
export async function readAccessLog(
  actor: Actor,
  filter: AccessFilter,
  turn: Turn & { size?: number },
  now: Date,
  requestId?: string,
): Promise<AccessPage> {
  permitRead(maySeeAccessLog(actor, null, now));
  await logAccess(actor, { action: "search", subjectKind: "access-log", subjectLabel: daysOf(filter), requestId });
  return accessLog(actor, filter, turn, now);
}

/** 2026-11-22 – 2026-11-24 */
export const daysOf = ({ from, until }: AccessFilter): string => (from === until ? from : `${from} – ${until}`);
