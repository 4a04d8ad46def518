import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import { type ListQuestion, MOST_SELECTED, questionParams, usualPageSize } from "#domain/submissions/filter.ts";
import type { SelectedSubmission } from "#domain/submissions/queries/list.server.ts";
import type { SubmissionsPage } from "#domain/submissions/queries/page.server.ts";
import { Button, TextLink } from "../../ui/button.tsx";
import { formatCount, formatDate, formatNumber } from "../../ui/format.ts";
import { SelectionBar } from "../../ui/query-bar.tsx";
import { useListSearch, useTexts } from "./texts.ts";
import type { useKeptSelection } from "./use-kept-selection.ts";

/** Where the report dialog of the board finds what it is made from. */
const REPORT_FROM = "lianxi.report.from";

export interface ListBarProps {
  page: SubmissionsPage;
  /** How many there are in all; null while that is not known. */
  total: number | null;
  question: ListQuestion;
  kept: ReturnType<typeof useKeptSelection>;
  onJoin: () => void;
}

/** Between conditions and list, always of one height: what one may select, or what one does with the selection. */
export function ListBar({ page: { list, can, unfinished }, total, question, kept, onJoin }: ListBarProps) {
  const t = useTexts();
  const search = useListSearch();
  const report = useReport();
  const { selectAll, busy } = useSelectAll(question, kept.add);
  const { count, clear } = kept.selection;
  const tooMany = total !== null && total > MOST_SELECTED;
  const whole =
    total !== null && total > count && total > list.lines.length ? (
      <Button
        kind="text"
        onClick={selectAll}
        busy={busy}
        busyLabel={t("bar.selecting")}
        can={tooMany ? t("bar.tooMany") : true}
        className={tooMany ? "phone:hidden" : undefined}
      >
        {t("bar.selectAll", { count: formatCount(total) })}
      </Button>
    ) : null;
  if (count > 0) {
    const fits = count > MOST_SELECTED ? t("bar.over") : true;
    return (
      <SelectionBar
        count={count}
        unit={t("unit")}
        onClear={clear}
        note={
          kept.first && kept.last
            ? t("bar.span", { first: formatDate(kept.first), last: formatDate(kept.last) })
            : undefined
        }
      >
        <Button kind="filled" onClick={() => report(kept.ids)} can={fits === true ? can.incident : fits}>
          {t("bar.incident", { count: formatNumber(count) })}
        </Button>
        <Button onClick={onJoin} can={fits === true ? can.incident : fits}>
          {t("bar.join")}
        </Button>
        {whole}
      </SelectionBar>
    );
  }
  return (
    <div className="flex min-h-query shrink-0 flex-wrap items-center gap-2.5 border-b border-line bg-surface px-4 py-1 text-12 text-text-3 phone:hidden">
      <noscript>
        <form method="post" action="/submissions" id="selected">
          <button type="submit" className="min-h-6 text-13 text-act underline">
            {t("bar.incidentPlain")}
          </button>
        </form>
      </noscript>
      {list.lines.length > 0 ? <span>{t("bar.idle")}</span> : null}
      {list.lines.length > 0 ? whole : null}
      {unfinished > 0 ? (
        <TextLink to={`/submissions/import${search}`} icon="clock" className="ml-auto">
          {t("bar.waiting", { count: unfinished })}
        </TextLink>
      ) : null}
    </div>
  );
}

/** Takes the selection to the report dialog of the board. */
export function useReport(): (ids: readonly string[]) => void {
  const navigate = useNavigate();
  return (ids) => {
    try {
      sessionStorage.setItem(REPORT_FROM, JSON.stringify(ids));
      navigate("/incidents?report=1");
    } catch {
      navigate(`/incidents?report=1&from=${ids.join(",")}`);
    }
  };
}

/** Selects every row that the filter matches, on whatever page. */
function useSelectAll({ filter }: ListQuestion, add: (more: readonly SelectedSubmission[]) => void) {
  const [busy, setBusy] = useState(false);
  const selectAll = async () => {
    setBusy(true);
    try {
      const params = questionParams({ filter, at: null, size: usualPageSize });
      const response = await fetch(`/submissions/matching?${params}`, { headers: { Accept: "application/json" } });
      if (response.ok) add(((await response.json()) as { selected: SelectedSubmission[] }).selected);
    } finally {
      setBusy(false);
    }
  };
  return { selectAll, busy };
}
