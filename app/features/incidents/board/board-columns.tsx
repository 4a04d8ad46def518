import { useCallback, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { BoardFilter, BoardView } from "#domain/incidents/board.ts";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { type Phase, phases } from "#domain/incidents/phase-machine.ts";
import { cx } from "../../../ui/class-names.ts";
import { BoardColumn } from "./board-column.tsx";
import { BoardRail } from "./board-rail.tsx";
import { CardMenu } from "./card-menu.tsx";
import { ColumnFoot, columnNote } from "./column-foot.tsx";
import { type Carry, columnState } from "./column-state.ts";
import type { Columns } from "./columns.ts";
import { TOUCH, useMedia } from "./use-media.ts";

export type BoardColumnsProps = {
  view: BoardView;
  filter: BoardFilter;
  /** The cards to show, by phase. */
  byPhase: { [P in Phase]: ShownCard[] };
  columns: Columns;
  carry: Carry | null;
  marked: ReadonlySet<string>;
  settled: number;
  /** Why nothing can be moved now. */
  off: string | null;
  /** The phase a phone shows. */
  phonePhase: Phase;
  onMove: (card: ShownCard, target: Phase) => void;
  onToggle: (phase: Phase) => void;
};

/** The eight phases side by side: open, or as rails of 40 px. On a phone one of them, on paper all of them. */
export function BoardColumns(props: BoardColumnsProps) {
  const { view, filter, byPhase, columns, carry, marked, settled, off, phonePhase, onMove, onToggle } = props;
  const { t } = useTranslation("board");
  const touch = useMedia(TOUCH);
  const move = useRef(onMove);
  move.current = onMove;
  // The same function from render to render: a card is drawn again only when it has changed.
  const menuOf = useCallback(
    (card: ShownCard) => (
      <CardMenu
        card={card}
        off={off ?? (card.can.move === true ? null : card.can.move)}
        onMove={(moved, target) => move.current(moved, target)}
      />
    ),
    [off],
  );
  const phaseOf = (id: string) => view.cards.find((card) => card.id === id)?.phase ?? null;
  return phases.map((phase) => {
    const cards = byPhase[phase];
    const isOpen = columns.shapes[phase] === "open";
    const state = columnState(carry, phase);
    return (
      <section
        key={phase}
        data-phase={phase}
        data-shape={columns.shapes[phase]}
        className={cx(
          "flex min-h-0 border-l border-line first:border-l-0 phone:block phone:border-l-0 print:block print:border-0",
          isOpen ? "min-w-column flex-1 phone:min-w-0" : "shrink-0",
          cards.length === 0 && "print:hidden",
          cards.length <= 6 && "print:break-inside-avoid",
        )}
      >
        {isOpen ? null : (
          <BoardRail
            phase={phase}
            cards={cards}
            count={view.counts[phase]}
            state={state}
            onOpen={() => onToggle(phase)}
            className="flex phone:hidden print:hidden"
          />
        )}
        <BoardColumn
          phase={phase}
          cards={cards}
          count={view.counts[phase]}
          state={state}
          carry={carry}
          marked={marked}
          settled={settled}
          phaseOf={phaseOf}
          menuOf={menuOf}
          touch={touch}
          onFold={() => onToggle(phase)}
          note={columnNote(phase, filter, t)}
          foot={<ColumnFoot phase={phase} view={view} cards={cards} filter={filter} />}
          className={cx(
            isOpen ? "flex" : "hidden",
            phase === phonePhase ? "phone:block" : "phone:hidden",
            "print:!block",
          )}
        />
      </section>
    );
  });
}
