import { sql } from "../../kernel/db.server.ts";
import { permit } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { visibleSubmissionPaths } from "../../permissions/submissions.ts";
import type { SubmissionChannel } from "../../submissions/channels.ts";
import { readable, Values } from "../../submissions/queries/conditions.server.ts";
import { isOpenPhase } from "../board-tally.ts";
import { mattersIn, mayBelong } from "../related.ts";
import type { LinkableSubmission } from "./linkable-submissions.server.ts";
import { readableIncident } from "./room.server.ts";

/** `recordedAt` (ISO 8601): what came after a moment is new. */
export type RelatedSubmission = LinkableSubmission & { recordedAt: string };

/** So many of the newest are looked at, so many linked titles are compared with, so many are offered. */
const LOOKED_AT = 500;
const TITLES = 50;
const OFFERED = 50;
/** A letter is often registered some time after it was received. */
const DAYS_BEFORE = 3;

type Known = {
  title: string;
  place: string;
  countyId: string;
  countyName: string;
  wholeCity: boolean;
  reportedAt: Date;
  titles: string[];
};
const KNOWN = `select i.title, i.place, i.county_id as "countyId", i.county_name as "countyName", u.kind = 'city' as "wholeCity", i.reported_at as "reportedAt",
  array(select s.title from incident_link l join submission s on s.id = l.target_id
    where l.incident_id = i.id and l.target_kind = 'submission' and l.unlinked_at is null order by l.linked_at, l.id limit ${TITLES}) as titles
from incident i join unit u on u.id = i.county_id where i.id = $1 and not i.drill and i.merged_into_id is null`;

type Row = Omit<RelatedSubmission, "channel" | "receivedAt" | "recordedAt"> & {
  channel: string;
  receivedAt: Date;
  recordedAt: Date;
};

/**
 * 可能相关: submissions recorded since the incident was reported that speak of its county (an incident of the whole city: of any) and
 * share words with it; newest first, for those who may link. Nothing is linked by it and nothing is stored. One that was linked once and
 * taken off again with a reason is not offered again. An exercise has no letters; what is closed or merged away asks for none.
 * It costs the letters of one county since the incident began: the index (county, received) is walked, titles are compared here.
 */
export async function relatedSubmissions(actor: Actor, incidentId: string, now: Date): Promise<RelatedSubmission[]> {
  const thing = await readableIncident(actor, incidentId, now);
  permit(incidentRules["incidents.submissions.link"](actor, thing, now));
  const [incident] = await sql<Known>(KNOWN, [incidentId]);
  if (!incident || !isOpenPhase(thing.phase)) return [];
  const places = [incident.countyName, incident.place];
  const known = [incident.title, ...incident.titles].map((title) => mattersIn(title, places));
  return (await recordedSince(actor, incidentId, incident, now))
    .filter((row) => mayBelong(mattersIn(row.title, places), known))
    .slice(0, OFFERED)
    .map(({ receivedAt, recordedAt, ...row }) => ({
      ...row,
      channel: row.channel as SubmissionChannel,
      receivedAt: receivedAt.toISOString(),
      recordedAt: recordedAt.toISOString(),
    }));
}

function recordedSince(actor: Actor, incidentId: string, incident: Known, now: Date): Promise<Row[]> {
  const values = new Values();
  const begun = new Date(incident.reportedAt.getTime() - DAYS_BEFORE * 86_400_000);
  const conditions = [
    ...(incident.wholeCity ? [] : [`s.county_id = ${values.bind(incident.countyId, "uuid")}`]),
    `s.received_at >= ${values.bind(begun, "timestamptz")}`,
    `s.recorded_at > ${values.bind(incident.reportedAt, "timestamptz")}`,
    readable(visibleSubmissionPaths(actor, now), values),
    `not exists (select 1 from incident_link l where l.target_kind = 'submission' and l.target_id = s.id and l.incident_id = ${values.bind(incidentId, "uuid")})`,
  ];
  return sql<Row>(
    `select s.id, s.number, s.channel, case when s.title = '' then left(s.body, 80) else s.title end as title,
       s.received_at as "receivedAt", s.recorded_at as "recordedAt"
     from submission s where ${conditions.join(" and ")} order by s.received_at desc, s.id desc limit ${LOOKED_AT}`,
    values.list,
  );
}
