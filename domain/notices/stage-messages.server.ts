import { eventsById } from "../events/read.server.ts";
import { sql, sqlIn, type Tx, transaction } from "../kernel/db.server.ts";
import { newId } from "../kernel/id.ts";
import { type Message, messages } from "./messages.ts";

/** At most so many events and messages a turn; the rest a second later. */
const A_TURN = 200;

const CLAIM = `delete from delivery where id in (
  select id from delivery where consumer = 'hooks' order by id for update skip locked limit ${A_TURN}) returning event_id::text as id`;

/** One row a message whose unit has a gateway: its own, else the nearest above it that is on. Closed units get none. */
const STAGE = `
insert into hook_delivery (id, hook_id, event_id, unit_id, unit_name, kind, incident_id, at, created_at)
select m.id, near.id, m.event_id, u.id, u.short_name, m.kind, m.incident_id, m.at, $6
from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::uuid[], $7::timestamptz[]) as m(id, event_id, unit_id, kind, incident_id, at)
join incident i on i.id = m.incident_id
join unit u on u.id = case when m.unit_id = 'county' then i.county_id else m.unit_id::uuid end and u.closed_at is null
cross join lateral (select h.id from hook h join unit hu on hu.id = h.unit_id
  where h.enabled and hu.closed_at is null and u.path like hu.path || '%' order by length(hu.path) desc limit 1) near
on conflict do nothing`;

const TO_QUEUE = `
update hook_delivery set queued_at = $1 where id in (
  select id from hook_delivery where queued_at is null and state = 'waiting' order by created_at for update skip locked limit ${A_TURN})
returning id`;

/**
 * From events to messages to the queue, in one transaction: a process that dies in the middle leaves what it began to the next.
 * `enqueue` puts messages into the queue in the same transaction. Answers how many were queued.
 */
export function stageMessages(now: Date, enqueue: (tx: Tx, ids: string[]) => Promise<unknown>): Promise<number> {
  return transaction(async (tx) => {
    const claimed = await sqlIn<{ id: string }>(tx, CLAIM);
    if (claimed.length > 0)
      await stage(
        tx,
        claimed.map(({ id }) => id),
        now,
      );
    const queued = await sqlIn<{ id: string }>(tx, TO_QUEUE, [now]);
    if (queued.length > 0)
      await enqueue(
        tx,
        queued.map(({ id }) => id),
      );
    return queued.length;
  });
}

/**
 * For a database that has lost its queue (a restore: the queue is in no backup): what waited in it is put in again. The gateway knows
 * by the id what it had taken meanwhile.
 */
export async function queueAgain(): Promise<void> {
  await sql("update hook_delivery set queued_at = null where state = 'waiting' and queued_at is not null");
}

async function stage(tx: Tx, eventIds: string[], now: Date): Promise<void> {
  const events = await eventsById(eventIds, (text, values) => sqlIn(tx, text, values));
  const rows = events.flatMap((event) => {
    const tell = messages[event.name] as ((data: unknown) => Message[]) | undefined;
    return (tell?.(event.data) ?? []).map((message) => ({ ...message, event }));
  });
  if (rows.length === 0) return;
  await sqlIn(tx, STAGE, [
    rows.map(() => newId(now.getTime())),
    rows.map(({ event }) => event.id),
    rows.map(({ unitId }) => unitId),
    rows.map(({ kind }) => kind),
    rows.map(({ event }) => event.streamId),
    now,
    rows.map(({ event }) => event.eventTime),
  ]);
}
