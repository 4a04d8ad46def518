import { awaitsAcceptance } from "../assignment-machine.ts";
import type { RoomUnit } from "../room.ts";

type Part = Pick<RoomUnit, "id" | "state" | "sentAt" | "settledAt" | "acceptBy">;

/**
 * Times to accept after the level changed, of units that have not accepted: counted from when they were dispatched (or their objection was
 * settled) by the new level's minutes. Where that is past already they have those minutes from now, so that nobody is late without
 * having been told. Changing the level back counts from the same moment, and so gives the old time. Pure; `now` in ms.
 */
export function acceptTimes(units: readonly Part[], minutes: number, now: number): { id: string; acceptBy: string }[] {
  return units
    .filter((unit) => awaitsAcceptance(unit.state) && unit.acceptBy !== null)
    .map((unit) => {
      const due = Date.parse(unit.settledAt ?? unit.sentAt) + minutes * 60_000;
      return { id: unit.id, acceptBy: new Date(due > now ? due : now + minutes * 60_000).toISOString() };
    })
    .filter(({ id, acceptBy }) => units.find((unit) => unit.id === id)!.acceptBy !== acceptBy);
}
