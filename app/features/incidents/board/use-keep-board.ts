import { useEffect, useRef } from "react";
import type { BoardFilter, BoardView } from "#domain/incidents/board.ts";
import { serverNow } from "../../../ui/clock.ts";
import { usePersonStore } from "../../offline/offline.tsx";
import { readyWorker } from "../../offline/ready-worker.ts";

/** The board as it was last seen in this browser, with the filter it was loaded with. */
export type KeptBoard = { view: BoardView; filter: BoardFilter };

/** Cards that change one after another are stored once. */
const KEEP_MS = 2500;

/** Keeps the board in this browser, so that it can be read without a network: as it opens, and as it changes. */
export function useKeepBoard(view: BoardView, filter: BoardFilter, asOf: number | null): void {
  const person = usePersonStore();
  const latest = useRef({ view, filter, asOf });
  latest.current = { view, filter, asOf };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isKept = useRef(false);
  useEffect(readyWorker, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the cards is kept
  useEffect(() => {
    const keep = () => {
      timer.current = undefined;
      const { asOf: stoodAt, ...board } = latest.current;
      // Without the connection nothing is newer than what is kept.
      if (stoodAt !== null) return;
      isKept.current = true;
      const at = new Date(serverNow()).toISOString();
      void person.keep("board", board satisfies KeptBoard, at).catch(() => undefined);
    };
    if (!isKept.current) keep();
    else timer.current ??= setTimeout(keep, KEEP_MS);
  }, [view, filter, person]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
