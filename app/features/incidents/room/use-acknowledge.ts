import { useEffect, useRef } from "react";
import { assignmentMachine } from "#domain/incidents/assignment-machine.ts";
import type { PartAbilities, RoomUnit } from "#domain/incidents/room.ts";
import { can } from "#domain/kernel/machine.ts";
import { type Act, mayPart } from "./room-context.ts";

/**
 * 送达 and 已阅 by themselves: a liaison's browser that has the room says so once for each part of his unit, and that it was
 * seen once the page is in front of him.
 */
export function useAcknowledge(units: readonly RoomUnit[], parts: PartAbilities, act: Act): void {
  const done = useRef(new Set<string>());
  useEffect(() => {
    const mine = units.filter((unit) => mayPart(parts, unit.id, "incidents.assignment.acknowledge"));
    const tell = async () => {
      for (const unit of mine)
        for (const move of ["deliver", "see"] as const) {
          const key = `${unit.id}/${unit.sentAt}/${move}`;
          if (done.current.has(key) || !can(assignmentMachine, unit.state, move)) continue;
          if (move === "see" && document.visibilityState === "hidden") continue;
          done.current.add(key);
          const reply = await act(move, { assignmentId: unit.id }, { quiet: true });
          if (!reply.ok && reply.code === "failed") done.current.delete(key);
        }
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [units, parts, act]);
}
