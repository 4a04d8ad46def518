import {
  formatDate,
  formatDue,
  formatElapsed,
  formatMinutesSeconds,
  type Instant,
  type Locale,
  millis,
  partsInShanghai,
} from "./format.ts";

export type TimerFace = "calm" | "soon" | "over" | "done";

export interface TimerTimes {
  dueAt: Instant;
  /** When it began to run; without it only the last ten minutes count as soon. */
  startedAt?: Instant | null;
  doneAt?: Instant | null;
}

export interface TimerState {
  face: TimerFace;
  /** `余 06:40`, `余 2 时 10 分`, `超 02:10`, `11:52`, `2027-01-04` */
  text: string;
  /** The part of the text that counts seconds: fixed width. */
  ticking: boolean;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Soon: a quarter of the span or ten minutes left, whichever is more. */
export function timerFace({ dueAt, startedAt, doneAt }: TimerTimes, now: number): TimerFace {
  if (doneAt) return "done";
  const left = millis(dueAt) - now;
  if (left <= 0) return "over";
  const span = startedAt ? millis(dueAt) - millis(startedAt) : 0;
  return left <= Math.max(10 * minute, span / 4) ? "soon" : "calm";
}

/**
 * What a timer says. `show` is `left` (time left, a date from one day on) or `due` (while calm the hour it is due).
 * Under 10 min `余 mm:ss`, under a day `余 n 时 n 分`, else the date; past due `超 mm:ss`, from an hour on in hours.
 */
export function timerState(times: TimerTimes, now: number, locale: Locale, show: "left" | "due" = "left"): TimerState {
  const face = timerFace(times, now);
  const zh = locale === "zh-CN";
  if (face === "done") return { face, text: doneText(times.doneAt as Instant, now), ticking: false };
  const left = millis(times.dueAt) - now;
  if (face === "over") {
    const late = -left;
    const short = late < hour;
    const text = short ? formatMinutesSeconds(late) : formatElapsed(late, locale);
    return { face, text: zh ? `超 ${text}` : `over ${text}`, ticking: short };
  }
  if (face === "calm" && show === "due") return { face, text: formatDue(times.dueAt, now, locale), ticking: false };
  if (left < 10 * minute) {
    const text = formatMinutesSeconds(left);
    return { face, text: zh ? `余 ${text}` : `${text} left`, ticking: true };
  }
  if (left < day) {
    const text = formatElapsed(left, locale);
    return { face, text: zh ? `余 ${text}` : `${text} left`, ticking: false };
  }
  return { face, text: formatDate(times.dueAt), ticking: false };
}

function doneText(at: Instant, now: number): string {
  const done = partsInShanghai(at);
  const today = partsInShanghai(now);
  const time = `${done.hour}:${done.minute}`;
  if (done.year !== today.year) return `${done.year}-${done.month}-${done.day} ${time}`;
  return done.month === today.month && done.day === today.day ? time : `${done.month}-${done.day} ${time}`;
}
