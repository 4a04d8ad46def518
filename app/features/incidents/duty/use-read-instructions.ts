import { useEffect, useRef } from "react";
import type { PartAbilities } from "#domain/incidents/room.ts";
import type { RoomInstruction } from "#domain/incidents/room-duty.ts";
import { type Act, mayPart } from "../room/room-context.ts";

/**
 * 已阅 by itself: an instruction is read when its owner has the room in front of him. One that names a person is read by him
 * alone; one for a unit by whoever acts for it.
 */
export function useReadInstructions(
  instructions: readonly RoomInstruction[],
  parts: PartAbilities,
  act: Act,
  personId: string,
): void {
  const done = useRef(new Set<string>());
  useEffect(() => {
    const tell = async () => {
      if (document.visibilityState === "hidden") return;
      for (const one of instructions) {
        if (one.state !== "given" || done.current.has(one.id)) continue;
        if (one.ownerId ? one.ownerId !== personId : !mayPart(parts, one.id, "incidents.instruction.read")) continue;
        done.current.add(one.id);
        const reply = await act("read-instruction", { instructionId: one.id }, { quiet: true });
        if (!reply.ok && reply.code === "failed") done.current.delete(one.id);
      }
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [instructions, parts, act, personId]);
}
