import { command } from "../../kernel/command.server.ts";
import { type Run, sqlIn } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, Refusal, stale } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { shapeRules } from "../../permissions/shape.ts";
import { acceptMinutes } from "../accept-limits.server.ts";
import { lockIncident, noteEntry, refreshCard, saveIncident, stillOpen } from "../incident.server.ts";
import type { Level } from "../levels.ts";
import { liveRows } from "../queries/room-rows.server.ts";
import { moveReportTimers } from "../reports/timers.server.ts";
import { acceptTimes } from "./accept-time.ts";
import { ChangeLevelInput } from "./inputs.ts";

/** A time to accept starts its own climb; one that held before goes on where it was (as climb.server.ts). */
const SET_TIMES = `
update assignment a set accept_by = v.due, version = a.version + 1, climb_step = c.step, climb_at = case
  when c.step is null then v.due
  when c.step = 'head' then v.due + (v.due - coalesce(a.settled_at, a.sent_at)) end
from unnest($1::uuid[], $2::timestamptz[]) as v(id, due)
left join lateral (select x.step from assignment_climb x where x.assignment_id = v.id and x.accept_by = v.due
  order by (x.step = 'convener') desc limit 1) c on true
where a.id = v.id`;

/** 调整等级, with a reason. The times to accept of those that have not accepted follow the new level; changing it back brings the old ones back. */
export const changeLevel = command("incidents.level.change", ChangeLevelInput, async ({ tx, actor, input, now }) => {
  const incident = await lockIncident(tx, actor, input.incidentId, now);
  permit(shapeRules["incidents.level.change"](actor, incident, now));
  stillOpen(incident);
  if (incident.level !== input.from) throw stale({ level: incident.level });
  const to = input.to as Level;
  if (to === incident.level)
    throw new Refusal("invalid", say("等级没有变。", "The level is the same."), {
      fields: { to: say("请选另一个等级", "Choose another level") },
    });
  const run: Run = (text, values) => sqlIn(tx, text, values);
  const { units } = await liveRows(tx, run, incident.id);
  const times = acceptTimes(units, await acceptMinutes(tx, to), now.getTime());
  await sqlIn(tx, SET_TIMES, [times.map((time) => time.id), times.map((time) => time.acceptBy)]);
  await moveReportTimers(tx, { id: incident.id, level: to }, null);
  const factsVersion = incident.factsVersion + 1;
  await saveIncident(tx, incident, { level: to, facts_version: factsVersion });
  const after = await liveRows(tx, run, incident.id);
  const entry = await record(tx, "incidents.level.changed", incident.id, {
    ...{ incidentId: incident.id, from: incident.level, to, reason: input.reason, factsVersion },
    acceptBy: times.map(({ id, acceptBy }) => {
      const { climbs, climbAt } = after.units.find((unit) => unit.id === id)!;
      return { assignmentId: id, acceptBy, climbs, climbAt };
    }),
  });
  await refreshCard(tx, { ...incident, level: to });
  await noteEntry(tx, incident, entry);
  return { level: to, factsVersion };
});
