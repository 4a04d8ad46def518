import { newId } from "#domain/kernel/id.ts";
import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { eventTimeOf, lockFor, noteEntry, stillOpen } from "../incident.server.ts";
import { RecordHeadCountInput } from "../inputs.ts";

/** 记人数: how many people an observer counted on site, and when. Information about a place, never about persons. */
export const recordHeadCount = command(
  "incidents.head-count.record",
  RecordHeadCountInput,
  async ({ tx, actor, input, now }) => {
    const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.head-count.record");
    stillOpen(incident);
    const at = eventTimeOf(input.eventTime, now, incident);
    const id = newId(now.getTime());
    const event = await record(
      tx,
      "incidents.head-count.recorded",
      incident.id,
      {
        incidentId: incident.id,
        headCountId: id,
        count: input.count,
        before: incident.headCount,
        observerId: actor.personId,
        observer: actor.name,
      },
      { eventTime: at },
    );
    await tx.headCount.create({
      data: {
        id,
        incidentId: incident.id,
        count: input.count,
        observerId: actor.personId,
        observer: actor.name,
        observedAt: at,
        seq: event.seq,
      },
    });
    await sqlIn(
      tx,
      `update incident i set head_count = c.counts[cardinality(c.counts)], head_count_before = c.counts[cardinality(c.counts) - 1], head_count_at = c.at, head_counts = c.counts, version = version + 1
     from (select array_agg(x.count order by x.observed_at, x.seq) as counts, max(x.observed_at) as at
           from (select count, observed_at, seq from head_count where incident_id = $1 and struck_at is null order by observed_at desc, seq desc limit 12) x) c where i.id = $1`,
      [incident.id],
    );
    await noteEntry(tx, incident, now, actor.name, `清点现场 ${input.count} 人`);
    return { headCountId: id, seq: event.seq };
  },
);
