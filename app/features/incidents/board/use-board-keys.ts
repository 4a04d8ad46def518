import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { BoardView } from "#domain/incidents/board.ts";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { type Phase, phases } from "#domain/incidents/phase-machine.ts";
import { isComposing, useKeys } from "../../../ui/keys.ts";

type BoardKeys = {
  board: RefObject<HTMLElement>;
  view: BoardView;
  carrying: boolean;
  onReport: () => void;
  onTakeUp: (card: ShownCard) => void;
  /** Brings a column into sight, so that its cards can take the focus. */
  reveal: (phase: Phase) => void;
};

const linkOf = (board: HTMLElement | null, id: string) => board?.querySelector<HTMLElement>(`[data-card="${id}"] a`);

/**
 * Keys of the board: j and k go through a column, arrows also across columns, Enter opens (a card is a link), m takes a card
 * up, n reports. The card in focus is the current one; without one the last, or the first.
 */
export function useBoardKeys({ board, view, carrying, onReport, onTakeUp, reveal }: BoardKeys) {
  const { t } = useTranslation("board");
  const last = useRef<string | null>(null);

  /** The cards as they stand on the screen, by phase. */
  const rows = () =>
    phases.map((phase) => {
      const section = board.current?.querySelector(`[data-phase="${phase}"]`);
      return [...(section?.querySelectorAll<HTMLElement>("[data-card]") ?? [])].map((element) => element.dataset.card!);
    });
  const current = (): string | null => {
    const focused = document.activeElement?.closest<HTMLElement>("[data-card]")?.dataset.card;
    return focused ?? (last.current && linkOf(board.current, last.current) ? last.current : null);
  };
  const focus = (id: string | undefined) => {
    if (!id) return;
    const card = view.cards.find((one) => one.id === id);
    if (card) reveal(card.phase);
    last.current = id;
    // The column may have to come into sight first.
    requestAnimationFrame(() => {
      const link = linkOf(board.current, id);
      link?.focus({ preventScroll: true });
      link?.closest("article")?.scrollIntoView({ block: "nearest" });
    });
  };
  useFocusKept(board, view, focus);
  const isShown = (id: string) => Boolean(linkOf(board.current, id)?.getClientRects().length);

  const go = (down: number, across: number) => {
    const grid = rows();
    const at = current();
    const column = grid.findIndex((ids) => at !== null && ids.includes(at));
    if (column < 0) {
      focus(grid.flat().find(isShown));
      return;
    }
    const row = grid[column]!.indexOf(at!);
    if (down !== 0) {
      focus(grid[column]![row + down]);
      return;
    }
    for (let to = column + across; to >= 0 && to < grid.length; to += across) {
      const ids = grid[to]!;
      if (
        ids.length === 0 ||
        board.current?.querySelector(`[data-phase="${phases[to]}"]`)?.getAttribute("data-shape") === "folded"
      )
        continue;
      focus(ids[Math.min(row, ids.length - 1)]);
      return;
    }
  };

  const group = t("title");
  useKeys(
    [
      { key: "n", label: t("report.button"), group, run: onReport },
      { key: "j", label: t("keys.next"), group, run: () => go(1, 0) },
      { key: "k", label: t("keys.previous"), group, run: () => go(-1, 0) },
      // Listed only: arrows act on a focused card, so that they keep their meaning everywhere else.
      { key: "← →", label: t("keys.across"), group, run: () => {} },
      {
        key: "m",
        label: t("keys.move"),
        group,
        run: () => {
          const card = view.cards.find((one) => one.id === current());
          if (card) {
            focus(card.id);
            onTakeUp(card);
          }
        },
      },
    ],
    !carrying,
  );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (carrying || isComposing(event.nativeEvent) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!(event.target as Element).matches("[data-card] a")) return;
    const [down, across] =
      { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] ?? [];
    if (down === undefined || across === undefined) return;
    event.preventDefault();
    go(down, across);
  };
  return { focus, onKeyDown };
}

/** A card that comes to another column is made anew there. Where the focus was on it, whoever moved it, the focus goes along. */
function useFocusKept(board: RefObject<HTMLElement>, view: BoardView, focus: (id: string) => void) {
  const held = useRef<{ id: string; link: Element } | null>(null);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      const card = target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
      held.current = card?.dataset.card ? { id: card.dataset.card, link: target as Element } : null;
    };
    document.addEventListener("focusin", onFocus);
    return () => document.removeEventListener("focusin", onFocus);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the cards have changed
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (isLost && held.current && !held.current.link.isConnected) focus(held.current.id);
  }, [view, board]);
}
