import { type Command, execute } from "#domain/kernel/command.server.ts";
import { snapshot } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { chinaDate } from "#domain/kernel/numbers.server.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import { type ShiftIntent, shiftCommands } from "#domain/shifts/commands/index.server.ts";
import { sheetRows } from "#domain/shifts/queries/sheet-rows.server.ts";
import type { SeedShift } from "./content/types.ts";
import type { Keys } from "./play-incident.ts";

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

/** A shift of the demo city with its id. */
export type PlayedShift = SeedShift & { id: string; startsAt: Date };

const names = ["夜班", "白班", "晚班"] as const;
/** By the hour in the middle of the shift, in Chinese time. */
const nameOf = (startsAt: Date, endsAt: Date) => {
  const hour = (new Date((startsAt.getTime() + endsAt.getTime()) / 2).getUTCHours() + 8) % 24;
  return hour < 6 ? names[0] : hour < 16 ? names[1] : names[2];
};

async function run(by: string, intent: ShiftIntent, input: object, at: Date, keys: Keys): Promise<{ shiftId: string }> {
  const actor = (await loadActor(keys.people.get(by)!.id, at))!;
  try {
    return (await execute(shiftCommands[intent] as Command, actor, input, { commandId: newId(), now: at })) as {
      shiftId: string;
    };
  } catch (error) {
    throw new Error(
      `Demo city, ${intent} by ${by} ${chinaDate(at)}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** The roster, and the shifts that are over: played before the incidents, which nobody had heard of then. */
export async function playRoster(shifts: SeedShift[], keys: Keys, now: Date): Promise<PlayedShift[]> {
  const played: PlayedShift[] = [];
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE);
  for (const shift of shifts) {
    const startsAt = new Date(Math.round((now.getTime() + shift.startsIn * 60 * MINUTE) / HALF_HOUR) * HALF_HOUR);
    const endsAt = new Date(startsAt.getTime() + shift.hours * 60 * MINUTE);
    const plannedAt = new Date(Math.min(startsAt.getTime(), now.getTime()) - 26 * 60 * MINUTE);
    const { shiftId } = await run(
      shift.plannedBy,
      "plan-shift",
      {
        unitId: keys.units.get(shift.unit)!.id,
        duty: shift.duty,
        name: nameOf(startsAt, endsAt),
        personId: keys.people.get(shift.person)!.id,
        startsAt,
        endsAt,
      },
      plannedAt,
      keys,
    );
    const before = played.findLast((one) => one.unit === shift.unit && one.duty === shift.duty);
    if (startsAt <= now && !before) await run(shift.person, "begin-shift", { shiftId }, startsAt, keys);
    if (before && shift.accepted !== undefined && shift.handedOver !== undefined) {
      await run(before.person, "hand-over-shift", { shiftId, notes: shift.notes }, ago(shift.handedOver), keys);
      await run(shift.person, "accept-shift", { shiftId }, ago(shift.accepted), keys);
    }
    played.push({ ...shift, id: shiftId, startsAt });
  }
  return played;
}

/** The hand-over that waits: given after the incidents have happened, so that its sheet is full. */
export async function playHandOver(played: PlayedShift[], keys: Keys, now: Date): Promise<void> {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE);
  for (const [index, shift] of played.entries()) {
    if (shift.handedOver === undefined || shift.accepted !== undefined) continue;
    const before = played.slice(0, index).findLast((one) => one.unit === shift.unit && one.duty === shift.duty)!;
    const shiftId = shift.id;
    await run(before.person, "hand-over-shift", { shiftId, notes: shift.notes }, ago(shift.handedOver), keys);
    const reader = (await loadActor(keys.people.get(shift.person)!.id, now))!;
    const unit = keys.units.get(shift.unit)!;
    const sheet = {
      shiftId,
      unitId: unit.id,
      unitPath: unit.path,
      fromPersonId: keys.people.get(before.person)!.id,
    };
    const rows = await snapshot((_tx, query) => sheetRows(query, reader, sheet, now));
    for (const row of rows.slice(0, shift.opened ?? 0))
      await run(shift.person, "open-shift-row", { shiftId, key: row.key }, ago(1), keys);
    for (const word of shift.words ?? [])
      await run(
        word.by === "next" ? shift.person : before.person,
        word.by === "next" ? "ask-shift" : "answer-shift",
        { shiftId, text: word.text },
        ago(word.ago),
        keys,
      );
  }
}
