import type { QueryResultRow } from "pg";
import { sql } from "../../kernel/db.server.ts";
import { permitRead, type Verdict } from "../../kernel/refusal.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import { type Actor, grantsAt } from "../../people/actor.ts";
import { dutyNames } from "../../people/duties.ts";
import { incidentRules, mayReportIncident, maySeeBoard, visibleIncidentsSql } from "../../permissions/incidents.ts";
import { no } from "../../permissions/verdict.ts";
import { acceptTableOf } from "../accept-limits.server.ts";
import type { BoardFilter, BoardView, CardAbilities } from "../board.ts";
import { sortColumn } from "../board-reducer.ts";
import { isOpenPhase, summariseTally, type TallyRow } from "../board-tally.ts";
import { COUNTED } from "../counted.ts";
import type { Level } from "../levels.ts";
import { type Phase, phases } from "../phase-machine.ts";
import { CARD_COLUMNS, type CardRow, cardOf } from "./board-cards.server.ts";

export { boardCards } from "./board-cards.server.ts";

/** Cards a phase; beyond it the board says so and shows the way on. */
export const CARDS_A_PHASE = 100;
/** How long a closed (reviewed) incident stands on the board, in days. */
export const CLOSED_DAYS = 7;
export const REVIEWED_DAYS = 30;

/** Written out, not a parameter: the planner takes a partial index only for a condition it can read. */
const OPEN = `i.phase in (${phases
  .filter(isOpenPhase)
  .map((phase) => `'${phase}'`)
  .join(", ")})`;
const PART = "a.incident_id = i.id and a.state not in ('returned','withdrawn')";
const LATE =
  "(select count(*) from assignment a where a.incident_id = i.id and a.state in ('sent','delivered','seen') and a.accept_by <=";

type Statement = { text: string; values: unknown[] };

