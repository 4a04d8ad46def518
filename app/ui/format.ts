/**
 * The one place where dates, durations and numbers become text. Every date is read in Asia/Shanghai, whatever zone the
 * machine has. Pure; instants are `Date`, epoch milliseconds or ISO strings.
 */
export type Instant = Date | number | string;
export type Locale = "zh-CN" | "en";

const zone = "Asia/Shanghai";
const clock = new Intl.DateTimeFormat("en-CA", {
  timeZone: zone,
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** Epoch milliseconds of an instant. */
export const millis = (at: Instant): number => (typeof at === "number" ? at : new Date(at).getTime());

/** China's clocks have stood eight hours before UTC, summer and winter, since 1991-09-15; before, they changed twice a year. */
const FIXED_SINCE = Date.UTC(1991, 8, 15);
const AHEAD_MS = 8 * 3_600_000;
/** From here on years have five digits. */
const LAST = Date.UTC(9999, 0, 1);

/** The parts an instant has on a clock in Shanghai, as two-digit strings (the year has four). */
export function partsInShanghai(at: Instant) {
  const ms = millis(at);
  const found = { year: "", month: "", day: "", hour: "", minute: "", second: "" };
  if (ms > FIXED_SINCE && ms < LAST) {
    const text = new Date(ms + AHEAD_MS).toISOString();
    found.year = text.slice(0, 4);
    found.month = text.slice(5, 7);
    found.day = text.slice(8, 10);
    found.hour = text.slice(11, 13);
    found.minute = text.slice(14, 16);
    found.second = text.slice(17, 19);
    return found;
  }
  for (const { type, value } of clock.formatToParts(ms)) if (type in found) found[type as keyof typeof found] = value;
  return found;
}

/** `2026-11-24 14:34` */
export function formatDateTime(at: Instant): string {
  const p = partsInShanghai(at);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}`;
}

/** `2026-11-24` */
export function formatDate(at: Instant): string {
  const p = partsInShanghai(at);
  return `${p.year}-${p.month}-${p.day}`;
}

/** `14:34` */
export function formatTime(at: Instant): string {
  const p = partsInShanghai(at);
  return `${p.hour}:${p.minute}`;
}

/** `14:34:05`, where order within a minute matters. */
export function formatSeconds(at: Instant): string {
  return `${formatTime(at)}:${partsInShanghai(at).second}`;
}

/** For a narrow line: today `14:34`, this year `11-24`, else `2025-11-24`. */
export function formatShort(at: Instant, now: Instant): string {
  const p = partsInShanghai(at);
  const n = partsInShanghai(now);
  if (p.year !== n.year) return `${p.year}-${p.month}-${p.day}`;
  if (p.month === n.month && p.day === n.day) return `${p.hour}:${p.minute}`;
  return `${p.month}-${p.day}`;
}

/** In a text: today `14:34`, this year `11-24 14:34`, else the whole `2025-11-24 14:34`. */
export function formatNear(at: Instant, now: Instant): string {
  const p = partsInShanghai(at);
  const n = partsInShanghai(now);
  if (p.year !== n.year) return formatDateTime(at);
  if (p.month === n.month && p.day === n.day) return `${p.hour}:${p.minute}`;
  return `${p.month}-${p.day} ${p.hour}:${p.minute}`;
}

/** When something is due: `今日 17:30`, `明日 12:00`, `12-08 12:00`, `2027-01-04`. */
export function formatDue(at: Instant, now: Instant, locale: Locale): string {
  const days = dayNumber(at) - dayNumber(now);
  const zh = locale === "zh-CN";
  if (days === 0) return `${zh ? "今日" : "Today"} ${formatTime(at)}`;
  if (days === 1) return `${zh ? "明日" : "Tomorrow"} ${formatTime(at)}`;
  return partsInShanghai(at).year === partsInShanghai(now).year ? formatNear(at, now) : formatDate(at);
}

/** Days since 1970-01-01 on the calendar of Shanghai; the difference of two is a number of calendar days. */
export function dayNumber(at: Instant): number {
  const p = partsInShanghai(at);
  return Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day)) / 86_400_000;
}

/** How long: `11 分`, `3 时 26 分`, `1 天 3 时`; English `11 min`, `3 h 26 min`, `1 d 3 h`. Never below 0. */
export function formatElapsed(ms: number, locale: Locale): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const [d, h, m] = locale === "zh-CN" ? ["天", "时", "分"] : ["d", "h", "min"];
  if (days > 0) return hours % 24 === 0 ? `${days} ${d}` : `${days} ${d} ${hours % 24} ${h}`;
  if (hours > 0) return `${hours} ${h} ${String(minutes % 60).padStart(2, "0")} ${m}`;
  return `${minutes} ${m}`;
}

/** `mm:ss` of a span under an hour; hours are counted into the minutes. Never below 0. */
export function formatMinutesSeconds(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

/** `1,206` */
export function formatNumber(value: number): string {
  return value.toLocaleString("en-US");
}

/** A count as lists show it: above the limit `10,000+`. */
export function formatCount(value: number, limit = 10_000): string {
  return value > limit ? `${formatNumber(limit)}+` : formatNumber(value);
}

/** `980 B`, `12 KB`, `2.4 MB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The value of a `datetime-local` input (`2026-11-24T14:34`) for an instant, in Shanghai. */
export function toInputDateTime(at: Instant): string {
  return formatDateTime(at).replace(" ", "T");
}

/** The instant that a `datetime-local` or `date` input names in Shanghai, as ISO string; undefined if it names none. */
export function fromInputDateTime(value: string): string | undefined {
  const text = value.length === 10 ? `${value}T00:00` : value;
  const guess = Date.parse(`${text.slice(0, 16)}:00+08:00`);
  return Number.isNaN(guess) ? undefined : new Date(guess).toISOString();
}
