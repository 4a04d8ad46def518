import { useTranslation } from "react-i18next";
import type { BoardFilter, BoardView } from "#domain/incidents/board.ts";
import { ButtonLink } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { filterWords } from "./filter-bar.tsx";
import { boardPath, isFiltered, noFilter } from "./filters.ts";

/** No card anywhere: none under these conditions, or none at all. */
export function EmptyBoard({ view, filter, reportTo }: { view: BoardView; filter: BoardFilter; reportTo: string }) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  const report =
    view.can.report === true ? (
      <ButtonLink to={reportTo} kind="filled" icon="plus">
        {t("report.button")}
      </ButtonLink>
    ) : null;
  if (!isFiltered(filter))
    return (
      <EmptyState
        icon="board"
        title={t("empty.none")}
        text={view.can.report === true ? t("empty.noneText") : t("empty.noneReader")}
        actions={report}
        className="m-auto"
      />
    );
  return (
    <EmptyState
      icon="board"
      title={t("empty.filtered")}
      text={filterWords(filter, view, locale, t).join(t("list"))}
      actions={
        <>
          <ButtonLink to={boardPath(noFilter)}>{t("empty.clear")}</ButtonLink>
          {report}
        </>
      }
      className="m-auto"
    />
  );
}