/** The beginning of a statement over `incident i`: what the reader sees of county and unit, and what of it is his. */
function scope(actor: Actor, filter: BoardFilter, now: Date) {
  const seen = visibleIncidentsSql(actor, now, 1);
  const values: unknown[] = [...seen.values];
  const bind = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const me = bind(actor.personId, "uuid");
  const county = bind(filter.county, "uuid");
  const unit = bind(filter.unit, "uuid");
  const own = grantsAt(actor, now, ...dutyNames).filter((grant) => grant.scopeKind === "incident");
  const ownIds = bind(
    own.map((grant) => grant.scopeId),
    "uuid[]",
  );
  return {
    values,
    bind,
    matches: `${seen.condition} and (${county} is null or i.county_id = ${county})
      and (${unit} is null or exists (select 1 from assignment a where ${PART} and a.unit_id = ${unit}))`,
    mine: `(i.reported_by_id = ${me} or i.id = any(${ownIds})
      or exists (select 1 from assignment a where ${PART} and (a.unit_id = ${bind(actor.unitId, "uuid")} or a.sent_by_id = ${me}))
      or exists (select 1 from incident_task t where t.incident_id = i.id and t.owner_id = ${me} and t.state in ('given','underway','handed_back')))`,
  };
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

/** The cards: a page of each phase, open ones by next timer from the index incident_open, the others newest first from incident_done. */
function cardsStatement(actor: Actor, filter: BoardFilter, now: Date): Statement {
  const { values, bind, matches, mine } = scope(actor, filter, now);
  const levels = bind(filter.levels, "int[]");
  const shown = `${matches} and (cardinality(${levels}) = 0 or i.level = any(${levels}))
    and (${bind(filter.drills, "bool")} or ${COUNTED}) and (not ${bind(filter.mine, "bool")} or ${mine})`;
  const past = (before: string | null, days: number) =>
    `and i.phase_since > ${bind(before ? new Date(0) : daysBefore(now, days), "timestamptz")} and i.phase_since < ${bind(before ?? daysBefore(now, -1), "timestamptz")}`;
  const window: { [P in Phase]?: string } = {
    closed: past(filter.closedBefore, CLOSED_DAYS),
    reviewed: past(filter.reviewedBefore, REVIEWED_DAYS),
  };
  // One walk over the open ones for all their columns: a branch a phase would take longer to plan than to run.
  const open = `(select p.id from (select i.id, row_number() over (partition by i.phase order by i.timer_at, i.id) as place from incident i where ${OPEN} and ${shown}) p
      where p.place <= ${CARDS_A_PHASE + 1})`;
  const done = (phase: Phase) =>
    `(select i.id from incident i where i.phase = '${phase}' ${window[phase] ?? ""} and ${shown} order by i.phase_since desc, i.id desc limit ${CARDS_A_PHASE + 1})`;
  const pages = [open, ...phases.filter((phase) => !isOpenPhase(phase)).map(done)];
  return {
    text: `select ${CARD_COLUMNS}, ${mine} as mine, i.county_path as "countyPath", i.reported_by_unit_path as "reportedByUnitPath",
        array(select a.unit_path from assignment a where ${PART}) as "unitPaths"
      from (${pages.join("\nunion all ")}) p join incident i on i.id = p.id`,
    values,
  };
}

/** How many of each kind; closed and reviewed ones of the last days. */
function tallyStatement(actor: Actor, filter: BoardFilter, now: Date): Statement {
  const { values, bind, matches, mine } = scope(actor, filter, now);
  const kind = `i.phase, i.level, i.drill, ${mine} as mine`;
  const late = `${LATE} ${bind(now, "timestamptz")})`;
  const done = (phase: Phase, days: number) =>
    `select ${kind}, 0 as people, 0 as late from incident i where i.phase = '${phase}' and i.phase_since > ${bind(daysBefore(now, days), "timestamptz")} and ${matches}`;
  return {
    text: `select t.phase, t.level, t.drill, t.mine, count(*)::int as n, coalesce(sum(t.people), 0)::int as people, sum(t.late)::int as late from (
        select ${kind}, i.head_count as people, ${late} as late from incident i where ${OPEN} and ${matches}
        union all ${done("closed", CLOSED_DAYS)}
        union all ${done("reviewed", REVIEWED_DAYS)}
      ) t group by 1, 2, 3, 4`,
    values,
  };
}

/**
 * The choices of the filters: the counties with the city last, and the units with a part in an open incident the reader sees; and the
 * minutes to accept, by level.
 */
function choicesStatement(actor: Actor, now: Date): Statement {
  const seen = visibleIncidentsSql(actor, now, 1);
  return {
    text: `select u.kind, u.id, u.short_name as name, u.path from unit u where u.kind in ('county','city') and u.closed_at is null
      union all select 'part', u.id, u.short_name, u.path from unit u where u.id in (
        select a.unit_id from incident i join assignment a on ${PART} where ${OPEN} and ${seen.condition})
      union all select 'limit', null, l.minutes::text, l.level::text from accept_limit l`,
    values: seen.values,
  };
}

type BoardRow = CardRow & { mine: boolean; countyPath: string; reportedByUnitPath: string; unitPaths: string[] };
type ChoiceRow = { kind: "county" | "city" | "part" | "limit"; id: string; name: string; path: string };

/**
 * The dispatch board of one reader under his filter. Three statements, whose cost follows the number of open incidents and of those closed in the
 * last days, never of all (see the migration of the partial indexes). Refusal("not_found") for those whom the board does not concern.
 */
export async function boardView(actor: Actor, filter: BoardFilter, now: Date): Promise<BoardView> {
  permitRead(maySeeBoard(actor, null, now));
  const [rows, tallies, choices] = await Promise.all([
    run<BoardRow>(cardsStatement(actor, filter, now)),
    run<TallyRow>(tallyStatement(actor, filter, now)),
    run<ChoiceRow>(choicesStatement(actor, now)),
  ]);
  const cards = rows.map((row) => ({ ...cardOf(row), can: abilitiesOf(actor, row, now) }));
  const more = {} as BoardView["more"];
  const shown = phases.flatMap((phase) => {
    const column = sortColumn(cards.filter((card) => card.phase === phase));
    more[phase] = column.length > CARDS_A_PHASE;
    return column.slice(0, CARDS_A_PHASE);
  });
  const chosenOf = (kind: ChoiceRow["kind"]) => choices.filter((choice) => choice.kind === kind).sort(byName);
  const counties = [...chosenOf("county"), ...chosenOf("city")];
  const report = counties.map((county) => mayReportIncident(actor, { countyPath: county.path }, now));
  return {
    cards: shown,
    ...summariseTally(tallies, filter),
    counties: counties.map(({ id, name }, i) => ({ id, name, report: report[i] === true })),
    units: chosenOf("part").map(({ id, name }) => ({ id, name })),
    acceptMinutes: acceptTableOf(
      chosenOf("limit").map(({ name, path }) => ({ level: Number(path) as Level, minutes: Number(name) })),
    ),
    can: { report: report.includes(true) || inWords(actor, report[0] ?? nowhere) },
    more,
    at: now.toISOString(),
  };
}

const byName = (a: ChoiceRow, b: ChoiceRow) => a.name.localeCompare(b.name, "zh-CN");
const nowhere = no(
  "还没有县区，请先由管理员建立单位。",
  "There are no counties yet; an administrator adds units first.",
);
const inWords = (actor: Actor, verdict: Verdict) => (verdict === true ? true : inLanguage(verdict, actor.locale));
const run = <Row extends QueryResultRow>({ text, values }: Statement) => sql<Row>(text, values);

function abilitiesOf(actor: Actor, row: BoardRow, now: Date): CardAbilities {
  const thing = { ...row, phase: row.phase as Phase };
  return { move: inWords(actor, incidentRules["incidents.move"](actor, thing, now)), mine: row.mine };
}
