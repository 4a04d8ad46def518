import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** At most so far from the end counts as being at the end, in px. */
const AT_END = 24;

type Options = {
  /** Changes with everything that changes the rows. */
  rows: unknown;
  /** The number of the newest row. */
  newest: number;
  /** The last row that is on the screen has this number. */
  onSeen(seq: number): void;
  /** The reader is near the oldest row. */
  onNearTop(): void;
};

/**
 * Scrolling of the timeline. The scroller is a reversed column, so that it begins at its end, before any script. At the end it
 * follows what comes; further up nothing moves by itself: the first row on the screen keeps its place whatever comes before
 * it, after it, or changes its own height. Rows carry `data-seq`.
 */
export function useTimelineScroll(
  scroller: RefObject<HTMLElement | null>,
  { rows, newest, onSeen, onNearTop }: Options,
) {
  const anchor = useRef<{ row: HTMLElement; top: number } | null>(null);
  const atEnd = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const latest = useRef({ onSeen, onNearTop });
  latest.current = { onSeen, onNearTop };

  /** Remembers where the first row on the screen stands. */
  const look = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    atEnd.current = box.scrollHeight <= box.clientHeight + 1 || Math.abs(box.scrollTop) <= AT_END;
    setIsAtEnd(atEnd.current);
    const list = box.querySelectorAll<HTMLElement>("[data-seq]");
    const frame = box.getBoundingClientRect();
    const first = list[firstBelow(list, frame.top)];
    anchor.current = first ? { row: first, top: first.getBoundingClientRect().top - frame.top } : null;
    const last = list[firstBelow(list, frame.bottom + 4) - 1];
    if (last && document.visibilityState === "visible") latest.current.onSeen(Number(last.dataset.seq));
    if (frame.top - (list[0]?.getBoundingClientRect().top ?? frame.top) < 400) latest.current.onNearTop();
  }, [scroller]);

  /** Puts things back after a change: to the end, or the same row to the same place. */
  const settle = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    if (atEnd.current) box.scrollTop = 0;
    else if (anchor.current?.row.isConnected) {
      const { row, top } = anchor.current;
      const moved = row.getBoundingClientRect().top - box.getBoundingClientRect().top - top;
      if (Math.abs(moved) >= 1) box.scrollTop += moved;
    }
    look();
  }, [scroller, look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are what changes the heights
  useLayoutEffect(settle, [rows, settle]);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(settle);
    observer.observe(box);
    if (box.firstElementChild) observer.observe(box.firstElementChild);
    box.addEventListener("scroll", look, { passive: true });
    document.addEventListener("visibilitychange", look);
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [scroller, settle, look]);

  /** Rows that came while the reader was further up. */
  const [seenAt, setSeenAt] = useState(newest);
  useEffect(() => {
    if (isAtEnd) setSeenAt(newest);
  }, [isAtEnd, newest]);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    atEnd.current = true;
    box.scrollTop = 0;
    look();
  }, [scroller, look]);

  /** Brings a row to the top of what is on the screen. */
  const toRow = useCallback(
    (row: HTMLElement, below = 8) => {
      const box = scroller.current;
      if (!box) return;
      atEnd.current = false;
      box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - below;
      look();
    },
    [scroller, look],
  );

  return { isAtEnd, unseen: isAtEnd ? 0 : Math.max(0, newest - seenAt), firstUnseen: seenAt + 1, toEnd, toRow };
}

/** Index of the first row whose lower edge is below `y`; rows stand in order, so it is found by halving. */
function firstBelow(list: ArrayLike<HTMLElement>, y: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as HTMLElement).getBoundingClientRect().bottom <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}
