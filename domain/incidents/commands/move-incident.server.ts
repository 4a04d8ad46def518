import { command } from "../../kernel/command.server.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal, stale } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { resumeClimbs } from "../climb.server.ts";
import { lockFor, noteEntry, refreshCard, saveIncident } from "../incident.server.ts";
import { MoveInput } from "../inputs.ts";
import { phaseMachine, phaseOption } from "../phase-machine.ts";
import { moveReportTimers } from "../reports/timers.server.ts";
import { openReview } from "../review/open-review.server.ts";

/**
 * Moves an incident to another phase by drag or keyboard. What a phase asks for (a note, an outcome, units) has a command of its own;
 * a back-step asks a reason; an illegal move is wrong_state with the reason the board shows.
 */
export const moveIncident = command("incidents.move", MoveInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.move");
  if (incident.phase !== input.from) throw stale({ phase: incident.phase });
  const option = phaseOption(
    {
      phase: incident.phase,
      verified: incident.verifiedAt !== null,
      units: incident.unitsActive,
      accepted: incident.unitsAccepted,
      openDemands: incident.openDemands,
    },
    input.to,
  );
  if (!option.open) throw new Refusal("wrong_state", option.why);
  if (option.asks === "reason" && !input.reason)
    throw new Refusal("invalid", say("退回须填理由。", "Moving back needs a reason."), {
      fields: { reason: say("请填写理由", "Fill in the reason") },
    });
  if (option.asks === "note")
    throw new Refusal("invalid", say("请写明核实情况。", "Say what was verified."), {
      fields: { note: say("请写明核实情况", "Say what was verified") },
    });
  if (option.asks === "units")
    throw new Refusal(
      "invalid",
      say("请先交办单位，事件会随之进入调度。", "Dispatch units first; the incident then moves by itself."),
    );
  if (option.asks === "outcome")
    throw new Refusal("invalid", say("办结须写明处理结果。", "Closing needs an outcome."), {
      fields: { outcome: say("请写明处理结果", "Fill in the outcome") },
    });
  const to = next(phaseMachine, incident.phase, option.move);
  const unverified = to === "dispatched" && incident.verifiedAt === null;
  await saveIncident(tx, incident, {
    phase: to,
    phase_since: now,
    ...(unverified ? { dispatched_unverified: true } : {}),
  });
  if (option.move === "reopen") {
    await saveIncident(tx, incident, { closed_at: null, outcome: null });
    await resumeClimbs(tx, incident.id);
    await moveReportTimers(tx, incident, { does: "reopened", at: now.toISOString() });
  }
  const entry =
    option.move === "reopen"
      ? await record(tx, "incidents.reopened", incident.id, { incidentId: incident.id, to, reason: input.reason })
      : await record(tx, "incidents.moved", incident.id, {
          incidentId: incident.id,
          from: incident.phase,
          to,
          back: option.back,
          reason: input.reason || null,
          unverified,
        });
  if (option.move === "review") await openReview(tx, incident.id, now);
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { phase: to };
});
