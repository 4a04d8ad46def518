import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ShownCard, sortColumn } from "#domain/incidents/board-reducer.ts";
import { type Phase, phaseNames } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { cx } from "../../../ui/class-names.ts";
import { Icon, type IconName } from "../../../ui/icons.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { BoardCardView } from "./board-card.tsx";
import type { Carry, ColumnState } from "./column-state.ts";
import { useHeldOrder } from "./held-order.ts";

export interface BoardColumnProps {
  phase: Phase;
  cards: readonly ShownCard[];
  count: number;
  state: ColumnState;
  carry: Carry | null;
  marked: ReadonlySet<string>;
  /** Grows with each move of one's own: then cards take their places also under the pointer. */
  settled: number;
  /** Where a card has gone that was here, for the place it leaves under the pointer. */
  phaseOf: (id: string) => Phase | null;
  menuOf: (card: ShownCard) => ReactNode;
  /** Nothing hovers here: menus are always there. */
  touch: boolean;
  onFold: () => void;
  /** At the right of the head while nothing is carried. */
  note?: ReactNode;
  /** Below the cards: what is not listed, and the way on. */
  foot?: ReactNode;
  className?: string;
}

/** One open phase: its head, and its cards in a list that scrolls by itself. */
export function BoardColumn(props: BoardColumnProps) {
  const { phase, cards, count, state, carry, marked, phaseOf, menuOf, touch, foot, className } = props;
  const { t } = useTranslation("board");
  const locale = useLocale();
  const name = inLanguage(phaseNames[phase], locale);
  const { list, held } = useHold(props.settled);
  const rows = useHeldOrder(sortColumn(cards), held || carry !== null, props.settled);
  const takes = (state.kind === "forward" || state.kind === "back") && state.over;
  return (
    <div
      className={cx(
        "relative min-h-0 min-w-0 flex-1 flex-col print:flex",
        state.kind === "closed" && "hatch",
        (state.kind === "forward" || state.kind === "back") && "bg-act-tint",
        className,
      )}
    >
      <ColumnHead {...props} name={name} />
      <h2 className="sr-only desk:hidden print:hidden">{name}</h2>
      <ul
        {...list}
        aria-label={t("column.label", { name, count })}
        data-scroll
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 [scrollbar-width:thin] phone:overflow-visible phone:p-2 print:grid print:grid-cols-3 print:gap-2"
      >
        {rows.map(({ id, card }) => (
          <li key={id} className="mb-1.5 phone:mb-2">
            {card ? (
              <BoardCardView
                card={card}
                lifted={carry?.card.id === card.id}
                marked={marked.has(card.id)}
                menu={menuOf}
                touch={touch}
              />
            ) : (
              <Left to={phaseOf(id)} />
            )}
          </li>
        ))}
        {takes && carry ? <Slot name={name} carry={carry} /> : null}
        {foot ? <li className="px-1 py-1 text-12 text-text-2 print:hidden">{foot}</li> : null}
      </ul>
      {state.kind === "forward" || state.kind === "back" ? (
        <span
          aria-hidden="true"
          className={cx(
            "pointer-events-none absolute inset-0 z-10 border-2 border-act",
            state.kind === "back" && "border-dashed",
          )}
        />
      ) : null}
    </div>
  );
}

/** Holds the order while the pointer is over the list or the focus inside it, until the next move of one's own. */
function useHold(settled: number) {
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each move lets go
  useEffect(() => {
    setPointer(false);
    setFocus(false);
  }, [settled]);
  return {
    held: pointer || focus,
    list: {
      onPointerEnter: (event: { pointerType: string }) => setPointer(event.pointerType === "mouse"),
      onPointerLeave: () => setPointer(false),
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
  };
}

const headIcons: { [K in ColumnState["kind"]]?: IconName } = { closed: "ban", back: "history", forward: "check" };

function ColumnHead({ count, state, onFold, note, name }: BoardColumnProps & { name: string }) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  const may = state.kind === "forward" || state.kind === "back";
  const filled = may && state.over;
  const words =
    state.kind === "rest" ? note : state.kind === "closed" ? inLanguage(state.why, locale) : t(`column.${state.kind}`);
  const icon = headIcons[state.kind];
  return (
    <div
      className={cx(
        "flex h-8 shrink-0 items-center gap-1.5 border-b px-2.5 text-13",
        filled
          ? "border-act bg-act text-on-act"
          : may
            ? "border-act-line text-act"
            : cx("border-line", state.kind === "closed" ? "bg-sunken text-text-2" : "bg-surface"),
        "phone:hidden print:flex print:break-after-avoid print:pt-2",
      )}
    >
      <h2 className="shrink-0 text-13">
        <button
          type="button"
          onClick={onFold}
          title={t("column.fold")}
          aria-expanded="true"
          className="-mx-1 rounded-tag px-1 py-0.5 hover:text-act"
        >
          {name} <span className={cx("font-normal", !filled && "text-text-3")}>{count}</span>
        </button>
      </h2>
      <span
        className={cx(
          "ml-auto inline-flex min-w-0 items-center gap-1 text-12",
          filled && "font-bold",
          state.kind === "rest" && "text-text-3",
        )}
      >
        {icon ? <Icon name={icon} size={14} /> : null}
        <span className="truncate" title={state.kind === "closed" ? String(words) : undefined}>
          {words}
        </span>
      </span>
    </div>
  );
}

/** Where the carried card will stand; by keys the card itself stands there. */
function Slot({ name, carry }: { name: string; carry: Carry }) {
  const { t } = useTranslation("board");
  const slot = useRef<HTMLLIElement>(null);
  useEffect(() => {
    slot.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <li ref={slot} data-slot className="mb-1.5" aria-hidden="true">
      {carry.how === "keys" ? (
        <BoardCardView card={carry.card} raised />
      ) : (
        <div className="flex h-[167px] justify-end rounded-control border-2 border-dashed border-act bg-surface p-2 text-12 font-bold text-act">
          {t("carry.slot", { name })}
        </div>
      )}
    </li>
  );
}

/** The place of a card that has gone while the pointer was over the list: nothing else moves into it yet. */
function Left({ to }: { to: Phase | null }) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  return (
    <div className="flex h-[167px] items-center justify-center rounded-control border border-dashed border-line-2 text-12 text-text-3">
      {to ? t("column.left", { name: inLanguage(phaseNames[to], locale) }) : t("column.gone")}
    </div>
  );
}
