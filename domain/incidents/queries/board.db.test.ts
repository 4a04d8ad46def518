import { beforeAll, describe, expect, it } from "vitest";
import { anIncident, dispatch, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { sql } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../../people/actor.ts";
import { type Duty, dutyNames } from "../../people/duties.ts";
import { incidentRules, maySeeBoard } from "../../permissions/incidents.ts";
import type { BoardFilter } from "../board.ts";
import { type Phase, phases } from "../phase-machine.ts";
import { boardCards, boardView, CARDS_A_PHASE } from "./board.server.ts";

const { now, db } = await stack({ now: "2026-11-24T06:34:00Z" });
const everything: BoardFilter = {
  county: null,
  levels: [],
  unit: null,
  mine: false,
  drills: true,
  closedBefore: null,
  reviewedBefore: null,
};
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
const days = (n: number) => minutes(n * 24 * 60);

let city: Awaited<ReturnType<typeof smallCity>>;
let coordinator: Actor;

/** Puts one incident straight into a phase: the query reads columns, the commands have tests of their own. */
async function incident(phase: Phase, more: Record<string, unknown> = {}): Promise<string> {
  const id = newId(now.getTime());
  const county = city.east;
  await db.incident.create({
    data: {
      id,
      number: `群 2026-${id.slice(-8)}`,
      title: `事件 ${phase}`,
      level: 3,
      place: "村口",
      countyId: county.id,
      countyPath: county.path,
      countyName: county.shortName,
      occurredAt: minutes(-90),
      reportedAt: minutes(-80),
      reportedById: newId(),
      reportedByUnitId: city.city.id,
      reportedByUnitPath: city.city.path,
      phase,
      phaseSince: minutes(-10),
      headCount: 10,
      ...more,
    },
  });
  return id;
}
const part = (incidentId: string, unit: { id: string; path: string; shortName: string }, more: object = {}) =>
  db.assignment.create({
    data: {
      id: newId(),
      incidentId,
      unitId: unit.id,
      unitPath: unit.path,
      unitName: unit.shortName,
      role: "support",
      state: "sent",
      sentAt: minutes(-30),
      sentById: newId(),
      ...more,
    },
  });

beforeAll(async () => {
  city = await smallCity(now);
  coordinator = await city.person("周敏", { unit: city.city, duty: "coordinator" });
});

describe("boardView", () => {
  it("has a card in each of the eight phases, as boardCards gives it", async () => {
    const ids: string[] = [];
    for (const phase of phases) ids.push(await incident(phase));
    const view = await boardView(coordinator, everything, now);
    for (const [i, phase] of phases.entries()) {
      const card = view.cards.find((one) => one.id === ids[i])!;
      expect(card.phase).toBe(phase);
      expect(view.counts[phase]).toBe(view.cards.filter((one) => one.phase === phase).length);
      const { can, ...plain } = card;
      expect(await boardCards([ids[i]!])).toEqual([plain]);
      expect(can).toEqual({ move: true, mine: false });
    }
    expect(view.counties.map((county) => county.name)).toEqual(["东县", "西县", "试验市"]);
  });

  it("shows what commands write: timer, ladder, last entry", async () => {
    const id = await anIncident(coordinator, city.east, now, "三号厂房欠薪");
    await dispatch(coordinator, id, city.health, minutes(1));
    const card = (await boardView(coordinator, everything, minutes(2))).cards.find((one) => one.id === id)!;
    expect(card).toMatchObject({
      phase: "dispatched",
      title: "三号厂房欠薪",
      dispatchedUnverified: true,
      verified: false,
      ladder: [{ unitId: city.health.id, unitName: "东县卫健局", state: "sent", acceptBy: minutes(21).toISOString() }],
      timer: { kind: "accept", label: "东县卫健局", from: minutes(1).toISOString(), at: minutes(21).toISOString() },
      lastEntry: {
        at: minutes(1).toISOString(),
        by: "周敏",
        text: { zh: "周敏 交办 东县卫健局（配合）", en: "周敏 dispatched 东县卫健局 (support)" },
      },
      can: { move: true, mine: true },
    });
  });

  it("counts exercises apart, and units past their time to accept", async () => {
    const before = (await boardView(coordinator, everything, now)).figures;
    const late = await incident("dispatched", { headCount: 37 });
    await part(late, city.water, { acceptBy: minutes(-2) });
    await part(late, city.health, { acceptBy: minutes(-1), state: "accepted" });
    await part(late, city.west, { acceptBy: minutes(5) });
    const drill = await incident("dispatched", { drill: true, headCount: 120 });
    await part(drill, city.water, { acceptBy: minutes(-2) });
    const { figures, cards, counts } = await boardView(coordinator, everything, now);
    expect(figures).toEqual({
      underway: before.underway + 1,
      onSite: before.onSite + 37,
      acceptOverdue: before.acceptOverdue + 1,
      drills: before.drills + 1,
    });
    expect(cards.some((card) => card.id === drill)).toBe(true);
    const without = await boardView(coordinator, { ...everything, drills: false }, now);
    expect(without.cards.some((card) => card.id === drill)).toBe(false);
    expect(without.counts.dispatched).toBe(counts.dispatched - 1);
    expect(without.figures).toEqual(figures);
  });

  it("filters by county, levels, unit and mine, and counts what each choice would show", async () => {
    const own = await incident("talking", { level: 1, countyId: city.west.id, countyPath: city.west.path });
    await part(own, city.water, { sentById: coordinator.personId });
    const has = async (filter: Partial<BoardFilter>) =>
      (await boardView(coordinator, { ...everything, ...filter }, now)).cards.some((card) => card.id === own);
    expect(await has({ county: city.west.id, levels: [1, 2], unit: city.water.id, mine: true })).toBe(true);
    expect(await has({ county: city.east.id })).toBe(false);
    expect(await has({ levels: [2] })).toBe(false);
    expect(await has({ unit: city.health.id })).toBe(false);
    const west = await boardView(coordinator, { ...everything, county: city.west.id, levels: [4] }, now);
    expect(west.byLevel).toEqual({ 1: 1, 2: 0, 3: 0, 4: 0 });
    expect(west.cards).toEqual([]);
    expect(west.units.map((unit) => unit.name)).toContain("西县水务局");
  });

  it("shows closed incidents of 7 days and reviewed ones of 30, and pages back by moment", async () => {
    const old = await incident("closed", { phaseSince: days(-8), closedAt: days(-8) });
    const recent = await incident("closed", { phaseSince: days(-6), closedAt: days(-6) });
    const reviewedOld = await incident("reviewed", { phaseSince: days(-31) });
    const reviewed = await incident("reviewed", { phaseSince: days(-29) });
    const ids = (await boardView(coordinator, everything, now)).cards.map((card) => card.id);
    expect([old, recent, reviewedOld, reviewed].map((id) => ids.includes(id))).toEqual([false, true, false, true]);
    const back = await boardView(coordinator, { ...everything, closedBefore: days(-7).toISOString() }, now);
    expect(back.cards.filter((card) => card.phase === "closed").map((card) => card.id)).toEqual([old]);
    expect(back.cards.some((card) => card.id === reviewed)).toBe(true);
  });

  it("says when a phase has more than a page", async () => {
    await sql(
      `insert into incident (id, number, title, level, place, county_id, county_path, county_name, occurred_at, reported_at, reported_by_id, reported_by_unit_id, reported_by_unit_path, phase, phase_since)
       select gen_random_uuid(), 'x' || n, 'x', 4, 'x', i.county_id, i.county_path, i.county_name, i.occurred_at, i.reported_at, i.reported_by_id, i.reported_by_unit_id, i.reported_by_unit_path, 'agreed', i.phase_since
       from generate_series(1, $1::int) n, (select * from incident limit 1) i`,
      [CARDS_A_PHASE + 5],
    );
    const view = await boardView(coordinator, everything, now);
    expect(view.more).toMatchObject({ agreed: true, talking: false });
    expect(view.cards.filter((card) => card.phase === "agreed")).toHaveLength(CARDS_A_PHASE);
    expect(view.counts.agreed).toBeGreaterThan(CARDS_A_PHASE);
    await sql("delete from incident where number like 'x%'");
  });
});

describe("who sees what", () => {
  it("agrees with incidents.read for every duty and scope, and tells each what he may do", async () => {
    const actors: Actor[] = [];
    for (const duty of dutyNames)
      for (const unit of [city.city, city.east, city.west, city.health, city.water])
        actors.push(await city.person("某人", { unit, duty }));
    const single = (await db.incident.findFirstOrThrow({ where: { phase: "talking" } })).id;
    for (const duty of ["liaison", "coordinator", "researcher"] satisfies Duty[])
      actors.push(await city.person("某人", { unit: city.west, duty, scopeKind: "incident", scopeId: single }));
    const rows = await sql<{
      id: string;
      phase: Phase;
      countyPath: string;
      reportedByUnitPath: string;
      unitPaths: string[];
    }>(
      `select i.id, i.phase, i.county_path as "countyPath", i.reported_by_unit_path as "reportedByUnitPath",
         array(select a.unit_path from assignment a where a.incident_id = i.id and a.state not in ('returned','withdrawn')) as "unitPaths"
       from incident i where i.phase not in ('closed','reviewed') or i.phase_since > $1`,
      [days(-7)],
    );
    let seen = 0;
    for (const actor of actors) {
      if (maySeeBoard(actor, null, now) !== true) {
        await expect(boardView(actor, everything, now)).rejects.toMatchObject({ code: "not_found" });
        continue;
      }
      const view = await boardView(actor, everything, now);
      const shown = new Map(view.cards.map((card) => [card.id, card]));
      for (const row of rows) {
        expect(shown.has(row.id)).toBe(incidentRules["incidents.read"](actor, row, now) === true);
        const move = shown.get(row.id)?.can.move;
        if (move !== undefined) expect(move === true).toBe(incidentRules["incidents.move"](actor, row, now) === true);
      }
      expect(Object.values(view.counts).reduce((sum, n) => sum + n, 0)).toBe(view.cards.length);
      seen += view.cards.length;
    }
    expect(seen).toBeGreaterThan(50);
  });

  it("gives the reason in the reader's language", async () => {
    const supervisor = { ...(await city.person("督查", { unit: city.city, duty: "supervisor" })), locale: "en" };
    const view = await boardView(supervisor, everything, now);
    expect(view.cards[0]!.can.move).toMatch(/^Only a coordinator/);
    expect(view.can.report).toMatch(/^You have no grant/);
  });
});

describe("cost", () => {
  it("reads no row of what was closed long ago, with 20,000 of them", async () => {
    await sql(
      `insert into incident (id, number, title, level, place, county_id, county_path, county_name, occurred_at, reported_at, reported_by_id, reported_by_unit_id, reported_by_unit_path, phase, phase_since, closed_at)
       select gen_random_uuid(), 'old' || n, 'x', 4, 'x', i.county_id, i.county_path, i.county_name, $1, $1, i.reported_by_id, i.reported_by_unit_id, i.reported_by_unit_path, 'closed', $1::timestamptz - n * interval '1 minute', $1
       from generate_series(1, 20000) n, (select * from incident limit 1) i`,
      [days(-40)],
    );
    await sql("analyze incident");
    // Connections tell their statistics when they have been idle for a second.
    const read = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1200));
      const [row] = await sql<{ read: string }>(
        "select (seq_tup_read + coalesce(idx_tup_fetch, 0))::text as read from pg_stat_user_tables where relname = 'incident'",
      );
      return Number(row!.read);
    };
    const costOf = async (work: () => Promise<unknown>) => {
      const before = await read();
      await work();
      return (await read()) - before;
    };
    expect(await costOf(() => boardView(coordinator, everything, now))).toBeLessThan(10_000);
    await sql("drop index incident_open, incident_done");
    expect(await costOf(() => boardView(coordinator, everything, now))).toBeGreaterThan(20_000);
  });
});
