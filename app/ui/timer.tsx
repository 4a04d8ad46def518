import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "./class-names.ts";
import { useClock } from "./clock.ts";
import type { Instant } from "./format.ts";
import { TimerMark } from "./icons.tsx";
import { type TimerFace, type TimerTimes, timerState } from "./timer-state.ts";
import { useLocale } from "./use-format.ts";

export interface TimerProps extends TimerTimes {
  /** What is due: 续报, 首报, 水务局接受. */
  label?: ReactNode;
  /** `left`: the time left. `due`: while calm the hour it is due (今日 17:30). */
  show?: "left" | "due";
  /** Statutory clocks count in days that the law counts: then 余 n 天 stands before the date. */
  daysLeft?: number;
  /** Opens the clock's sheet (article, start, days skipped, extensions): the timer becomes a button. */
  onOpen?: () => void;
  /** A fixed time instead of the running clock: history, print, tests. */
  now?: Instant;
  /** On a card: the mark stands on the text edge, the ground hangs out by 6 px. */
  hanging?: boolean;
  className?: string;
}

const looks: Record<TimerFace, string> = {
  calm: "text-text-2",
  soon: "bg-warn-tint text-warn font-bold px-1.5",
  over: "bg-bad-solid text-on-bad font-bold px-1.5",
  done: "text-ok",
};

/** A deadline: hollow clock, half clock on amber, white on red, tick. Only the seconds change; the width stays. */
export function Timer(props: TimerProps) {
  const { label, show = "left", daysLeft, onOpen, now, hanging, className, ...times } = props;
  const { t } = useTranslation("ui");
  const locale = useLocale();
  const key = useClock((clock) => {
    const state = timerState(times, now === undefined ? clock : new Date(now).getTime(), locale, show);
    return `${state.face}|${state.text}`;
  });
  const [face, text] = key.split("|") as [TimerFace, string];
  const days =
    daysLeft !== undefined && face !== "done" && face !== "over" ? t("timer.daysLeft", { count: daysLeft }) : undefined;
  return <TimerLook {...{ face, text, days, label, onOpen, hanging, className }} />;
}

export type TimerLookProps = Pick<TimerProps, "label" | "onOpen" | "hanging" | "className"> & {
  face: TimerFace;
  text: string;
  days?: string;
};

/** A timer that somebody else reads from the clock. */
export function TimerLook({ face, text, days, label, onOpen, hanging, className }: TimerLookProps) {
  const { t } = useTranslation("ui");
  const look = cx(
    "inline-flex h-tag items-center gap-1 whitespace-nowrap rounded-tag text-12 shrink-0",
    looks[face],
    hanging && (face === "soon" || face === "over") && "-ml-1.5",
    className,
  );
  const words = (
    <span className={onOpen && face === "calm" ? "border-b border-act" : undefined}>
      {label ? <>{label} </> : null}
      {days ? <>{days}　</> : null}
      {text}
    </span>
  );
  const mark = <TimerMark face={face} size={14} label={t(`timer.${face}`)} />;
  if (!onOpen) {
    return (
      <span className={look}>
        {mark}
        {words}
      </span>
    );
  }
  return (
    <button type="button" onClick={onOpen} className={cx(look, face === "calm" && "!text-act", "min-h-6")}>
      {mark}
      {words}
    </button>
  );
}

/** Only the mark of a timer, as on a folded column. */
export function TimerDot(props: TimerTimes & { now?: Instant }) {
  const { t } = useTranslation("ui");
  const { now, ...times } = props;
  const face = useClock(
    (clock) => timerState(times, now === undefined ? clock : new Date(now).getTime(), "zh-CN").face,
  );
  return (
    <span className={cx("inline-grid size-5 place-content-center rounded-tag", looks[face], "!px-0")}>
      <TimerMark face={face} size={14} label={t(`timer.${face}`)} />
    </span>
  );
}
