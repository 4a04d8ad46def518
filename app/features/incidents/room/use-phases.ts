import { useMemo } from "react";
import { hasAccepted, isActive } from "#domain/incidents/assignment-machine.ts";
import { isUnsettled } from "#domain/incidents/demand-machine.ts";
import { type Phase, type PhaseFacts, type PhaseOption, phaseOption, phases } from "#domain/incidents/phase-machine.ts";
import { useRoomState } from "./room-context.ts";

function usePhaseFacts(): PhaseFacts {
  const facts = useRoomState("facts");
  const units = useRoomState("units");
  const demands = useRoomState("demands");
  return useMemo(
    () => ({
      phase: facts.phase,
      verified: facts.verifiedAt !== null,
      units: units.filter((unit) => isActive(unit.state)).length,
      accepted: units.filter((unit) => hasAccepted(unit.state)).length,
      openDemands: demands.filter((demand) => demand.sameAs === null && isUnsettled(demand.state)).length,
    }),
    [facts.phase, facts.verifiedAt, units, demands],
  );
}

/** How this incident may go to a phase, or why not. */
export const usePhaseOption = (to: Phase): PhaseOption => phaseOption(usePhaseFacts(), to);

/** The phases before and after the present one, each with its option; `next` is where the work goes on. */
export function usePhaseOptions(): { all: { phase: Phase; option: PhaseOption }[]; next: Phase | null } {
  const facts = usePhaseFacts();
  return useMemo(() => {
    const all = phases.map((phase) => ({ phase, option: phaseOption(facts, phase) }));
    const at = phases.indexOf(facts.phase);
    return { all, next: phases[at + 1] ?? null };
  }, [facts]);
}
