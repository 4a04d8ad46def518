import { isActive } from "../assignment-machine.ts";
import type { Level } from "../levels.ts";
import { type Phase, phases } from "../phase-machine.ts";
import { dueOf, type ReportLimits, type ReportTimer } from "../reports/report-timers.ts";
import type { RoomDemand, RoomFacts, RoomParts, RoomUnit } from "../room.ts";
import { inRoomOrder } from "../room-order.ts";
import type { MergeChoices } from "./inputs.ts";
import { joinedLadder, twinsOf } from "./twin-units.ts";

/** One of the two, as the room holds it. */
export type MergeSide = RoomParts & { facts: RoomFacts; reportTimers: ReportTimer[] };

/** The facts that a merge decides, as they will be. */
export type MergedFacts = Pick<
  RoomFacts,
  "title" | "level" | "place" | "phase" | "phaseSince" | "dispatchedUnverified"
>;

/** What a merge does to the rows of both. `…Id` name rows; everything not named stays where and as it is. */
export type MergePlan = {
  facts: MergedFacts;
  /** Parts of the absorbed that move, with the role they then have. */
  moved: { units: RoomUnit[]; demands: RoomDemand[] };
  /** A unit in both: the row that stays, as it then is, and the row left behind. */
  twins: { before: RoomUnit; after: RoomUnit; left: string }[];
  /** Parts of the survivor whose role changes. */
  roles: RoomUnit[];
  /** Demands of the survivor that another is binding for. */
  same: { id: string; sameAs: string }[];
  /** Links of the absorbed to submissions that the survivor has too: each counts once. */
  doubled: { linkId: string; submissionId: string }[];
  /** The room as it will be. */
  after: MergeSide;
};

/** Of the two the phase that is further on stays. */
const further = (a: Phase, b: Phase) => (phases.indexOf(b) > phases.indexOf(a) ? b : a);
export const leadOf = (units: readonly RoomUnit[]): RoomUnit | undefined =>
  units.find((unit) => unit.role === "lead" && isActive(unit.state));

/** The place of the survivor afterwards. */
export function placeAfter(survivor: string, absorbed: string, places: MergeChoices["places"]): string {
  if (places === "absorbed") return absorbed;
  return places === "survivor" || survivor === absorbed ? survivor : `${survivor}、${absorbed}`;
}

function mergedFacts(survivor: RoomFacts, absorbed: RoomFacts, choices: MergeChoices, now: string): MergedFacts {
  const phase = further(survivor.phase, absorbed.phase);
  return {
    title: choices.title === "absorbed" ? absorbed.title : survivor.title,
    level: Math.min(survivor.level, absorbed.level) as Level,
    place: placeAfter(survivor.place, absorbed.place, choices.places),
    phase,
    phaseSince: phase === survivor.phase ? survivor.phaseSince : now,
    dispatchedUnverified:
      survivor.dispatchedUnverified ||
      (phase !== survivor.phase && survivor.verifiedAt === null && phase !== "verified"),
  };
}

/**
 * What becomes of two incidents when `absorbed` is merged into `survivor`: the page shows it before it is done, and the command
 * does exactly this. The higher level and the further phase stay; nothing is added up; limits go on as they were. Pure; `now` ISO 8601.
 */
