import { type Run, snapshot, type Tx } from "../../kernel/db.server.ts";
import { notFound, permitRead } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { visibleIncidentsSql } from "../../permissions/incidents.ts";
import { type ShiftPermission, shiftRules } from "../../permissions/shifts.ts";
import { type Abilities, abilities } from "../../permissions/verdict.ts";
import type { SheetRow, SheetWord, ShiftLine } from "../sheet.ts";
import { territoryOf, thingOf } from "../shift.server.ts";
import type { WordKind } from "../shift-machine.ts";
import type { Stretch } from "../who.ts";
import { sheetRows } from "./sheet-rows.server.ts";
import { lineOf } from "./shift-lines.ts";
import { whoOnDuty } from "./who-on-duty.server.ts";

export type SheetView = {
  shift: ShiftLine;
  /** Whom it is taken over from: the one who handed over, or who would. Null when nobody has the duty. */
  before: ShiftLine | null;
  notes: string;
  words: SheetWord[];
  /** Live until it is accepted; afterwards what stood there then. */
  rows: SheetRow[];
  accepted: { handed: string[]; unread: string[]; tasks: number; incidents: number } | null;
  incidents: { id: string; title: string }[];
  who: { incidentId: string; title: string; stretches: Stretch[] } | null;
  can: Abilities<ShiftPermission>;
  me: { personId: string; name: string };
  at: string;
};

/** 交接: one hand-over, as its reader may see it: rows of incidents that he may not read are not there. */
export const sheetView = (actor: Actor, shiftId: string, incidentId: string | null, now: Date): Promise<SheetView> =>
  snapshot((tx, run) => viewIn(tx, run, actor, shiftId, incidentId, now));

async function viewIn(
  tx: Tx,
  run: Run,
  actor: Actor,
  shiftId: string,
  incidentId: string | null,
  now: Date,
): Promise<SheetView> {
  if (!/^[0-9a-f-]{36}$/i.test(shiftId)) throw notFound();
  const found = await tx.dutyShift.findUnique({ where: { id: shiftId }, include: { before: true } });
  if (!found) throw notFound();
  permitRead(shiftRules["shifts.read"](actor, thingOf(found), now));
  const before =
    found.before ??
    (await tx.dutyShift.findFirst({
      where: {
        unitId: found.unitId,
        duty: found.duty,
        state: "accepted",
        leavesAt: null,
        id: { not: found.id },
      },
    }));
  const shift = { ...found, before };
  const seen = visibleIncidentsSql(actor, now, 2);
  const incidents = await run<{ id: string; title: string }>(
    `select i.id, i.title from incident i where i.county_path like $1 and ${seen.condition}
       and i.phase in ('reported', 'verified', 'dispatched', 'on_site', 'talking', 'agreed') order by i.level, i.occurred_at desc, i.id limit 200`,
    [`${territoryOf(shift.unitPath)}%`, ...seen.values],
  );
  const isOver = ["accepted", "relieved", "cancelled"].includes(shift.state);
  const sheet = {
    shiftId,
    unitId: shift.unitId,
    unitPath: shift.unitPath,
    fromPersonId: before?.personId ?? shift.personId,
  };
  const words = await tx.shiftWord.findMany({ where: { shiftId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  const chosen = incidents.find((one) => one.id === incidentId) ?? incidents[0];
  return {
    shift: lineOf(shift),
    before: before && lineOf(before),
    notes: shift.notes,
    words: words.map((word) => ({
      id: word.id,
      kind: word.kind as WordKind,
      text: word.text,
      byId: word.byId,
      byName: word.byName,
      at: word.at.toISOString(),
    })),
    rows: isOver ? [] : await sheetRows(run, actor, sheet, now),
    accepted: await acceptedIn(run, actor, shift),
    incidents,
    who: chosen
      ? {
          incidentId: chosen.id,
          title: chosen.title,
          stretches: await whoOnDuty(actor, chosen.id, shift.unitId, now, run),
        }
      : null,
    can: abilities(shiftRules, actor, thingOf(shift), now),
    me: { personId: actor.personId, name: actor.name },
    at: now.toISOString(),
  };
}

/** What was handed over is written with the titles of incidents: only both of the hand-over are shown them. */
async function acceptedIn(
  run: Run,
  actor: Actor,
  shift: { id: string; personId: string; before: { personId: string } | null },
): Promise<SheetView["accepted"]> {
  const [event] = await run<{ data: { handed?: string[]; unread: string[]; tasks: number; incidents: number } }>(
    "select data from event where stream_id = $1 and name = 'shifts.accepted' order by seq desc limit 1",
    [shift.id],
  );
  if (!event) return null;
  const both = actor.personId === shift.personId || actor.personId === shift.before?.personId;
  const { handed = [], unread, tasks, incidents } = event.data;
  return { handed: both ? handed : [], unread: both ? unread : [], tasks, incidents };
}
