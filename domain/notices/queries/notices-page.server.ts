import type { EventData } from "../../events/catalogue.ts";
import type { Level } from "../../incidents/levels.ts";
import { sql } from "../../kernel/db.server.ts";
import { permitRead } from "../../kernel/refusal.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { keptHookPaths, limitRules, maySeeNotices } from "../../permissions/notices.ts";
import type { MessageKind } from "../messages.ts";

export type AcceptLimitLine = {
  level: Level;
  minutes: number;
  changedAt: string | null;
  changedBy: string | null;
  version: number;
};
export type HookLine = {
  hookId: string;
  unitId: string;
  unitName: string;
  url: string;
  enabled: boolean;
  changedAt: string;
  changedBy: string;
  version: number;
  waiting: number;
};
export type MessageLine = {
  id: string;
  kind: MessageKind;
  unitName: string;
  number: string;
  at: string;
  state: "waiting" | "delivered" | "failed" | "stopped";
  attempts: number;
  /** HTTP status or what went wrong; null before the first attempt. */
  said: string | null;
  lastAt: string | null;
};
/** What was set, by whom and when: a time to accept with its reason, or where a unit's messages go. */
export type ChangeLine = { id: string; at: string; by: string } & (
  | ({ kind: "limit" } & EventData<"portal.accept-limit.changed">)
  | ({ kind: "hook" } & Pick<EventData<"portal.hook.set">, "unitName" | "host" | "enabled" | "newSecret">)
);
export type NoticesPage = {
  limits: AcceptLimitLine[];
  changeLimits: true | string;
  /** Null for whom outgoing messages are no business. */
  outgoing: { hooks: HookLine[]; units: { id: string; name: string }[]; messages: MessageLine[] } | null;
  /** The newest first, those of gateways for who keeps them. */
  changes: ChangeLine[];
};

/** Messages on the page, the newest; older ones are kept. */
export const MESSAGES_SHOWN = 50;
/** Changes on the page, the newest; older ones stand in the log of events. */
export const CHANGES_SHOWN = 20;

const LIMITS =
  'select level, minutes, changed_at as "changedAt", changed_by as "changedBy", version from accept_limit order by level';
const HOOKS = `
select h.id as "hookId", u.id as "unitId", u.short_name as "unitName", h.url, h.enabled, h.changed_at as "changedAt", h.changed_by as "changedBy", h.version,
  (select count(*)::int from hook_delivery d where d.hook_id = h.id and d.state = 'waiting') as waiting
from hook h join unit u on u.id = h.unit_id where u.path like any($1::text[]) and u.closed_at is null order by u.path`;
const UNITS = `select u.id, u.short_name as name from unit u
where u.path like any($1::text[]) and u.closed_at is null and not exists (select 1 from hook h where h.unit_id = u.id) order by u.path`;
const MESSAGES = `
select d.id, d.kind, d.unit_name as "unitName", i.number, d.at, d.state, d.attempts, coalesce(d.last_status::text, d.last_error) as said, d.last_at as "lastAt"
from hook_delivery d join hook h on h.id = d.hook_id join unit u on u.id = h.unit_id join incident i on i.id = d.incident_id
where u.path like any($1::text[]) order by d.created_at desc, d.id desc limit ${MESSAGES_SHOWN}`;
const CHANGES = `
select e.id::text as id, e.event_time as at, e.actor_name as by, e.name, e.data
from event e left join hook h on e.name = 'portal.hook.set' and h.id = e.stream_id left join unit u on u.id = h.unit_id
where e.name = 'portal.accept-limit.changed' or (e.name = 'portal.hook.set' and u.path like any($1::text[]))
order by e.id desc limit ${CHANGES_SHOWN}`;

type Dated<T, K extends keyof T> = Omit<T, K> & { [P in K]: Date | null };
const iso = (at: Date | null) => at?.toISOString() ?? null;

/** 升级与提醒: the times to accept, and where messages go out; each for whom it is. */
export async function noticesPage(actor: Actor, now: Date): Promise<NoticesPage> {
  permitRead(maySeeNotices(actor, null, now));
  const [top] = await sql<{ path: string }>("select path from unit where parent_id is null order by path limit 1");
  const verdict = limitRules["portal.accept-limit.change"](actor, { path: top?.path ?? "" }, now);
  const limits = await sql<Dated<AcceptLimitLine, "changedAt">>(LIMITS);
  const paths = keptHookPaths(actor, now);
  return {
    limits: limits.map((limit) => ({ ...limit, changedAt: iso(limit.changedAt) })),
    changeLimits: verdict === true ? true : inLanguage(verdict, actor.locale),
    outgoing: paths.length > 0 ? await outgoing(paths) : null,
    changes: await changes(paths),
  };
}

type ChangeRow = { id: string; at: Date; by: string | null } & (
  | { name: "portal.accept-limit.changed"; data: EventData<"portal.accept-limit.changed"> }
  | { name: "portal.hook.set"; data: EventData<"portal.hook.set"> }
);

async function changes(paths: string[]): Promise<ChangeLine[]> {
  const rows = await sql<ChangeRow>(CHANGES, [paths]);
  return rows.map((row) => {
    const line = { id: row.id, at: row.at.toISOString(), by: row.by ?? "" };
    if (row.name === "portal.accept-limit.changed") return { ...line, kind: "limit", ...row.data };
    const { unitName, host, enabled, newSecret } = row.data;
    return { ...line, kind: "hook", unitName, host, enabled, newSecret };
  });
}

async function outgoing(paths: string[]): Promise<NonNullable<NoticesPage["outgoing"]>> {
  const [hooks, units, messages] = await Promise.all([
    sql<Dated<HookLine, "changedAt">>(HOOKS, [paths]),
    sql<{ id: string; name: string }>(UNITS, [paths]),
    sql<Dated<MessageLine, "at" | "lastAt">>(MESSAGES, [paths]),
  ]);
  return {
    hooks: hooks.map((hook) => ({ ...hook, changedAt: iso(hook.changedAt)! })),
    units,
    messages: messages.map((message) => ({ ...message, at: iso(message.at)!, lastAt: iso(message.lastAt) })),
  };
}
