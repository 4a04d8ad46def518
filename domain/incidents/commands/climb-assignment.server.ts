import { z } from "zod";
import type { RecordedEvent } from "../../events/recorded.ts";
import { execute, portalCommand } from "../../kernel/command.server.ts";
import { sql } from "../../kernel/db.server.ts";
import { Id } from "../../kernel/fields.ts";
import { newId } from "../../kernel/id.ts";
import { log } from "../../kernel/log.ts";
import { record } from "../../kernel/record.server.ts";
import { type AssignmentState, awaitsAcceptance } from "../assignment-machine.ts";
import { isOpenPhase } from "../board-tally.ts";
import { holdersOf } from "../climb.server.ts";
import { type ClimbStep, climbsNextAt, stepAfter } from "../climb.ts";
import { noteEntry, refreshCard } from "../incident.server.ts";
import { lockAssignment, saveAssignment } from "../parts.server.ts";

/**
 * 升级 of one unit's part by the portal itself. It looks again under the incident's lock: only what still waits for acceptance, in an open
 * incident, past its time, climbs; whoever comes second finds the next time set. Where nobody holds the duty of head it climbs
 * straight on. Answers the steps taken.
 */
export const climbAssignment = portalCommand(
  "incidents.assignment.climb",
  z.object({ assignmentId: Id }),
  async ({ tx, input, now }) => {
    const { incident, assignment } = await lockAssignment(tx, null, input.assignmentId, now);
    const { acceptBy, climbAt } = assignment;
    if (!isOpenPhase(incident.phase) || !awaitsAcceptance(assignment.state as AssignmentState)) return { steps: [] };
    if (acceptBy === null || climbAt === null || climbAt > now) return { steps: [] };
    const time = { from: (assignment.settledAt ?? assignment.sentAt).getTime(), acceptBy: acceptBy.getTime() };
    const unit = {
      incidentId: incident.id,
      assignmentId: assignment.id,
      unitId: assignment.unitId,
      unitName: assignment.unitName,
    };
    const steps: ClimbStep[] = [];
    let entry: RecordedEvent | undefined;
    let step = stepAfter(assignment.climbStep as ClimbStep | null);
    let nextAt: Date | null = null;
    while (step !== null) {
      const to = await holdersOf(tx, step, { ...unit, countyPath: incident.countyPath }, now);
      const straightOn = to.length === 0 && stepAfter(step) !== null;
      const next = straightOn ? now.getTime() : climbsNextAt(time, step, now.getTime());
      nextAt = next === null ? null : new Date(next);
      await tx.assignmentClimb.create({
        data: {
          id: newId(now.getTime()),
          incidentId: incident.id,
          assignmentId: assignment.id,
          acceptBy,
          step,
          dueAt: climbAt,
          firedAt: now,
          people: to,
        },
      });
      entry = await record(tx, "incidents.assignment.climbed", incident.id, {
        ...unit,
        step,
        to,
        minutes: Math.round((time.acceptBy - time.from) / 60_000),
        dueAt: climbAt.toISOString(),
        firedAt: now.toISOString(),
        nextAt: nextAt?.toISOString() ?? null,
      });
      steps.push(step);
      step = straightOn ? stepAfter(step) : null;
    }
    await saveAssignment(tx, assignment, { climbStep: steps.at(-1)!, climbAt: nextAt });
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry!);
    return { steps };
  },
);

/** At most so many a turn; the rest a second later. */
const A_TURN = 200;
const DUE = `
select a.id from assignment a join incident i on i.id = a.incident_id
where a.climb_at <= $1 and a.climb_at is not null and a.state in ('sent','delivered','seen')
  and i.phase in ('reported', 'verified', 'dispatched', 'on_site', 'talking', 'agreed')
order by a.climb_at limit ${A_TURN}`;

/** Lets climb what is past its time by `now`. One that fails keeps none from climbing, and is tried again. Answers how many climbed. */
export async function climbDue(now: Date): Promise<number> {
  let climbed = 0;
  for (const { id } of await sql<{ id: string }>(DUE, [now])) {
    try {
      const { steps } = await execute(climbAssignment, null, { assignmentId: id }, { commandId: newId(), now });
      if (steps.length > 0) climbed++;
    } catch (error) {
      log.error({ err: error, assignmentId: id }, "a unit could not climb; it is tried again");
    }
  }
  return climbed;
}
