import { useCallback, useEffect, useRef, useState } from "react";
import type { BoardView } from "#domain/incidents/board.ts";
import type { Phase } from "#domain/incidents/phase-machine.ts";
import { type FoldChoice, firstToShow, layOutColumns, readChoice, WIDE_WINDOW } from "./columns.ts";

/** The board at 1366 × 768 beside the menu: what the first paint assumes. */
const FIRST_WIDTH = 1218;
/** Pixels of a sideways wheel that scroll by one column. */
const WHEEL_STEP = 80;

/** Which columns are open for this person in this window. `held`: opened while a card is held over it. */
export function useColumns(counts: BoardView["counts"], personId: string, held: Phase | null) {
  const board = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: FIRST_WIDTH, wide: false });
  const [choice, setChoice] = useState<FoldChoice>({});
  const [first, setFirst] = useState(0);
  const storageKey = `lianxi:board-columns:${personId}`;

  useEffect(() => {
    setChoice(readChoice(stored(storageKey)));
    const element = board.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, wide: window.innerWidth >= WIDE_WINDOW });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [storageKey]);

  const columns = layOutColumns({ counts, choice, held, first, ...size });
  const latest = useRef(columns);
  latest.current = columns;
  const reveal = useCallback((phase: Phase) => setFirst(firstToShow(latest.current, phase)), []);
  useEffect(() => {
    if (held) reveal(held);
  }, [held, reveal]);

  const choose = (phase: Phase, fold: "open" | "folded") => {
    const next = { ...choice, [phase]: fold };
    setChoice(next);
    store(storageKey, JSON.stringify(next));
    if (fold === "open") {
      const after = layOutColumns({ counts, choice: next, held, first, ...size });
      setFirst(firstToShow(after, phase));
    }
  };
  /** Opens, folds, or brings into sight. */
  const toggle = (phase: Phase) => {
    if (columns.shapes[phase] === "beyond") reveal(phase);
    else choose(phase, columns.shapes[phase] === "open" ? "folded" : "open");
  };
  const turned = useRef(0);
  const onWheel = (event: { deltaX: number; deltaY: number; shiftKey: boolean }) => {
    turned.current += event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (Math.abs(turned.current) < WHEEL_STEP) return;
    setFirst(Math.max(0, columns.first + Math.sign(turned.current)));
    turned.current = 0;
  };
  return { board, columns, toggle, reveal, onWheel };
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing: the choice holds for this page.
  }
}
