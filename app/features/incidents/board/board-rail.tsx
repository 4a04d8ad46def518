import { useTranslation } from "react-i18next";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { type Phase, phaseNames } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { cx } from "../../../ui/class-names.ts";
import { Icon } from "../../../ui/icons.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import type { ColumnState } from "./column-state.ts";
import { WorstTimer } from "./worst-timer.tsx";

export interface BoardRailProps {
  phase: Phase;
  cards: readonly ShownCard[];
  count: number;
  state: ColumnState;
  onOpen: () => void;
  className?: string;
}

/** A phase folded to 40 px: count, name, the mark of its most pressing timer. It takes a drop like an open one. */
export function BoardRail({ phase, cards, count, state, onOpen, className }: BoardRailProps) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  const name = inLanguage(phaseNames[phase], locale);
  const may = state.kind === "forward" || state.kind === "back";
  const why = state.kind === "closed" ? inLanguage(state.why, locale) : null;
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-expanded="false"
      title={why ?? t("column.open")}
      className={cx(
        "relative w-rail shrink-0 flex-col items-center text-13 -outline-offset-2",
        state.kind === "closed" ? "hatch text-text-2" : may ? "bg-act-tint text-act" : "bg-surface hover:bg-hover",
        className,
      )}
    >
      <span
        className={cx(
          "grid h-8 w-full shrink-0 place-content-center border-b font-bold",
          may && state.over ? "border-act bg-act text-on-act" : "border-line",
          state.kind === "closed" && "bg-sunken",
        )}
      >
        {count}
      </span>
      <span className="flex min-h-0 flex-1 flex-col items-center gap-2 overflow-hidden pt-2">
        {state.kind === "closed" ? <Icon name="ban" size={14} /> : null}
        {may ? <Icon name={state.kind === "back" ? "history" : "check"} size={14} /> : null}
        <span className={cx("font-bold [writing-mode:vertical-rl]", locale === "zh-CN" && "tracking-[4px]")}>
          {" "}
          {name}
        </span>
        {why ? <span className="text-12 [writing-mode:vertical-rl]">{why}</span> : null}
        {state.kind === "rest" ? <WorstTimer cards={cards} /> : null}
        <span className="sr-only">{t("column.open")}</span>
      </span>
      {may ? (
        <span
          aria-hidden="true"
          className={cx(
            "pointer-events-none absolute inset-0 border-2 border-act",
            state.kind === "back" && "border-dashed",
          )}
        />
      ) : null}
    </button>
  );
}
