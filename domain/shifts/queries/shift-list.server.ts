import { db, sql } from "../../kernel/db.server.ts";
import { permitRead } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { maySeeShifts, shiftRules, visibleShifts } from "../../permissions/shifts.ts";
import type { ShiftLine } from "../sheet.ts";
import { type ShiftDuty, shiftDutyNames } from "../shift-duties.ts";
import { lineOf } from "./shift-lines.ts";

/** Somebody who may take a shift of an office: he holds the duty over it. */
export type ShiftPerson = { id: string; name: string; unitName: string; duty: ShiftDuty };
export type Office = { id: string; name: string; people: ShiftPerson[] };
export type ShiftList = {
  shifts: ShiftLine[];
  /** Offices the reader plans shifts for. */
  offices: Office[];
  me: string;
  at: string;
};

/** So far back the list goes. */
const BACK_MS = 3 * 86_400_000;

const PEOPLE = `select distinct p.id, p.name, u.short_name as "unitName", g.duty, p.pinyin from person p join unit u on u.id = p.unit_id
  join grants g on g.person_id = p.id join unit s on g.scope_kind = 'unit' and s.id = g.scope_id
  where p.disabled_at is null and g.duty = any($1::text[]) and g.not_after > $2 and (g.revoked_at is null or g.revoked_at > $2) and starts_with($3, s.path)
  order by p.pinyin, p.id`;

/** 值班: who is on duty now, who comes next, what was. */
export async function shiftList(actor: Actor, now: Date): Promise<ShiftList> {
  permitRead(maySeeShifts(actor, null, now));
  const rows = await db().dutyShift.findMany({
    where: {
      AND: [
        visibleShifts(actor, now),
        { OR: [{ endsAt: { gt: new Date(now.getTime() - BACK_MS) } }, { state: "accepted", leavesAt: null }] },
      ],
    },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: 200,
  });
  const units = new Map<string, { id: string; path: string; name: string }>();
  for (const row of rows) units.set(row.unitId, { id: row.unitId, path: row.unitPath, name: row.unitName });
  units.set(actor.unitId, { id: actor.unitId, path: actor.unitPath, name: actor.unitName });
  const planned = [...units.values()].filter(
    ({ path }) =>
      shiftRules["shifts.plan"](
        actor,
        { unitPath: path, duty: "coordinator", personId: "", beforePersonId: null },
        now,
      ) === true,
  );
  const offices: Office[] = [];
  for (const unit of planned)
    offices.push({
      id: unit.id,
      name: unit.name,
      people: await sql<ShiftPerson>(PEOPLE, [shiftDutyNames, now, unit.path]),
    });
  return { shifts: rows.map(lineOf), offices, me: actor.personId, at: now.toISOString() };
}
