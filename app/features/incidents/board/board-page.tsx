import { useNavigate, useSearchParams } from "@remix-run/react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardFilter, BoardView } from "#domain/incidents/board.ts";
import { matches, type ShownCard } from "#domain/incidents/board-reducer.ts";
import { isOpenPhase } from "#domain/incidents/board-tally.ts";
import { type Phase, phaseNames, phases } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import type { CommandResult } from "#http/run-command.server.ts";
import { Band } from "../../../ui/band.tsx";
import { Button } from "../../../ui/button.tsx";
import { DrillScope } from "../../../ui/drill.tsx";
import { formatTime } from "../../../ui/format.ts";
import { Page } from "../../../ui/page.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { useLive } from "../../live/live.tsx";
import { DispatchDialog } from "../dispatch-dialog.tsx";
import { useAsOf } from "../room/use-as-of.ts";
import { BoardCardView } from "./board-card.tsx";
import { BoardColumns } from "./board-columns.tsx";
import { BoardHead } from "./board-head.tsx";
import { optionOf, worstFace } from "./card-facts.ts";
import { CarryBar } from "./carry-bar.tsx";
import { EmptyBoard } from "./empty-board.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { boardPath, isAfterPage } from "./filters.ts";
import { MoveDialog, type TextQuestion } from "./move-dialog.tsx";
import { PhoneTabs } from "./phone-tabs.tsx";
import { ReportDialog } from "./report-dialog.tsx";
import { ReportWithoutScripts } from "./report-without-scripts.tsx";
import { useBoard } from "./use-board.ts";
import { useBoardKeys } from "./use-board-keys.ts";
import { useCarry } from "./use-carry.ts";
import { useColumns } from "./use-columns.ts";
import { useBoardFilter } from "./use-filter.ts";
import { useFollowedLinks } from "./use-followed-links.ts";
import { useKeepBoard } from "./use-keep-board.ts";
import { useMoves } from "./use-moves.ts";

/** Holding a card over a folded phase opens it after so many ms. */
const HOLD_MS = 400;

type BoardPageProps = {
  loaded: BoardView;
  filter: BoardFilter;
  personId: string;
  answer: CommandResult | undefined;
  /** The board comes from this browser, as it was then (ISO). */
  keptAt?: string;
};

