import { describe, expect, it } from "vitest";
import type { BoardCard, BoardFilter, BoardView } from "./board.ts";
import {
  applyCards,
  matches,
  mergeLoaded,
  narrowView,
  placeCard,
  removeCards,
  type ShownCard,
  sortColumn,
  unitsOverdue,
} from "./board-reducer.ts";
import { summariseTally, type TallyRow } from "./board-tally.ts";
import { phases } from "./phase-machine.ts";

const all: BoardFilter = {
  county: null,
  levels: [],
  unit: null,
  mine: false,
  drills: true,
  closedBefore: null,
  reviewedBefore: null,
};

function card(id: string, more: Partial<ShownCard> = {}): ShownCard {
  return {
    id,
    number: `群 2026-${id}`,
    title: `事件 ${id}`,
    level: 3,
    phase: "dispatched",
    place: "村口",
    countyId: "east",
    countyName: "东县",
    drill: false,
    dispatchedUnverified: false,
    verified: true,
    occurredAt: "2026-11-24T05:00:00.000Z",
    reportedAt: "2026-11-24T05:10:00.000Z",
    phaseSince: "2026-11-24T05:20:00.000Z",
    closedAt: null,
    outcome: null,
    headCount: 10,
    headCountBefore: null,
    headCounts: [10],
    leadUnitId: null,
    leadUnitName: null,
    ladder: [],
    accepted: 0,
    openDemands: 0,
    timer: null,
    lastEntry: null,
    version: 1,
    can: { move: true, mine: false },
    ...more,
  };
}

/** The view a server makes of these cards: by the same sums as the query. */
function viewOf(cards: ShownCard[], filter = all): BoardView {
  const rows: TallyRow[] = cards
    .filter((c) => filter.county === null || c.countyId === filter.county)
    .filter((c) => filter.unit === null || c.ladder.some((u) => u.unitId === filter.unit))
    .map((c) => ({
      phase: c.phase,
      level: c.level,
      drill: c.drill,
      mine: c.can.mine,
      n: 1,
      people: c.headCount ?? 0,
      late: 0,
    }));
  return {
    cards: cards.filter((c) => matches(c, filter)),
    ...summariseTally(rows, filter),
    counties: [],
    units: [],
    can: { report: true },
    acceptMinutes: { 1: 10, 2: 20, 3: 30, 4: 60 },
    more: Object.fromEntries(phases.map((p) => [p, false])) as BoardView["more"],
    at: "2026-11-24T06:00:00.000Z",
  };
}
const plain = ({ can: _, ...rest }: ShownCard): BoardCard => rest;
const sums = ({ counts, figures, byLevel, mine }: BoardView) => ({ counts, figures, byLevel, mine });

describe("sortColumn", () => {
  it("puts open incidents by next timer, those without one last", () => {
    const at = (time: string) => ({ kind: "task" as const, label: "", from: null, at: `2026-11-24T${time}:00.000Z` });
    const column = [card("a"), card("b", { timer: at("08:00") }), card("c", { timer: at("07:00") })];
    expect(sortColumn(column).map((c) => c.id)).toEqual(["c", "b", "a"]);
  });
  it("puts closed incidents newest first", () => {
    const closed = (id: string, day: string) =>
      card(id, { phase: "closed", phaseSince: `2026-11-${day}T00:00:00.000Z` });
    expect(sortColumn([closed("a", "20"), closed("b", "23"), closed("c", "21")]).map((c) => c.id)).toEqual([
      "b",
      "c",
      "a",
    ]);
  });
});

