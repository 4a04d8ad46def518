import { type EventData, type EventName, schemaOf, streamKindOf } from "../events/catalogue.ts";
import type { RecordedEvent } from "../events/recorded.ts";
import { goesOut } from "../notices/messages.ts";
import { sqlIn, type Tx } from "./db.server.ts";

/** Who consumes events after commit. Each is idempotent. */
export const consumers = ["realtime", "hooks"] as const;
export type Consumer = (typeof consumers)[number];

/** Who gets a delivery of this event: outgoing messages only of what goes out, so that nothing else costs a row. */
const consumersOf = (name: EventName): readonly Consumer[] => (goesOut(name) ? consumers : ["realtime"]);

/** A sweep leaves fresh deliveries to the process that committed them, for so many milliseconds. */
export const SWEEP_AFTER_MS = 2000;

/** Who acts, as `record` writes it. Null for the portal's own timers. */
export type Acting = { personId: string; name: string; unitId: string; unitName: string } | null;

export type Recording = {
  actor: Acting;
  now: Date;
  commandId: string;
  /** Filled by record(); announced after commit. */
  recorded: RecordedEvent[];
};

const recordings = new WeakMap<object, Recording>();

/** The kernel binds a recording to each command's transaction. */
export function beginRecording(tx: Tx, recording: Recording): void {
  recordings.set(tx, recording);
}

const APPEND = `
with s as (
  insert into stream (id, kind, seq) values ($1, $2, 1)
  on conflict (id) do update set seq = stream.seq + 1 returning seq
), e as (
  insert into event (stream_id, stream_kind, seq, name, data, event_time, recorded_at, actor_id, actor_name, acting_unit_id, acting_unit_name, command_id)
  select $1, $2, s.seq, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11 from s returning id, seq
), d as (
  insert into delivery (event_id, consumer, due_at) select e.id, c, $13 from e, unnest($12::text[]) as c
)
select id::text as id, seq from e`;

/**
 * Appends one event to its stream (the audit log and the timeline) with its deliveries, in the command's transaction.
 * `eventTime` is when it happened (default: now). Returns the event with its `seq`.
 */
export async function record<N extends EventName>(
  tx: Tx,
  name: N,
  streamId: string,
  data: EventData<N>,
  more: { eventTime?: Date } = {},
): Promise<RecordedEvent<N>> {
  const recording = recordings.get(tx);
  if (!recording) throw new Error("record() needs the transaction of a command");
  const { actor, now, commandId } = recording;
  const checked = schemaOf(name).parse(data) as EventData<N>;
  const kind = streamKindOf(name);
  const eventTime = more.eventTime ?? now;
  const [row] = await sqlIn<{ id: string; seq: number }>(tx, APPEND, [
    streamId,
    kind,
    name,
    JSON.stringify(checked),
    eventTime,
    now,
    actor?.personId ?? null,
    actor?.name ?? null,
    actor?.unitId ?? null,
    actor?.unitName ?? null,
    commandId,
    consumersOf(name),
    new Date(now.getTime() + SWEEP_AFTER_MS),
  ]);
  const event = {
    id: row!.id,
    streamId,
    streamKind: kind,
    seq: row!.seq,
    name,
    data: checked,
    eventTime: eventTime.toISOString(),
    recordedAt: now.toISOString(),
    actor: actor && { id: actor.personId, name: actor.name, unitId: actor.unitId, unitName: actor.unitName },
    commandId,
  } as RecordedEvent<N>;
  recording.recorded.push(event as RecordedEvent);
  return event;
}
