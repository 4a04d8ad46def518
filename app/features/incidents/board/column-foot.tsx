import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { BoardFilter, BoardView } from "#domain/incidents/board.ts";
import { type ShownCard, sortColumn } from "#domain/incidents/board-reducer.ts";
import type { Phase } from "#domain/incidents/phase-machine.ts";
import { TextLink } from "../../../ui/button.tsx";
import { formatDate } from "../../../ui/format.ts";
import { boardPath } from "./filters.ts";

type Done = "closed" | "reviewed";
const isDone = (phase: Phase): phase is Done => phase === "closed" || phase === "reviewed";
const keyOf = { closed: "closedBefore", reviewed: "reviewedBefore" } as const;

/** What a column says at the right of its head: which days it shows. */
export function columnNote(phase: Phase, filter: BoardFilter, t: TFunction<"board">) {
  if (!isDone(phase)) return null;
  const before = filter[keyOf[phase]];
  return before ? t("column.before", { date: formatDate(before) }) : t(`column.days.${phase}`);
}

/** Below the cards: that there are more, and the way to them. */
export function ColumnFoot(props: { phase: Phase; view: BoardView; cards: readonly ShownCard[]; filter: BoardFilter }) {
  const { phase, view, cards, filter } = props;
  const { t } = useTranslation("board");
  if (!isDone(phase)) {
    if (!view.more[phase]) return null;
    return <span role="note">{t("column.more", { count: view.counts[phase] - cards.length })}</span>;
  }
  const key = keyOf[phase];
  const last = sortColumn(cards).at(-1);
  const daysAgo = new Date(Date.parse(view.at) - (phase === "closed" ? 7 : 30) * 86_400_000).toISOString();
  const older = view.more[phase] && last ? last.phaseSince : (filter[key] ?? daysAgo);
  const hasOlder = view.more[phase] || filter[key] === null;
  return (
    <span className="flex flex-wrap justify-between gap-x-3">
      {hasOlder ? (
        <TextLink to={boardPath({ ...filter, [key]: older })}>{t(`column.older.${phase}`)}</TextLink>
      ) : (
        t("column.noOlder")
      )}
      {filter[key] ? <TextLink to={boardPath({ ...filter, [key]: null })}>{t("column.recent")}</TextLink> : null}
    </span>
  );
}
