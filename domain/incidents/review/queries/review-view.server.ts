import { opening } from "../../../audit/opening.server.ts";
import { eventsById } from "../../../events/read.server.ts";
import type { RecordedEvent } from "../../../events/recorded.ts";
import { db, sql } from "../../../kernel/db.server.ts";
import type { Verdict } from "../../../kernel/refusal.ts";
import { inLanguage } from "../../../kernel/sentence.ts";
import type { Actor } from "../../../people/actor.ts";
import { dutyRules } from "../../../permissions/incident-duty.ts";
import { incidentRules } from "../../../permissions/incidents.ts";
import { reviewPartRules, reviewRules } from "../../../permissions/review.ts";
import { abilities } from "../../../permissions/verdict.ts";
import { readableIncident, roomView } from "../../queries/room.server.ts";
import type { RoomTask } from "../../room.ts";
import { isOpenTask } from "../../task-machine.ts";
import { courseOf, sourceText } from "../course.ts";
import { measuredEvents, measureUnits } from "../measure.ts";
import { unitsOfReview } from "../units-of-review.server.ts";
import type { ReviewUnit, ReviewView } from "../view.ts";

/** Events of an incident by name or by number, in order. */
async function eventsOf(incidentId: string, names: readonly string[], seqs: number[]): Promise<RecordedEvent[]> {
  const rows = await sql<{ id: string }>(
    "select id::text as id from event where stream_id = $1 and struck_by_id is null and (name = any($2::text[]) or seq = any($3::int[]))",
    [incidentId, names, seqs],
  );
  return (await eventsById(rows.map((row) => row.id))).sort((a, b) => a.seq - b.seq);
}

const PEOPLE = `select actor_name as name from event where stream_id = $1 and actor_name is not null and name not like 'incidents.review.%'
group by actor_name order by min(seq)`;
const SAVED = `select actor_name as by, recorded_at as at from event where stream_id = $1 and name like 'incidents.review.%'
  and name not in ('incidents.review.seen','incidents.review.dissented') order by seq desc limit 1`;
const PUT =
  "select data->>'demandId' as id, event_time as at from event where stream_id = $1 and name = 'incidents.demand.added'";

/** The review of one incident for one reader; not_found where he may not read it. Writes no access: opening the page does. */
export async function reviewView(actor: Actor, incidentId: string, now: Date): Promise<ReviewView> {
  const thing = await readableIncident(actor, incidentId, now);
  const { room, me } = await roomView(actor, incidentId, now);
  const review = room.review;
  const sourceSeqs = review?.lessons.flatMap((lesson) => lesson.sources) ?? [];
  const chosen = await eventsOf(incidentId, [], [...(review?.picked ?? []), ...sourceSeqs]);
  const bySeq = new Map(chosen.map((event) => [event.seq, event]));
  const parts = await eventsOf(incidentId, measuredEvents, []);
  const put = await sql<{ id: string; at: Date }>(PUT, [incidentId]);
  const [saved] = await sql<{ by: string | null; at: Date }>(SAVED, [incidentId]);
  const closedAt = room.facts.closedAt ?? now.toISOString();
  const can = abilities(reviewRules, actor, thing, now);
  const move = incidentRules["incidents.move"](actor, thing, now);
  const word = (verdict: Verdict): true | string => (verdict === true ? true : inLanguage(verdict, actor.locale));
  const units = (await unitsOfReview(db(), incidentId)).map(({ unitId, unitName, unitPath }): ReviewUnit => {
    const part = { incident: thing, unitPath };
    return {
      ...{ unitId, unitName },
      see: word(reviewPartRules["incidents.review.see"](actor, part, now)),
      dissent: word(reviewPartRules["incidents.review.dissent"](actor, part, now)),
    };
  });
  const counts = room.headCounts.filter((count) => !count.struck).map((count) => count.count);
  return {
    facts: room.facts,
    kind: room.kind,
    review,
    entries: room.seq,
    course: courseOf(
      chosen.filter((event) => review?.picked.includes(event.seq)),
      actor.locale,
    ),
    measured: measureUnits(parts, closedAt),
    demands: room.demands.map((demand) => ({
      ...demand,
      putAt: (put.find((one) => one.id === demand.id)?.at ?? new Date(room.facts.reportedAt)).toISOString(),
    })),
    tally: {
      answered: room.demands.filter((demand) => demand.state === "answered").length,
      carried: room.demands.filter((demand) => demand.state === "carried_on").length,
      kept: room.promises.filter((promise) => promise.state === "kept").length,
    },
    promises: room.promises,
    followUps: room.tasks.filter((task) => isFollowUp(task, closedAt)),
    units,
    parts: room.units,
    people: (await sql<{ name: string }>(PEOPLE, [incidentId])).map((row) => row.name),
    mostPeople: counts.length > 0 ? Math.max(...counts) : null,
    sources: Object.fromEntries(
      sourceSeqs.flatMap((seq) => {
        const event = bySeq.get(seq);
        return event ? [[seq, sourceText(event, actor.locale)]] : [];
      }),
    ),
    lastSaved: saved ? { by: saved.by ?? "", at: saved.at.toISOString() } : null,
    can: { ...can, move: word(move), promise: word(dutyRules["incidents.promise.make"](actor, thing, now)) },
    me,
    seq: room.seq,
  };
}

/** What goes on after closing: follow-up tasks, and others that were not done by then. */
const isFollowUp = (task: RoomTask, closedAt: string): boolean =>
  task.state !== "cancelled" &&
  (task.kind === "follow_up" || isOpenTask(task.state) || (task.doneAt !== null && task.doneAt > closedAt));

/** Opens the page: writes who did, under the number of the incident. */
export function openReviewPage(actor: Actor, incidentId: string, now: Date, requestId?: string): Promise<ReviewView> {
  const exists = async () =>
    /^[0-9a-f-]{36}$/i.test(incidentId)
      ? ((await db().incident.findUnique({ where: { id: incidentId }, select: { number: true } }))?.number ?? null)
      : null;
  return opening(
    actor,
    { kind: "incident", id: incidentId, requestId, exists },
    () => reviewView(actor, incidentId, now),
    (view) => view.facts.number,
  );
}