/** 调度台: all incidents by phase, live; cards are moved by pointer, keys or menu. */
export function BoardPage({ loaded, filter: loadedFilter, personId, answer, keptAt }: BoardPageProps) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [words, announce] = useState("");
  const [settled, setSettled] = useState(0);
  const [moved, setMoved] = useState<string | null>(null);
  const live = useLive();
  const asOf = useAsOf(live, keptAt);
  const off = asOf === null ? null : t("lost.off");

  const { view: held, marked, place, takeBack, settle } = useBoard(loaded, loadedFilter, off !== null);
  useKeepBoard(held, loadedFilter, asOf);
  const { filter, shown: view, choose, onClickCapture } = useBoardFilter(loadedFilter, held, off !== null);
  const cards = useMemo(
    () => view.cards.filter((card) => matches(card, filter) && !isAfterPage(card, filter)),
    [view, filter],
  );
  const byPhase = useMemo(
    () => Object.fromEntries(phases.map((phase) => [phase, cards.filter((card) => card.phase === phase)])),
    [cards],
  ) as { [P in Phase]: ShownCard[] };

  const [firstPhase] = useState(() => pressing(byPhase, Date.parse(view.at)));

  const moves = useMoves({
    view,
    place,
    takeBack,
    settle,
    off,
    announce,
    onMoved: (id) => {
      setSettled((n) => n + 1);
      setMoved(id);
    },
  });
  const { carry, takeUp, putBack, ghostRef, handlers } = useCarry({
    cardOf: (id) => view.cards.find((card) => card.id === id),
    mayCarry: moves.mayCarry,
    onDrop: moves.attempt,
    onTarget: (card, target) => announce(targetWords(card, target)),
  });
  const { board, columns, toggle, reveal, onWheel } = useColumns(view.counts, personId, useHeldPhase(carry));
  const onFollow = useFollowedLinks();
  const reportTo = withParams(params, { report: "1" });
  const keys = useBoardKeys({
    board,
    view,
    carrying: carry !== null,
    onReport: () => view.can.report === true && navigate(reportTo, { preventScrollReset: true }),
    onTakeUp: takeUp,
    reveal,
  });

  /** What screen readers hear of the phase a carried card is over. */
  const targetWords = (card: ShownCard, target: Phase) => {
    const phase = inLanguage(phaseNames[target], locale);
    if (target === card.phase) return t("carry.at.origin", { title: card.title, phase });
    const option = optionOf(card, target);
    if (!option.open) return t("carry.at.closed", { phase, why: inLanguage(option.why, locale) });
    return t(option.back ? "carry.at.back" : "carry.at.forward", { phase });
  };

  // Another person moved the card one is carrying: it goes where it is.
  const carriedPhase = carry && view.cards.find((card) => card.id === carry.card.id)?.phase;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a change of the card
  useEffect(() => {
    if (!carry || carriedPhase === carry.card.phase) return;
    putBack();
    moves.movedMeanwhile(carry.card, carriedPhase ?? null);
  }, [carry?.card.id, carriedPhase]);
  // The focus follows the card one has moved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a move
  useEffect(() => {
    if (moved) keys.focus(moved);
    setMoved(null);
  }, [moved]);

  const close = () =>
    navigate(withParams(params, { report: null, from: null }), { replace: true, preventScrollReset: true });
  const phonePhase = phases.find((phase) => phase === params.get("phase")) ?? firstPhase;
  const isReporting = params.get("report") === "1";
  const isEmpty = cards.length === 0 && phases.every((phase) => view.counts[phase] === 0);
  const { question } = moves;
  return (
    <div className="contents" onClickCapture={onClickCapture}>
      <Page
        ownScroll
        ground="page"
        head={<BoardHead view={view} filter={filter} reportTo={reportTo} />}
        bar={
          <>
            {isReporting ? (
              <ReportWithoutScripts
                counties={view.counties}
                accept={view.acceptMinutes}
                from={params.get("from")}
                backTo={boardPath(filter)}
                at={view.at}
                answer={answer}
              />
            ) : null}
            <PhoneTabs view={view} phase={phonePhase} pathOf={(phase) => withParams(params, { phase })} />
            <FilterBar view={view} filter={filter} onFilter={choose} />
            {asOf === null ? null : <Lost since={asOf} onRetry={live.retryNow} />}
          </>
        }
        className="relative"
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the cards inside are links; pointer and keys are a way to move them */}
        <div
          ref={board}
          {...handlers}
          onClick={onFollow}
          onKeyDown={keys.onKeyDown}
          onWheel={onWheel}
          className="flex min-h-0 min-w-0 flex-1 overflow-hidden phone:block phone:min-h-[50vh] phone:overflow-visible print:block print:overflow-visible"
        >
          {isEmpty ? (
            <EmptyBoard view={view} filter={filter} reportTo={reportTo} />
          ) : (
            <BoardColumns
              view={view}
              filter={filter}
              byPhase={byPhase}
              columns={columns}
              carry={carry}
              marked={marked}
              settled={settled}
              off={off}
              phonePhase={phonePhase}
              onMove={moves.attempt}
              onToggle={toggle}
            />
          )}
        </div>
        {carry ? <CarryBar carry={carry} /> : null}
        {carry?.how === "pointer" ? (
          <div
            ref={ghostRef}
            aria-hidden="true"
            className="pointer-events-none fixed top-0 left-0 z-40 will-change-transform"
          >
            <BoardCardView card={carry.card} raised />
          </div>
        ) : null}
        <div role="status" aria-live="polite" className="sr-only">
          {words}
        </div>
        {isReporting ? (
          <ReportDialog
            personId={personId}
            counties={view.counties}
            accept={view.acceptMinutes}
            can={view.can.report}
            from={params.get("from")}
            onClose={close}
          />
        ) : null}
        <DrillScope on={question?.card.drill ?? false}>
          {question && question.asks !== "units" ? (
            <MoveDialog
              question={question as TextQuestion}
              personId={personId}
              onAnswer={(text) => moves.answer(question as TextQuestion, text)}
              onClose={moves.closeQuestion}
            />
          ) : null}
          {question?.asks === "units" ? (
            <Dispatch card={question.card} view={view} onDone={moves.closeQuestion} />
          ) : null}
        </DrillScope>
      </Page>
    </div>
  );
}

function Dispatch({ card, view, onDone }: { card: ShownCard; view: BoardView; onDone: () => void }) {
  return (
    <DispatchDialog
      incidentId={card.id}
      level={card.level}
      acceptMinutes={view.acceptMinutes[card.level]}
      present={card.ladder}
      ahead={!card.verified}
      lead={card.title}
      onDone={onDone}
    />
  );
}

function Lost({ since, onRetry }: { since: number; onRetry: () => void }) {
  const { t } = useTranslation("board");
  return (
    <Band
      tone="warn"
      shape="strip"
      icon="wifi-off"
      live
      title={t("lost.title", { time: formatTime(since) })}
      actions={
        <Button size="small" icon="refresh" onClick={onRetry}>
          {t("lost.retry")}
        </Button>
      }
    >
      {t("lost.text")}
    </Band>
  );
}

/** The phase over which a card has been held for a while. */
function useHeldPhase(carry: ReturnType<typeof useCarry>["carry"]): Phase | null {
  const [held, setHeld] = useState<Phase | null>(null);
  const over = carry?.over ?? null;
  const may = carry && over && over !== carry.card.phase ? optionOf(carry.card, over).open : false;
  const how = carry?.how;
  useEffect(() => {
    if (!how) setHeld(null);
    if (!may) return;
    const timer = setTimeout(() => setHeld(over), how === "keys" ? 0 : HOLD_MS);
    return () => clearTimeout(timer);
  }, [over, may, how]);
  return how ? held : null;
}

/** The phase a phone shows first: the one with the most pressing timer, else the first with cards. */
function pressing(byPhase: { [P in Phase]: ShownCard[] }, now: number): Phase {
  const open = phases.filter(isOpenPhase);
  return (
    open.find((phase) => worstFace(byPhase[phase], now) === "over") ??
    open.find((phase) => byPhase[phase].length > 0) ??
    "reported"
  );
}

/** The address with some parameters changed; null takes one away. */
function withParams(params: URLSearchParams, change: Record<string, string | null>): string {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text ? `/incidents?${text}` : "/incidents";
}