export function planMerge(
  survivor: MergeSide,
  absorbed: MergeSide,
  choices: MergeChoices,
  limits: ReportLimits,
  now: string,
): MergePlan {
  const facts = mergedFacts(survivor.facts, absorbed.facts, choices, now);
  const from = absorbed.facts.number;

  const lead = choices.leadUnitId ?? (leadOf(survivor.units) ?? leadOf(absorbed.units))?.unitId ?? null;
  const inRole = (unit: RoomUnit): RoomUnit => {
    if (!isActive(unit.state)) return unit;
    const role = unit.unitId === lead ? "lead" : unit.role === "lead" ? "support" : unit.role;
    return role === unit.role ? unit : { ...unit, role };
  };
  const pairs = twinsOf(survivor.units, absorbed.units);
  const twins = pairs.map(({ kept, other }) => ({
    before: kept,
    after: inRole(joinedLadder(kept, other)),
    left: other.id,
  }));
  const leftUnits = new Set(twins.map((twin) => twin.left));
  const units = absorbed.units.filter((unit) => isActive(unit.state) && !leftUnits.has(unit.id)).map(inRole);
  const roles = survivor.units
    .filter((unit) => !twins.some((twin) => twin.before.id === unit.id))
    .map((unit) => ({ unit, after: inRole(unit) }))
    .filter(({ unit, after }) => unit !== after)
    .map(({ after }) => after);

  const first = Math.max(0, ...survivor.demands.map((demand) => demand.no)) + 1;
  const sameOf = new Map(choices.same.map((one) => [one.absorbed, one]));
  const demands = absorbed.demands.map((demand, index) => {
    const same = sameOf.get(demand.id);
    return {
      ...demand,
      no: first + index,
      cameFrom: demand.cameFrom ?? `${from} · ${demand.no}`,
      sameAs: same?.binding === "survivor" ? same.survivor : demand.sameAs,
    };
  });
  const same = choices.same
    .filter((one) => one.binding === "absorbed")
    .map((one) => ({ id: one.survivor, sameAs: one.absorbed }));

  const linked = new Set(survivor.links.map((link) => link.submissionId));
  const doubled = absorbed.links
    .filter((link) => linked.has(link.submissionId))
    .map((link) => ({ linkId: link.id, submissionId: link.submissionId }));
  const after = {
    facts: { ...survivor.facts, ...facts },
    ...inRoomOrder({
      units: [
        ...survivor.units.map(
          (unit) => twins.find((t) => t.before.id === unit.id)?.after ?? roles.find((r) => r.id === unit.id) ?? unit,
        ),
        ...units,
      ],
      demands: [
        ...survivor.demands.map((demand) => {
          const other = same.find((one) => one.id === demand.id);
          return other ? { ...demand, sameAs: other.sameAs } : demand;
        }),
        ...demands,
      ],
      tasks: [...survivor.tasks, ...absorbed.tasks],
      headCounts: [
        ...survivor.headCounts,
        ...absorbed.headCounts.map((count) => ({
          ...count,
          place: count.place ?? absorbed.facts.place,
          cameFrom: count.cameFrom ?? from,
        })),
      ],
      representatives: [...survivor.representatives, ...absorbed.representatives],
      links: [...survivor.links, ...absorbed.links.filter((link) => !linked.has(link.submissionId))],
      instructions: [...survivor.instructions, ...renumbered(survivor.instructions, absorbed.instructions)],
      promises: [...survivor.promises, ...renumbered(survivor.promises, absorbed.promises)],
    }),
    reportTimers: joinedTimers(survivor.reportTimers, absorbed.reportTimers, facts.level, limits),
  };
  return { facts, moved: { units, demands }, twins, roles, same, doubled, after };
}

/** Those of the absorbed go on counting where the survivor's end. The entry that brought one stands in the other timeline. */
function renumbered<P extends { no: number }>(first: readonly P[], then: readonly P[]): P[] {
  const from = Math.max(0, ...first.map((one) => one.no)) + 1;
  return then.map((one, index) => ({
    ...one,
    no: from + index,
    ...("seq" in one ? { seq: 0 } : {}),
    ...("fromSeq" in one ? { fromSeq: null } : {}),
  }));
}

/** What each class of addressees is owed by either incident; of two the one that is due first. One report of the survivor then satisfies both. */
export function joinedTimers(
  survivor: readonly ReportTimer[],
  absorbed: readonly ReportTimer[],
  level: Level,
  limits: ReportLimits,
): ReportTimer[] {
  const joined = new Map(survivor.map((timer) => [timer.addressee, timer]));
  for (const timer of absorbed) {
    const own = joined.get(timer.addressee);
    if (!timer.open) continue;
    if (!own?.open || dueOf(timer, level, limits) < dueOf(own, level, limits)) joined.set(timer.addressee, timer);
  }
  return [...joined.values()].sort((a, b) => (a.addressee < b.addressee ? -1 : 1));
}

/** Matters with more representatives than the five of Art. 20: said so, and nobody is turned away. */
export function crowdedMatters(representatives: readonly { matter: string }[], limit: number): string[] {
  const counts = new Map<string, number>();
  for (const { matter } of representatives) counts.set(matter, (counts.get(matter) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > limit).map(([matter]) => matter);
}
