import { awaitsAcceptance } from "./assignment-machine.ts";
import type { BoardCard, BoardFilter, BoardView, CardAbilities } from "./board.ts";
import { isOpenPhase, summariseTally } from "./board-tally.ts";
import { isCounted } from "./counted.ts";
import type { Phase } from "./phase-machine.ts";

export type ShownCard = BoardCard & { can: CardAbilities };

/** Column order: open incidents by next timer, those without one last; closed and reviewed ones newest first. */
export function sortColumn<C extends Pick<BoardCard, "id" | "phase" | "phaseSince" | "timer">>(
  cards: readonly C[],
): C[] {
  // ISO times sort as text; "~" stands behind every one of them.
  const key = (card: C) => `${card.timer?.at ?? "~"} ${card.id}`;
  const newest = (card: C) => `${card.phaseSince} ${card.id}`;
  return [...cards].sort((a, b) => (isOpenPhase(a.phase) ? compare(key(a), key(b)) : compare(newest(b), newest(a))));
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Whether the filter lets a card through. */
export function matches(card: ShownCard, filter: BoardFilter): boolean {
  return (
    (filter.county === null || card.countyId === filter.county) &&
    (filter.levels.length === 0 || filter.levels.includes(card.level)) &&
    (filter.unit === null || card.ladder.some((unit) => unit.unitId === filter.unit)) &&
    (!filter.mine || card.can.mine) &&
    (filter.drills || !card.drill)
  );
}

/** Units of the open incidents, exercises apart, that are past their time to accept. */
export function unitsOverdue(cards: readonly BoardCard[], now: number): number {
  return cards
    .filter((card) => isOpenPhase(card.phase) && isCounted(card))
    .flatMap((card) => card.ladder)
    .filter((unit) => awaitsAcceptance(unit.state) && unit.acceptBy !== null && Date.parse(unit.acceptBy) <= now)
    .length;
}

export type Applied = {
  view: BoardView;
  /** Cards that the board does not hold: only the server knows what the reader may do with them, and whether they are his. */
  unknown: BoardCard[];
};

/**
 * The board after cards arrived from the server's events. A card as old as the held one, or older, changes nothing. Counts and figures follow the
 * difference, so that they are right also for incidents beyond the cards held. Pure.
 */
export function applyCards(view: BoardView, cards: readonly BoardCard[], filter: BoardFilter): Applied {
  const unknown: BoardCard[] = [];
  let after = view;
  for (const card of cards) {
    const held = after.cards.find((one) => one.id === card.id);
    if (!held) unknown.push(card);
    else if (card.version > held.version) after = replaceCard(after, held, { ...card, can: held.can }, filter);
  }
  return { view: after, unknown };
}

/** The board without these incidents: the reader may no longer see them. */
export function removeCards(view: BoardView, ids: readonly string[], filter: BoardFilter): BoardView {
  return view.cards
    .filter((card) => ids.includes(card.id))
    .reduce((after, card) => replaceCard(after, card, null, filter), view);
}

/** The board under another filter, made of the cards held alone: while the server cannot be asked. */
export function narrowView(view: BoardView, filter: BoardFilter): BoardView {
  const seen = view.cards.filter((card) => matches(card, { ...filter, levels: [], mine: false, drills: true }));
  const rows = seen.map(({ phase, level, drill, headCount, can }) => ({
    phase,
    level,
    drill,
    mine: can.mine,
    n: 1,
    people: headCount ?? 0,
    late: 0,
  }));
  return { ...view, cards: seen.filter((card) => matches(card, filter)), ...summariseTally(rows, filter) };
}

/** A freshly loaded board, with the cards that events brought in the meantime put back over older ones. */
export function mergeLoaded(loaded: BoardView, held: BoardView, filter: BoardFilter): BoardView {
  return applyCards(loaded, held.cards, filter).view;
}

/** The board as it will be when the server agrees: one card in another phase. Its version stays, so that the server's card replaces it. */
export function placeCard(view: BoardView, id: string, phase: Phase, filter: BoardFilter): BoardView {
  const card = view.cards.find((one) => one.id === id);
  return card && card.phase !== phase ? replaceCard(view, card, { ...card, phase }, filter) : view;
}

function replaceCard(view: BoardView, old: ShownCard, next: ShownCard | null, filter: BoardFilter): BoardView {
  const stays = next !== null && matches(next, filter);
  const cards = stays
    ? view.cards.map((card) => (card.id === old.id ? next : card))
    : view.cards.filter((card) => card.id !== old.id);
  const less = add({ ...view, cards }, old, filter, -1);
  return next ? add(less, next, filter, 1) : less;
}

/** Counts one card in or out, by the rules of summariseTally. */
function add(view: BoardView, card: ShownCard, filter: BoardFilter, by: 1 | -1): BoardView {
  const counts = matches(card, filter)
    ? { ...view.counts, [card.phase]: Math.max(0, view.counts[card.phase] + by) }
    : view.counts;
  if (!isOpenPhase(card.phase)) return { ...view, counts };
  const shown = matches(card, { ...filter, drills: true });
  const figures = { ...view.figures };
  if (!isCounted(card)) {
    if (shown) figures.drills += by;
    return { ...view, counts, figures };
  }
  if (shown) {
    figures.underway += by;
    figures.onSite += by * (card.headCount ?? 0);
  }
  const byLevel = matches(card, { ...filter, drills: true, levels: [] })
    ? { ...view.byLevel, [card.level]: view.byLevel[card.level] + by }
    : view.byLevel;
  const mine = card.can.mine && matches(card, { ...filter, drills: true, mine: false }) ? view.mine + by : view.mine;
  return { ...view, counts, figures, byLevel, mine };
}
