import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { BoardCard, BoardFilter, BoardView } from "#domain/incidents/board.ts";
import { applyCards, mergeLoaded, placeCard, removeCards } from "#domain/incidents/board-reducer.ts";
import type { Phase } from "#domain/incidents/phase-machine.ts";
import { useLiveBoard } from "../../live/live.tsx";

/** How long a card that has just come wears its border. */
const MARKED_MS = 2000;
/** A card that might belong here is loaded at once; counts beside the filter may wait. */
const LOAD_SOON_MS = 150;
const LOAD_LATER_MS = 5000;
/** After a move the server's card comes live; when it does not, the board is loaded. */
const CARD_DUE_MS = 3000;

type Placed = { phase: Phase; settled: boolean };

/**
 * The board as it is: loaded, then changed by the cards that come live, with one's own moves shown before the server has
 * agreed. `filter` is the one that `loaded` was made with; `isLost`: nothing can be asked now.
 */
export function useBoard(loaded: BoardView, filter: BoardFilter, isLost: boolean) {
  const [view, setView] = useState(loaded);
  const [from, setFrom] = useState({ loaded, filter });
  const [placed, setPlaced] = useState<ReadonlyMap<string, Placed>>(new Map());
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());

  if (from.loaded !== loaded) {
    const merged = mergeLoaded(loaded, view, filter);
    setFrom({ loaded, filter });
    setView(merged);
    if (from.filter === filter || JSON.stringify(from.filter) === JSON.stringify(filter)) {
      const held = new Set(view.cards.map((card) => card.id));
      const come = merged.cards.filter((card) => !held.has(card.id)).map((card) => card.id);
      if (come.length > 0) setMarked(new Set(come));
    }
    if ([...placed.values()].some((one) => one.settled))
      setPlaced(new Map([...placed].filter(([, one]) => !one.settled)));
  }
  useEffect(() => {
    if (marked.size === 0) return;
    const timer = setTimeout(() => setMarked(new Set()), MARKED_MS);
    return () => clearTimeout(timer);
  }, [marked]);

  const load = useLoad(isLost);
  const latest = useRef({ view, filter });
  latest.current = { view, filter };
  useLiveBoard({
    onCards(cards) {
      const { view: now, filter: by } = latest.current;
      const { view: after, unknown } = applyCards(now, cards, by);
      if (after !== now) {
        latest.current.view = after;
        setView(after);
        const came = new Map(cards.map((card) => [card.id, card.phase]));
        setPlaced((before) => new Map([...before].filter(([id, one]) => !came.has(id) || keeps(one, came.get(id)!))));
      }
      if (unknown.some((card) => mayBelong(card, by))) load(LOAD_SOON_MS);
      else if (unknown.length > 0) load(LOAD_LATER_MS);
    },
    onGone(ids) {
      const { view: now, filter: by } = latest.current;
      setView(removeCards(now, ids, by));
    },
    onReload: () => load(LOAD_SOON_MS),
  });

  const place = useCallback((id: string, phase: Phase) => {
    setPlaced((before) => new Map(before).set(id, { phase, settled: false }));
  }, []);
  const takeBack = useCallback((id: string) => {
    setPlaced((before) => new Map([...before].filter(([other]) => other !== id)));
  }, []);
  /** The server has agreed, or has said where the card is: its own card is on the way. */
  const settle = useCallback(
    (id: string, phase: Phase) => {
      setPlaced((before) => new Map(before).set(id, { phase, settled: true }));
      load(CARD_DUE_MS);
    },
    [load],
  );

  const shown = useMemo(
    () => [...placed].reduce((after, [id, one]) => placeCard(after, id, one.phase, filter), view),
    [placed, view, filter],
  );
  return { view: shown, marked, place, takeBack, settle, reload: load };
}

/** A move on its way outlives cards that know nothing of it yet; a settled one ends with the next card. */
const keeps = (one: Placed, phase: Phase) => !one.settled && one.phase !== phase;

/** Whether a card that is not held could stand under the filter; whether it is the reader's only the server knows. */
function mayBelong(card: BoardCard, filter: BoardFilter): boolean {
  return (
    (filter.county === null || card.countyId === filter.county) &&
    (filter.levels.length === 0 || filter.levels.includes(card.level)) &&
    (filter.unit === null || card.ladder.some((unit) => unit.unitId === filter.unit)) &&
    (filter.drills || !card.drill)
  );
}

/** Loads the board anew after some milliseconds; several wishes become one, the most pressing counts. While the connection is lost the reconnect does it. */
function useLoad(isLost: boolean) {
  const lost = useRef(isLost);
  lost.current = isLost;
  const { revalidate } = useRevalidator();
  const due = useRef<{ at: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  useEffect(() => () => clearTimeout(due.current?.timer), []);
  return useCallback(
    (afterMs: number) => {
      const at = Date.now() + afterMs;
      if (due.current && due.current.at <= at) return;
      clearTimeout(due.current?.timer);
      due.current = {
        at,
        timer: setTimeout(() => {
          due.current = null;
          if (!lost.current) revalidate();
        }, afterMs),
      };
    },
    [revalidate],
  );
}
