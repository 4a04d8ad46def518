import { memo, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { isOpenPhase } from "#domain/incidents/board-tally.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { cx } from "../../../ui/class-names.ts";
import { useClock } from "../../../ui/clock.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Ladder } from "../../../ui/ladder.tsx";
import { Sparkline } from "../../../ui/sparkline.tsx";
import { DrillTag, LevelTag, Tag } from "../../../ui/tag.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { NextClimb } from "../escalation/next-climb.tsx";
import { climbOf, clockWords, placeOf, readClock, silentUnits, tookOf, trendOf } from "./card-facts.ts";
import { nextTimer, type Writing } from "./card-timer.tsx";

export interface BoardCardProps {
  card: ShownCard;
  /** ⋯, at the right of the first line. It is made when the card is first pointed at or focused: a board of many cards stays light. */
  menu?: (card: ShownCard) => ReactNode;
  /** Nothing hovers here: the menu is always there. */
  touch?: boolean;
  /** It is carried elsewhere: here only its place stands, dashed. */
  lifted?: boolean;
  /** It is the carried card: raised, with an `act` border. */
  raised?: boolean;
  /** It has just come. */
  marked?: boolean;
}

/**
 * One incident on the board: seven short lines, always in this order; closed ones have four, and one more while they owe a report. The whole card is a link to its room,
 * which the board follows (use-followed-links.ts). It reads the clock once, and is drawn again when something it says changes.
 */
export const BoardCardView = memo(function BoardCardView({
  card,
  menu,
  touch,
  lifted,
  raised,
  marked,
}: BoardCardProps) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  const isOpen = isOpenPhase(card.phase);
  const [woken, setWoken] = useState(false);
  const wake = () => setWoken(true);
  const clock = readClock(useClock((now) => clockWords(card, now, locale)));
  const writing = { card, t, locale, clock };
  return (
    <article
      data-card={card.id}
      onPointerEnter={wake}
      onFocus={wake}
      className={cx(
        "group/card relative rounded-control border select-none outline-act has-[a:focus-visible]:outline-2 phone:select-auto print:break-inside-avoid",
        lifted
          ? "border-dashed border-control bg-transparent outline-none"
          : raised
            ? "border-act bg-raised shadow-float outline-1"
            : cx("bg-surface hover:border-control", card.drill ? "border-dashed" : "border-solid"),
        !lifted && !raised && (marked ? "border-act" : card.drill ? "border-drill-line" : "border-line-2"),
      )}
    >
      {lifted ? (
        <span className="absolute top-1/2 left-3 -translate-y-1/2 text-12 text-text-3">{t("carry.place")}</span>
      ) : null}
      <div className={cx("px-2.5 pt-[7px] pb-[5px] phone:px-3.5 phone:py-2.5", lifted && "opacity-0")}>
        {marks(writing, isOpen, menu !== undefined)}
        <h3 className="mt-0.5 truncate text-13 phone:text-16">
          {raised ? (
            card.title
          ) : (
            <a
              href={`/incidents/${card.id}`}
              title={isOpen ? climbedWords(writing) || undefined : undefined}
              data-discover="true"
              draggable={false}
              className="outline-none after:absolute after:inset-0 after:rounded-control"
            >
              {card.title}
            </a>
          )}
        </h3>
        {isOpen ? openLines(writing) : closedLines(writing)}
      </div>
      {/* After the link in the order of Tab, at the right of the first line on the screen. */}
      {menu && (touch || woken) && !lifted ? (
        <div className="absolute top-[5px] right-1.5 z-10 phone:top-0 phone:right-0">{menu(card)}</div>
      ) : null}
    </article>
  );
});

/** ⋯ takes the place of the time where tags leave none for both. */
const besideMenu =
  "phone:mr-8 desk:pointer-coarse:mr-6 desk:group-hover/card:mr-6 desk:group-focus-within/card:mr-6 desk:group-has-[[aria-expanded=true]]/card:mr-6";
const underMenu =
  "phone:mr-8 desk:pointer-coarse:mr-6 desk:group-hover/card:invisible desk:group-focus-within/card:invisible desk:group-has-[[aria-expanded=true]]/card:invisible";

