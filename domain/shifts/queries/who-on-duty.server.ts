import { eventsById } from "../../events/read.server.ts";
import { postHistory } from "../../incidents/post-history.ts";
import { readableIncident } from "../../incidents/queries/room.server.ts";
import { type Run, sql } from "../../kernel/db.server.ts";
import type { Actor } from "../../people/actor.ts";
import type { Stretch } from "../who.ts";

type ShiftRow = {
  personName: string;
  state: string;
  startsAt: Date;
  endsAt: Date;
  takesAt: Date | null;
  leavesAt: Date | null;
};

/**
 * Who coordinated an incident and who held its posts, over all of its time: posts from the events, coordinators from the shifts
 * of the office. not_found for who may not read the incident.
 */
export async function whoOnDuty(
  actor: Actor,
  incidentId: string,
  unitId: string,
  now: Date,
  run: Run = sql,
): Promise<Stretch[]> {
  await readableIncident(actor, incidentId, now, run);
  const ids = await run<{ id: string }>(
    "select id::text as id from event where stream_id = $1 and name like 'incidents.post.%'",
    [incidentId],
  );
  const events =
    ids.length > 0
      ? await eventsById(
          ids.map(({ id }) => id),
          run,
        )
      : [];
  const [incident] = await run<{ reportedAt: Date }>('select reported_at as "reportedAt" from incident where id = $1', [
    incidentId,
  ]);
  const shifts = await run<ShiftRow>(
    `select person_name as "personName", state, starts_at as "startsAt", ends_at as "endsAt", takes_at as "takesAt", leaves_at as "leavesAt"
     from duty_shift where unit_id = $1 and duty = 'coordinator' and state in ('waiting','returned','accepted','relieved')
       and (takes_at is null or leaves_at is null or leaves_at > $2) order by coalesce(takes_at, starts_at), id`,
    [unitId, incident!.reportedAt],
  );
  return [
    ...shifts.map(
      (shift): Stretch => ({
        row: "coordinator",
        name: shift.personName,
        from: (shift.takesAt ?? shift.startsAt).toISOString(),
        until: shift.takesAt ? (shift.leavesAt?.toISOString() ?? null) : shift.endsAt.toISOString(),
        expected: shift.takesAt === null,
      }),
    ),
    ...postHistory(events).map(
      (one): Stretch => ({
        row: one.post,
        name: one.personName,
        from: one.from,
        until: one.until,
        expected: one.state === "offered",
      }),
    ),
  ];
}
