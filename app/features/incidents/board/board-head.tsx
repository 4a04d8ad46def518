import { useTranslation } from "react-i18next";
import type { BoardFilter, BoardView } from "#domain/incidents/board.ts";
import { unitsOverdue } from "#domain/incidents/board-reducer.ts";
import { isOpenPhase } from "#domain/incidents/board-tally.ts";
import { phases } from "#domain/incidents/phase-machine.ts";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { useClock } from "../../../ui/clock.ts";
import { formatDateTime, formatNumber } from "../../../ui/format.ts";
import { Figure, PageHead } from "../../../ui/page-head.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { filterWords } from "./filter-bar.tsx";
import { isFiltered } from "./filters.ts";

/** Title, the four figures, and what one can do here. */
export function BoardHead({ view, filter, reportTo }: { view: BoardView; filter: BoardFilter; reportTo: string }) {
  const locale = useLocale();
  const { t } = useTranslation("board");
  const { underway, onSite, drills, acceptOverdue } = view.figures;
  // With every open card here the figure follows the clock; else it is the server's.
  const isWhole = !phases.some((phase) => isOpenPhase(phase) && view.more[phase]);
  const overdue = useClock((now) => (isWhole ? unitsOverdue(view.cards, now) : acceptOverdue));
  const printedAt = useClock((now) => formatDateTime(now));
  const can = view.can.report;
  return (
    <PageHead
      title={t("title")}
      figures={
        <>
          <Figure label={t("figure.underway")} value={formatNumber(underway)} unit={t("figure.incidents")} />
          <Figure label={t("figure.onSite")} value={formatNumber(onSite)} unit={t("card.persons")} />
          <Figure label={t("figure.overdue")} value={formatNumber(overdue)} tone={overdue > 0 ? "bad" : undefined} />
          {drills > 0 ? (
            <Figure label={t("figure.drills")} value={formatNumber(drills)} unit={t("figure.notCounted")} />
          ) : null}
          <span className="print-only" data-desk-only>
            {printedAt}
          </span>
          {isFiltered(filter) ? (
            <span className="print-only">{filterWords(filter, view, locale, t).join(t("list"))}</span>
          ) : null}
        </>
      }
      actions={
        <>
          <ButtonLink to="/incidents/shifts" icon="swap">
            {t("shifts")}
          </ButtonLink>
          <Button icon="print" onClick={() => window.print()} className="phone:hidden">
            {t("print")}
          </Button>
        </>
      }
      primary={
        can === true ? (
          <ButtonLink to={reportTo} kind="filled" icon="plus" letter="n">
            {t("report.button")}
          </ButtonLink>
        ) : (
          <Button kind="filled" icon="plus" can={can}>
            {t("report.button")}
          </Button>
        )
      }
    />
  );
}
