import { sqlIn, type Tx } from "../kernel/db.server.ts";

/** The card's line of counts: the last twelve at the incident's own place. What was counted elsewhere stands beside it and is never added. */
const REFRESH = `update incident i set head_count = c.counts[cardinality(c.counts)], head_count_before = c.counts[cardinality(c.counts) - 1], head_count_at = c.at, head_counts = coalesce(c.counts, '{}'), version = version + 1
  from (select array_agg(x.count order by x.observed_at, x.seq) as counts, max(x.observed_at) as at
        from (select count, observed_at, seq from head_count where incident_id = $1 and struck_at is null and place is null order by observed_at desc, seq desc limit 12) x) c where i.id = $1
  returning i.version`;

export async function refreshHeadCounts(tx: Tx, incident: { id: string; version: number }): Promise<void> {
  const [row] = await sqlIn<{ version: number }>(tx, REFRESH, [incident.id]);
  incident.version = row!.version;
}

/** The newest count at one place (null: the incident's own); null when there is none. */
export async function lastHeadCount(tx: Tx, incidentId: string, place: string | null): Promise<number | null> {
  const [row] = await sqlIn<{ count: number }>(
    tx,
    "select count from head_count where incident_id = $1 and struck_at is null and place is not distinct from $2 order by observed_at desc, seq desc limit 1",
    [incidentId, place],
  );
  return row?.count ?? null;
}

/** Whether counts may be recorded at `place` beside the incident's own: the places of incidents that are part of it, and where was counted before. */
export async function isCountedPlace(tx: Tx, incidentId: string, place: string): Promise<boolean> {
  const rows = await sqlIn(
    tx,
    "select 1 from incident where merged_into_id = $1 and place = $2 union all select 1 from head_count where incident_id = $1 and place = $2 limit 1",
    [incidentId, place],
  );
  return rows.length > 0;
}
