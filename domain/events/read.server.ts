import { type Run, sql } from "../kernel/db.server.ts";
import type { EventName } from "./catalogue.ts";
import type { RecordedEvent, StreamKind } from "./recorded.ts";

type Row = {
  id: string;
  stream_id: string;
  stream_kind: StreamKind;
  seq: number;
  name: EventName;
  data: unknown;
  event_time: Date;
  recorded_at: Date;
  actor_id: string | null;
  actor_name: string | null;
  acting_unit_id: string | null;
  acting_unit_name: string | null;
  command_id: string;
  struck_seq: number | null;
};
const COLUMNS = `e.id::text as id, e.stream_id, e.stream_kind, e.seq, e.name, e.data, e.event_time, e.recorded_at, e.actor_id, e.actor_name, e.acting_unit_id, e.acting_unit_name, e.command_id,
  (select s.seq from event s where s.id = e.struck_by_id) as struck_seq`;

const toEvent = (row: Row): RecordedEvent =>
  ({
    id: row.id,
    streamId: row.stream_id,
    streamKind: row.stream_kind,
    seq: row.seq,
    name: row.name,
    data: row.data,
    eventTime: row.event_time.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    actor: row.actor_id
      ? {
          id: row.actor_id,
          name: row.actor_name ?? "",
          unitId: row.acting_unit_id ?? "",
          unitName: row.acting_unit_name ?? "",
        }
      : null,
    commandId: row.command_id,
    ...(row.struck_seq === null ? {} : { struckBySeq: row.struck_seq }),
  }) as RecordedEvent;

/** Events of one stream after `seq`, oldest first, at most `limit`. */
export async function streamAfter(
  streamId: string,
  seq: number,
  limit: number,
  run: Run = sql,
): Promise<RecordedEvent[]> {
  return (
    await run<Row>(`select ${COLUMNS} from event e where e.stream_id = $1 and e.seq > $2 order by e.seq limit $3`, [
      streamId,
      seq,
      limit,
    ])
  ).map(toEvent);
}

/** The newest events of one stream before `seq` (null: the newest of all), oldest first, at most `limit`. */
export async function streamBefore(
  streamId: string,
  seq: number | null,
  limit: number,
  run: Run = sql,
): Promise<RecordedEvent[]> {
  const rows = await run<Row>(
    `select ${COLUMNS} from event e where e.stream_id = $1 and e.seq < $2 order by e.seq desc limit $3`,
    [streamId, seq ?? 2_147_483_647, limit],
  );
  return rows.reverse().map(toEvent);
}

/** Events by id, in order of id. */
export async function eventsById(ids: string[], run: Run = sql): Promise<RecordedEvent[]> {
  return (await run<Row>(`select ${COLUMNS} from event e where e.id = any($1::bigint[]) order by e.id`, [ids])).map(
    toEvent,
  );
}
