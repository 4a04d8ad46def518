import { Link } from "@remix-run/react";
import { memo, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { isOpenPhase } from "#domain/incidents/board-tally.ts";
import { cx } from "../../../ui/class-names.ts";
import { useClock } from "../../../ui/clock.ts";
import { formatElapsed, formatNear, formatShort, millis } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Ladder } from "../../../ui/ladder.tsx";
import type { BlockState } from "../../../ui/ladder-blocks.ts";
import { Sparkline } from "../../../ui/sparkline.tsx";
import { DrillTag, LevelTag, Tag } from "../../../ui/tag.tsx";
import { Timer } from "../../../ui/timer.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { blockOf, nextClimb, placeOf, trendOf } from "./card-facts.ts";
import { TOUCH, useMedia } from "./use-media.ts";

export interface BoardCardProps {
  card: ShownCard;
  /** ⋯, at the right of the first line. It is made when the card is first pointed at or focused: a board of many cards stays light. */
  menu?: (card: ShownCard) => ReactNode;
  /** It is carried elsewhere: here only its place stands, dashed. */
  lifted?: boolean;
  /** It is the carried card: raised, with an `act` border. */
  raised?: boolean;
  /** It has just come. */
  marked?: boolean;
}

/** One incident on the board: seven short lines, always in this order; closed ones have four. The whole card is a link to its room. */
export const BoardCardView = memo(function BoardCardView({ card, menu, lifted, raised, marked }: BoardCardProps) {
  const { t } = useTranslation("board");
  const isOpen = isOpenPhase(card.phase);
  const [woken, setWoken] = useState(false);
  const wake = () => setWoken(true);
  const wantsMenu = useMedia(TOUCH) || woken;
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
        <Marks card={card} isOpen={isOpen} hasMenu={menu !== undefined} />
        <h3 className="mt-0.5 truncate text-13 phone:text-16">
          {raised ? (
            card.title
          ) : (
            <Link
              to={`/incidents/${card.id}`}
              draggable={false}
              className="outline-none after:absolute after:inset-0 after:rounded-control"
            >
              {card.title}
            </Link>
          )}
        </h3>
        {isOpen ? <OpenLines card={card} /> : <ClosedLines card={card} />}
      </div>
      {/* After the link in the order of Tab, at the right of the first line on the screen. */}
      {menu && wantsMenu && !lifted ? (
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

function Marks({ card, isOpen, hasMenu }: { card: ShownCard; isOpen: boolean; hasMenu: boolean }) {
  const { t } = useTranslation("board");
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
        {isOpen ? <Elapsed from={card.occurredAt} /> : <ClosedAt at={card.closedAt ?? card.phaseSince} />}
      </span>
    </div>
  );
}

function Elapsed({ from }: { from: string }) {
  const locale = useLocale();
  return <span>{useClock((now) => formatElapsed(now - millis(from), locale))}</span>;
}

function ClosedAt({ at }: { at: string }) {
  const { t } = useTranslation("board");
  const time = useClock((now) => formatClosed(at, now));
  return (
    <span className="inline-flex items-center gap-1 text-ok">
      <Icon name="check" size={14} />
      {t("card.closed", { time })}
    </span>
  );
}

/** Of another year the date alone, else month, day and time. */
function formatClosed(at: string, now: number): string {
  const day = formatShort(at, now + 2 * 86_400_000);
  return day.length > 5 ? day : `${day} ${formatShort(at, at)}`;
}

const lineClass = "flex h-5 min-w-0 items-center gap-1.5 text-12 text-text-2";
const endClass = "ml-auto flex shrink-0 items-center";

function OpenLines({ card }: { card: ShownCard }) {
  const { t } = useTranslation("board");
  return (
    <>
      <p className={cx(lineClass, "mt-0.5")}>
        <Icon name="place" size={14} label={t("card.place")} />
        <span className="truncate">{placeOf(card)}</span>
      </p>
      <p className={cx(lineClass, "mt-px phone:mt-1")}>
        <HeadCount card={card} />
        <span className={cx(endClass, "phone:hidden")}>
          {card.headCounts.length > 1 ? <Sparkline values={card.headCounts} /> : null}
        </span>
        <span className={cx(endClass, "desk:hidden")}>
          <NextTimer timer={card.timer} />
        </span>
      </p>
      <p className={cx(lineClass, "mt-px phone:mt-1")}>
        <Icon name="flag" size={14} label={t("card.lead")} />
        <span className={cx("truncate", card.leadUnitName ? "text-text" : "text-text-3")}>
          {card.leadUnitName ?? t("card.noLead")}
        </span>
        <span className={cx(endClass, "text-text-3")}>
          {card.ladder.length > 0 ? <CardLadder card={card} /> : t("card.notDispatched")}
        </span>
      </p>
      <p className="mt-px -ml-1.5 flex h-5 min-w-0 items-center gap-2 overflow-hidden pl-1.5 phone:hidden">
        <NextTimer timer={card.timer} />
        <NextClimb card={card} />
      </p>
      <p className="mt-1 truncate border-t border-line pt-1 text-12 text-text-2 phone:mt-1.5 phone:pt-2">
        <LastEntry entry={card.lastEntry} />
      </p>
    </>
  );
}

function HeadCount({ card }: { card: ShownCard }) {
  const { t } = useTranslation("board");
  const trend = trendOf(card);
  return (
    <>
      <Icon name="people" size={14} label={t("card.people")} />
      {card.headCount === null ? (
        <span className="text-text-3">{t("card.noCount")}</span>
      ) : (
        <span className="whitespace-nowrap">
          <b className="text-text">{card.headCount}</b> {t("card.persons")}
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

/** Blocks change with time: a unit past its hour climbs. */
function CardLadder({ card }: { card: ShownCard }) {
  const states = useClock((now) => card.ladder.map((unit) => blockOf(unit, now)).join(" "));
  return <Ladder states={states.split(" ") as BlockState[]} />;
}

function NextTimer({ timer }: { timer: ShownCard["timer"] }) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  if (!timer) return <span className="text-12 text-text-3">{t("timer.none")}</span>;
  const name = (
    <span
      className={cx(
        "inline-block truncate align-bottom phone:max-w-[120px]",
        locale === "en" ? "max-w-[52px]" : "max-w-[86px]",
      )}
    >
      {timer.label}
    </span>
  );
  return (
    <Timer
      hanging
      dueAt={timer.at}
      startedAt={timer.from}
      show={timer.kind === "demand" ? "due" : "left"}
      label={
        timer.kind === "accept" ? (
          <>
            {name}
            {t("timer.accept")}
          </>
        ) : timer.kind === "task" ? (
          name
        ) : timer.kind === "demand" ? (
          t("timer.demand", { no: timer.label })
        ) : timer.kind === "report" ? (
          t(`timer.report.${timer.label}`)
        ) : (
          t("timer.verify")
        )
      }
    />
  );
}

/** Behind the overdue acceptance: when it climbs to the convener. */
function NextClimb({ card }: { card: ShownCard }) {
  const { t } = useTranslation("escalation");
  const at = nextClimb(card);
  const time = useClock((now) => (at ? formatNear(at, now) : ""));
  if (!at) return null;
  const text = t("card", { time });
  return (
    <span className="min-w-0 truncate text-12 text-warn" title={text}>
      {text}
    </span>
  );
}

function LastEntry({ entry }: { entry: ShownCard["lastEntry"] }) {
  const { t } = useTranslation("board");
  const time = useClock((now) => (entry ? formatShort(entry.at, now) : ""));
  if (!entry) return <span className="text-text-3">{t("card.noEntry")}</span>;
  return (
    <>
      <span className="text-text-3">{time}</span> {t("card.entry", { by: entry.by, text: entry.text })}
    </>
  );
}

function ClosedLines({ card }: { card: ShownCard }) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  const took = formatElapsed(millis(card.closedAt ?? card.phaseSince) - millis(card.occurredAt), locale);
  return (
    <>
      <p className={cx(lineClass, "mt-0.5")}>
        <Icon name="flag" size={14} label={t("card.lead")} />
        <span className="truncate">{card.leadUnitName ?? t("card.noLead")}</span>
        <span className={endClass}>{t("card.took", { time: took })}</span>
      </p>
      <p className="mt-1 truncate border-t border-line pt-1 text-12 text-text-2">
        {card.outcome || t("card.noOutcome")}
      </p>
    </>
  );
}