function marks({ card, t, clock }: Writing, isOpen: boolean, hasMenu: boolean) {
  const isAhead = card.dispatchedUnverified && isOpen;
  const isFull = isAhead || card.drill || !isOpen;
  return (
    <div className="flex h-5 items-center justify-between gap-1.5 phone:h-6">
      <div className="-ml-1.5 flex min-w-0 items-center gap-2 overflow-hidden pl-1.5">
        <LevelTag level={card.level} hanging />
        {isAhead ? (
          <Tag tone="warn" className={cx(!card.verified && "font-bold")}>
            {t("card.ahead")}
          </Tag>
        ) : null}
        {card.drill ? <DrillTag /> : null}
      </div>
      <span
        className={cx("shrink-0 text-12 whitespace-nowrap text-text-2", hasMenu && (isFull ? underMenu : besideMenu))}
      >
        {isOpen ? (
          <span>{clock.age}</span>
        ) : (
          <span className="inline-flex items-center gap-1 text-ok">
            <Icon name="check" size={14} />
            {t("card.closed", { time: clock.age })}
          </span>
        )}
      </span>
    </div>
  );
}

const lineClass = "flex h-5 min-w-0 items-center gap-1.5 text-12 text-text-2";
const endClass = "ml-auto flex shrink-0 items-center";

function openLines(writing: Writing) {
  const { card, t, clock } = writing;
  const timer = nextTimer(writing);
  return (
    <>
      <p className={`${lineClass} mt-0.5`}>
        <Icon name="place" size={14} label={t("card.place")} />
        <span className="truncate">{placeOf(card)}</span>
      </p>
      <p className={`${lineClass} mt-px phone:mt-1`}>
        {headCount(writing)}
        <span className={`${endClass} phone:hidden`}>
          {card.headCounts.length > 1 ? <Sparkline values={card.headCounts} /> : null}
        </span>
        <span className={`${endClass} desk:hidden`}>{timer}</span>
      </p>
      <p className={`${lineClass} mt-px phone:mt-1`}>
        <Icon name="flag" size={14} label={t("card.lead")} />
        <span className={card.leadUnitName ? "truncate text-text" : "truncate text-text-3"}>
          {card.leadUnitName ?? t("card.noLead")}
        </span>
        <span className={`${endClass} text-text-3`}>
          {card.ladder.length > 0 ? <Ladder states={clock.blocks} /> : t("card.notDispatched")}
        </span>
      </p>
      <p className="mt-px -ml-1.5 flex h-5 min-w-0 items-center gap-2 overflow-hidden pl-1.5 phone:hidden">
        {timer}
        {climbOf(card) ? <NextClimb card={card} /> : null}
      </p>
      <p className="mt-1 truncate border-t border-line pt-1 text-12 text-text-2 phone:mt-1.5 phone:pt-2">
        {lastEntry(writing)}
      </p>
    </>
  );
}

function headCount({ card, t }: Writing) {
  const trend = trendOf(card);
  return (
    <>
      <Icon name="people" size={14} label={t("card.people")} />
      {card.headCount === null ? (
        <span className="text-text-3">{t("card.noCount")}</span>
      ) : (
        <span className="whitespace-nowrap">
          <b className="text-text">{card.headCount}</b>
          {` ${t("card.persons")}`}
        </span>
      )}
      {trend ? (
        <span className="inline-flex items-center whitespace-nowrap">
          <Icon
            name={trend.direction === "up" ? "up" : trend.direction === "down" ? "down" : "right"}
            size={14}
            label={t(`card.${trend.direction}`)}
          />
          {trend.direction === "level" ? <span aria-hidden="true">{t("card.level")}</span> : trend.by}
        </span>
      ) : null}
    </>
  );
}

/** To whom each silent unit has climbed, a line each; nothing where none has. */
const climbedWords = ({ card, t }: Writing): string =>
  silentUnits(card.ladder)
    .map(({ unitName, climbed }) => t(`card.climbed.${climbed}`, { unit: unitName }))
    .join("\n");

function lastEntry({ card: { lastEntry: entry }, t, locale, clock }: Writing) {
  if (!entry) return <span className="text-text-3">{t("card.noEntry")}</span>;
  return (
    <>
      <span className="text-text-3">{clock.last}</span>
      {` ${inLanguage(entry.text, locale)}`}
    </>
  );
}

function closedLines(writing: Writing) {
  const { card, t, locale } = writing;
  return (
    <>
      <p className={`${lineClass} mt-0.5`}>
        <Icon name="flag" size={14} label={t("card.lead")} />
        <span className="truncate">{card.leadUnitName ?? t("card.noLead")}</span>
        <span className={endClass}>{t("card.took", { time: tookOf(card, locale) })}</span>
      </p>
      {card.timer ? (
        <p className="mt-px -ml-1.5 flex h-5 min-w-0 items-center overflow-hidden pl-1.5">{nextTimer(writing)}</p>
      ) : null}
      <p className="mt-1 truncate border-t border-line pt-1 text-12 text-text-2">
        {card.outcome || t("card.noOutcome")}
      </p>
    </>
  );
}
