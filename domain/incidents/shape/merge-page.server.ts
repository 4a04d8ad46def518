import type { RecordedEvent } from "../../events/recorded.ts";
import { db, snapshot, sql } from "../../kernel/db.server.ts";
import { notFound, permit } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { visibleIncidentsSql } from "../../permissions/incidents.ts";
import { shapeRules } from "../../permissions/shape.ts";
import type { Level } from "../levels.ts";
import type { Phase } from "../phase-machine.ts";
import { openRoom } from "../queries/open-room.server.ts";
import { entriesBefore, readableIncident } from "../queries/room.server.ts";
import { reportLimits } from "../reports/queries/room-reports.server.ts";
import type { ReportLimits } from "../reports/report-timers.ts";
import type { RoomEntry, RoomState } from "../room.ts";
import { isAssignable } from "./later-entries.ts";

/** An incident that could be merged with another. */
export type MergeCandidate = {
  id: string;
  number: string;
  title: string;
  level: Level;
  phase: Phase;
  place: string;
  county: string;
};
/** `entries`: how many the timeline has; the room holds the newest. */
export type MergeRoom = RoomState & { canMerge: true | string };
export type MergeView = {
  survivor: MergeRoom;
  absorbed: MergeRoom | null;
  candidates: MergeCandidate[];
  limits: ReportLimits;
  at: string;
};

const SHOWN = 50;
const run = (text: string, values?: unknown[]) => sql(text, values);

/** Two incidents side by side before they are merged; without `otherId` those that can be chosen. Opening the page opens both. */
export async function mergeView(
  actor: Actor,
  incidentId: string,
  otherId: string | null,
  now: Date,
  requestId?: string,
): Promise<MergeView> {
  const thing = await readableIncident(actor, incidentId, now);
  permit(shapeRules["incidents.merge"](actor, thing, now));
  const room = async (id: string): Promise<MergeRoom> => {
    const { view } = await openRoom(actor, id, now, requestId);
    return { ...view.room, canMerge: view.can["incidents.merge"] };
  };
  const survivor = await room(incidentId);
  const absorbed = otherId && otherId !== incidentId ? await room(otherId) : null;
  return {
    survivor,
    absorbed,
    candidates: absorbed ? [] : await mergeCandidates(actor, survivor, now),
    limits: await reportLimits(run as never),
    at: now.toISOString(),
  };
}

type Row = MergeCandidate & { countyPath: string; reportedByUnitPath: string; unitPaths: string[] };

/** Open incidents of the same kind (real, or exercise) that the actor leads; those of the same county first, then the newest. */
async function mergeCandidates(actor: Actor, { facts }: RoomState, now: Date): Promise<MergeCandidate[]> {
  const seen = visibleIncidentsSql(actor, now, 1);
  const rows = await sql<Row>(
    `select i.id, i.number, i.title, i.level, i.phase, i.place, i.county_name as county, i.county_path as "countyPath",
       i.reported_by_unit_path as "reportedByUnitPath", array[]::text[] as "unitPaths"
     from incident i where i.phase in ('reported','verified','dispatched','on_site','talking','agreed') and ${seen.condition}
       and i.id <> $4 and i.drill = $5 order by (i.county_id = $6) desc, i.reported_at desc, i.id desc limit 200`,
    [...seen.values, facts.id, facts.drill, facts.countyId],
  );
  return rows
    .filter((row) => shapeRules["incidents.merge"](actor, row, now) === true)
    .slice(0, SHOWN)
    .map(({ countyPath: _, reportedByUnitPath: __, unitPaths: ___, ...one }) => one);
}

export type MergeRecord = {
  mergeId: string;
  at: string;
  by: string;
  reason: string;
  undone: { at: string; by: string; reason: string } | null;
  /** The entry of the merge in the survivor's timeline. */
  seq: number;
  survivor: { id: string; number: string; title: string; drill: boolean };
  absorbed: { id: string; number: string; title: string; drill: boolean };
  /** The newest entries of each, oldest first. */
  entries: { survivor: RoomEntry[]; absorbed: RoomEntry[] };
  /** Entries since that can be assigned when the merge is undone. */
  later: RecordedEvent[];
  canUndo: true | string;
};

/** A merge as it stands in both timelines: not_found for whoever may not read both. */
export async function mergeRecord(actor: Actor, incidentId: string, mergeId: string, now: Date): Promise<MergeRecord> {
  if (!/^[0-9a-f-]{36}$/i.test(mergeId)) throw notFound();
  const merge = await db().incidentMerge.findUnique({ where: { id: mergeId } });
  if (!merge || ![merge.survivorId, merge.absorbedId].includes(incidentId)) throw notFound();
  const things = [
    await readableIncident(actor, merge.survivorId, now),
    await readableIncident(actor, merge.absorbedId, now),
  ];
  const named = await snapshot((tx) =>
    tx.incident.findMany({
      where: { id: { in: [merge.survivorId, merge.absorbedId] } },
      select: { id: true, number: true, title: true, drill: true },
    }),
  );
  const newest = async (id: string) => {
    const last = await entriesBefore(actor, id, 2_147_483_647, now);
    const first = last[0]?.seq ?? 1;
    return first > 1 ? [...(await entriesBefore(actor, id, first, now)), ...last] : last;
  };
  const entries = { survivor: await newest(merge.survivorId), absorbed: await newest(merge.absorbedId) };
  const verdicts = things.map((thing) => shapeRules["incidents.merge.undo"](actor, thing, now));
  const no = verdicts.find((verdict) => verdict !== true);
  return {
    mergeId,
    at: merge.at.toISOString(),
    by: merge.byName,
    reason: merge.reason,
    undone: merge.undoneAt
      ? { at: merge.undoneAt.toISOString(), by: merge.undoneByName ?? "", reason: merge.undoneReason ?? "" }
      : null,
    seq: merge.survivorSeq,
    survivor: named.find((one) => one.id === merge.survivorId)!,
    absorbed: named.find((one) => one.id === merge.absorbedId)!,
    entries,
    later: entries.survivor.filter((event) => event.seq > merge.survivorSeq && isAssignable(event)),
    canUndo: no === undefined ? true : actor.locale === "en" ? no.en : no.zh,
  };
}