describe("applyCards", () => {
  const cards = [
    card("1", { level: 1, can: { move: true, mine: true } }),
    card("2", { level: 2, phase: "talking" }),
    card("3", { drill: true }),
    card("4", { phase: "closed", headCount: 0 }),
    card("5", { countyId: "west", phase: "reported", headCount: null }),
  ];

  it("takes a newer card, leaves an older or equal one", () => {
    const view = viewOf(cards);
    const older = applyCards(view, [{ ...plain(cards[0]!), title: "旧", version: 1 }], all);
    expect(older.view).toBe(view);
    const newer = applyCards(view, [{ ...plain(cards[0]!), title: "新", version: 2 }], all);
    expect(newer.view.cards[0]!.title).toBe("新");
    expect(newer.view.cards[0]!.can).toEqual({ move: true, mine: true });
  });

  it("tells of cards it does not hold", () => {
    const { view, unknown } = applyCards(viewOf(cards), [plain(card("9"))], all);
    expect(unknown.map((c) => c.id)).toEqual(["9"]);
    expect(view.cards).toHaveLength(5);
  });

  it("keeps counts and figures equal to what a fresh load would say, for every filter and change", () => {
    const filters: BoardFilter[] = [
      all,
      { ...all, drills: false },
      { ...all, levels: [1, 3] },
      { ...all, mine: true },
      { ...all, county: "east", levels: [2] },
    ];
    const changes: Partial<ShownCard>[] = [
      { phase: "on_site" },
      { phase: "closed" },
      { level: 4 },
      { headCount: 25 },
      { level: 1, phase: "talking", headCount: null },
    ];
    for (const filter of filters)
      for (const change of changes)
        for (const changed of cards) {
          const view = viewOf(cards, filter);
          if (!view.cards.some((c) => c.id === changed.id)) continue;
          const next = { ...changed, ...change, version: 2 };
          const expected = viewOf(
            cards.map((c) => (c.id === changed.id ? next : c)),
            filter,
          );
          const { view: after } = applyCards(view, [plain(next)], filter);
          expect(sums(after), JSON.stringify({ filter, change, id: changed.id })).toEqual(sums(expected));
          expect(after.cards.map((c) => c.id)).toEqual(expected.cards.map((c) => c.id));
        }
  });

  it("lets go of cards that may no longer be read", () => {
    expect(sums(removeCards(viewOf(cards), ["1", "3"], all))).toEqual(
      sums(viewOf(cards.slice(1).filter((c) => c.id !== "3"))),
    );
  });
});

describe("narrowView", () => {
  it("says of the cards held what the server would say of them", () => {
    const cards = [
      card("1", { level: 1 }),
      card("2", { drill: true, can: { move: true, mine: true } }),
      card("3", { countyId: "west" }),
    ];
    for (const filter of [
      all,
      { ...all, county: "east" },
      { ...all, levels: [1 as const] },
      { ...all, mine: true, drills: false },
    ]) {
      const narrow = narrowView(viewOf(cards), filter);
      expect(sums(narrow)).toEqual(sums(viewOf(cards, filter)));
      expect(narrow.cards).toEqual(viewOf(cards, filter).cards);
    }
  });
});

describe("placeCard", () => {
  it("moves a card before the server answers, and the server's card replaces it", () => {
    const view = viewOf([card("1")]);
    const placed = placeCard(view, "1", "on_site", all);
    expect(placed.counts).toMatchObject({ dispatched: 0, on_site: 1 });
    const { view: after } = applyCards(placed, [plain(card("1", { phase: "on_site", version: 2 }))], all);
    expect(after.counts).toMatchObject({ dispatched: 0, on_site: 1 });
    expect(sums(placeCard(placed, "1", "dispatched", all))).toEqual(sums(view));
  });
});

describe("mergeLoaded", () => {
  it("keeps cards that are newer than the loaded board", () => {
    const held = viewOf([card("1", { phase: "on_site", version: 5 }), card("2", { title: "旧" })]);
    const loaded = viewOf([card("1", { version: 4 }), card("2", { title: "新", version: 3 }), card("3")]);
    const merged = mergeLoaded(loaded, held, all);
    expect(merged.cards.map((c) => [c.id, c.phase, c.title])).toEqual([
      ["1", "on_site", "事件 1"],
      ["2", "dispatched", "新"],
      ["3", "dispatched", "事件 3"],
    ]);
    expect(merged.counts).toMatchObject({ dispatched: 2, on_site: 1 });
  });
});

describe("unitsOverdue", () => {
  it("counts units of open incidents past their time, exercises and those that accepted apart", () => {
    const unit = (state: "sent" | "seen" | "accepted", minute: string) => ({
      unitId: minute,
      unitName: "某局",
      state,
      acceptBy: `2026-11-24T06:${minute}:00.000Z`,
      climbed: null,
      climbAt: null,
    });
    const ladder = [unit("sent", "10"), unit("seen", "30"), unit("accepted", "05")];
    const cards = [card("1", { ladder }), card("2", { ladder, drill: true }), card("3", { ladder, phase: "closed" })];
    expect(unitsOverdue(cards, Date.parse("2026-11-24T06:20:00Z"))).toBe(1);
    expect(unitsOverdue(cards, Date.parse("2026-11-24T06:30:00Z"))).toBe(2);
  });
});
