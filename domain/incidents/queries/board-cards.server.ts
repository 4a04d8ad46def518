import { sql } from "../../kernel/db.server.ts";
import { say } from "../../kernel/sentence.ts";
import type { AssignmentState } from "../assignment-machine.ts";
import type { BoardCard } from "../board.ts";
import type { ClimbStep } from "../climb.ts";
import type { Level } from "../levels.ts";
import type { Phase } from "../phase-machine.ts";

/** What a card is read from, over `incident i`. */
export const CARD_COLUMNS = `i.id, i.number, i.title, i.level, i.phase, i.place, i.county_id as "countyId", i.county_name as "countyName", i.drill,
  i.dispatched_unverified as "dispatchedUnverified", i.verified_at as "verifiedAt", i.occurred_at as "occurredAt", i.reported_at as "reportedAt",
  i.phase_since as "phaseSince", i.closed_at as "closedAt", i.outcome, i.head_count as "headCount", i.head_count_before as "headCountBefore", i.head_counts as "headCounts",
  i.lead_unit_id as "leadUnitId", i.lead_unit_name as "leadUnitName", i.units_accepted as accepted, i.open_demands as "openDemands",
  i.timer_kind as "timerKind", i.timer_label as "timerLabel", i.timer_from as "timerFrom", i.timer_at as "timerAt",
  i.last_entry_at as "lastEntryAt", i.last_entry_by as "lastEntryBy", i.last_entry_text as "lastEntryText", i.last_entry_text_en as "lastEntryTextEn", i.version,
  (select coalesce(json_agg(json_build_object('unitId', a.unit_id, 'unitName', a.unit_name, 'state', a.state, 'acceptBy', a.accept_by, 'climbed', a.climb_step, 'climbAt', a.climb_at)
      order by a.role = 'lead' desc, a.sent_at, a.id), '[]')
    from assignment a where a.incident_id = i.id and a.state not in ('returned','withdrawn')) as ladder`;

export type CardRow = {
  id: string;
  number: string;
  title: string;
  level: number;
  phase: string;
  place: string;
  countyId: string;
  countyName: string;
  drill: boolean;
  dispatchedUnverified: boolean;
  verifiedAt: Date | null;
  occurredAt: Date;
  reportedAt: Date;
  phaseSince: Date;
  closedAt: Date | null;
  outcome: string | null;
  headCount: number | null;
  headCountBefore: number | null;
  headCounts: number[];
  leadUnitId: string | null;
  leadUnitName: string | null;
  ladder: {
    unitId: string;
    unitName: string;
    state: string;
    acceptBy: string | null;
    climbed: ClimbStep | null;
    climbAt: string | null;
  }[];
  accepted: number;
  openDemands: number;
  timerKind: string | null;
  timerLabel: string | null;
  timerFrom: Date | null;
  timerAt: Date | null;
  lastEntryAt: Date | null;
  lastEntryBy: string | null;
  lastEntryText: string | null;
  lastEntryTextEn: string | null;
  version: number;
};

type Timer = NonNullable<BoardCard["timer"]>;
const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The last line of a card. What was written before it was kept in English says in English who made an entry. */
function lastEntryOf({ lastEntryAt: at, lastEntryBy: by, lastEntryText: zh, lastEntryTextEn: en }: CardRow) {
  if (at === null || zh === null) return null;
  const text = en === null ? say(`${by ?? "系统"}：${zh}`, `An entry by ${by ?? "the portal"}`) : say(zh, en);
  return { at: at.toISOString(), by, text };
}

/** A card from its row, field by field. */
export function cardOf(row: CardRow): BoardCard {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    level: row.level as Level,
    phase: row.phase as Phase,
    place: row.place,
    countyId: row.countyId,
    countyName: row.countyName,
    drill: row.drill,
    dispatchedUnverified: row.dispatchedUnverified,
    verified: row.verifiedAt !== null,
    occurredAt: row.occurredAt.toISOString(),
    reportedAt: row.reportedAt.toISOString(),
    phaseSince: row.phaseSince.toISOString(),
    closedAt: iso(row.closedAt),
    outcome: row.outcome,
    headCount: row.headCount,
    headCountBefore: row.headCountBefore,
    headCounts: row.headCounts,
    leadUnitId: row.leadUnitId,
    leadUnitName: row.leadUnitName,
    ladder: row.ladder.map((unit) => ({
      unitId: unit.unitId,
      unitName: unit.unitName,
      state: unit.state as AssignmentState,
      acceptBy: unit.acceptBy && new Date(unit.acceptBy).toISOString(),
      climbed: unit.climbed,
      climbAt: unit.climbAt && new Date(unit.climbAt).toISOString(),
    })),
    accepted: row.accepted,
    openDemands: row.openDemands,
    timer:
      row.timerKind && row.timerAt
        ? {
            kind: row.timerKind as Timer["kind"],
            label: row.timerLabel ?? "",
            from: iso(row.timerFrom),
            at: row.timerAt.toISOString(),
          }
        : null,
    lastEntry: lastEntryOf(row),
    version: row.version,
  };
}

const BY_ID = `select ${CARD_COLUMNS} from incident i where i.id = any($1::uuid[]) and i.merged_into_id is null`;

/** The cards of these incidents as every reader sees them, in no order; unknown ids are left out, and those that are part of another incident have no card. Whoever sends them on checks who may read. */
export async function boardCards(ids: readonly string[]): Promise<BoardCard[]> {
  if (ids.length === 0) return [];
  return (await sql<CardRow>(BY_ID, [ids])).map(cardOf);
}
