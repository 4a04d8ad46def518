import { type Run, sqlIn, type Tx } from "../kernel/db.server.ts";
import type { ClimbedTo, ClimbStep, RoomClimb } from "./climb.ts";

const LIVE =
  "g.not_before <= $1 and $1 < g.not_after and (g.revoked_at is null or $1 < g.revoked_at) and p.disabled_at is null";
const HEADS = `
select p.id as "personId", p.name, p.title from grants g join person p on p.id = g.person_id
where g.duty = 'unit_head' and g.scope_kind = 'unit' and g.scope_id = $2 and ${LIVE} order by p.name, p.id`;
/** The nearest one: named for this incident, else of the smallest territory that holds it. */
const CONVENERS = `
with held as (
  select p.id, p.name, p.title, case g.scope_kind when 'incident' then 100000 else length(u.path) end as near
  from grants g join person p on p.id = g.person_id left join unit u on g.scope_kind = 'unit' and u.id = g.scope_id
  where g.duty = 'convener' and ${LIVE}
    and (g.scope_kind = 'incident' and g.scope_id = $2 or g.scope_kind = 'unit' and $3 like u.path || '%')
)
select distinct id as "personId", name, title from held where near = (select max(near) from held) order by name, id`;

/** Who is told of a climb at `now`: the heads of the unit itself, or the conveners of the incident's territory. Nobody where none holds the duty. */
export function holdersOf(
  tx: Tx,
  step: ClimbStep,
  { unitId, incidentId, countyPath }: { unitId: string; incidentId: string; countyPath: string },
  now: Date,
): Promise<ClimbedTo[]> {
  return step === "head"
    ? sqlIn<ClimbedTo>(tx, HEADS, [now, unitId])
    : sqlIn<ClimbedTo>(tx, CONVENERS, [now, incidentId, countyPath]);
}

type ClimbRow = { assignmentId: string; acceptBy: Date; step: ClimbStep; dueAt: Date; firedAt: Date; to: ClimbedTo[] };
const CLIMBS = `
select assignment_id as "assignmentId", accept_by as "acceptBy", step, due_at as "dueAt", fired_at as "firedAt", people as to
from assignment_climb where incident_id = $1 order by fired_at, step desc`;

/** Every climb of an incident, by assignment, in order; each with the time to accept that it belongs to. */
export async function climbsIn(
  incidentId: string,
  run: Run,
): Promise<Map<string, (RoomClimb & { acceptBy: string })[]>> {
  const byAssignment = new Map<string, (RoomClimb & { acceptBy: string })[]>();
  for (const { assignmentId, acceptBy, step, dueAt, firedAt, to } of await run<ClimbRow>(CLIMBS, [incidentId])) {
    const list = byAssignment.get(assignmentId) ?? [];
    list.push({
      acceptBy: acceptBy.toISOString(),
      step,
      dueAt: dueAt.toISOString(),
      firedAt: firedAt.toISOString(),
      to: to.map(({ personId, name, title }) => ({ personId, name, title })),
    });
    byAssignment.set(assignmentId, list);
  }
  return byAssignment;
}

/** In a closed incident nothing climbs. */
export const restClimbs = (tx: Tx, incidentId: string): Promise<unknown> =>
  sqlIn(tx, "update assignment set climb_at = null where incident_id = $1", [incidentId]);

const RESUME = `
update assignment set climb_at = case
  when climb_step is null then accept_by
  when climb_step = 'head' then accept_by + (accept_by - coalesce(settled_at, sent_at)) end
where incident_id = $1`;

/** Reopened, it goes on where it was: what fell due meanwhile climbs at once. The same rule as assignment-reducer.ts. */
export const resumeClimbs = (tx: Tx, incidentId: string): Promise<unknown> => sqlIn(tx, RESUME, [incidentId]);
