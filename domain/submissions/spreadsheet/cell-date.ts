import { Temporal } from "temporal-polyfill";
import { ZONE } from "#domain/kernel/clock.ts";
import type { Cell, Epoch } from "./cell.ts";
import { cleanLine, foldWidth } from "./cell-text.ts";

const DAY = 86_400;
const FIRST_AS_TEXT = 32_874;
const LAST_SERIAL = { 1900: 2_958_465, 1904: 2_957_003 } as const;
const DATE = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:T|\s+|$|(?=[\d上下]))/i;
const TIME =
  /^(上午|下午|AM|PM)?\s*(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(\.\d+)?)?|[时点](?:(\d{1,2})分(?:(\d{1,2})秒)?)?)\s*(AM|PM)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;

/**
 * The instant that a date cell means; wall time is Asia/Shanghai whatever the zone of this machine. Accepts serial numbers
 * (rounded to whole seconds), `2019/2/28 11:25:05`, `2019-02-28 11:25`, `2019.2.28`, `2019年2月28日 11时25分`, ISO 8601 and
 * `20190228112505`, also in full-width digits. Null for everything else: no guessing of day and month, no two-digit years.
 */
export function readDate(cell: Cell, epoch: Epoch): Date | null {
  if (cell.kind === "number") return readNumber(Number(cell.text), epoch);
  if (cell.kind !== "text") return null;
  const text = foldWidth(cleanLine(cell.text)).trim();
  // A serial number kept as text; below 1990 it is more likely something else.
  if (/^\d{5}(\.\d+)?$/.test(text)) return Number(text) < FIRST_AS_TEXT ? null : fromSerial(Number(text), epoch);
  return readText(text);
}

function readNumber(value: number, epoch: Epoch): Date | null {
  const digits = Number.isSafeInteger(value) ? String(value) : "";
  if (COMPACT.test(digits)) return readText(digits);
  // A bare year was typed; as a serial it would be a day of 1905.
  if (/^(19|20|21)\d\d$/.test(digits)) return null;
  return fromSerial(value, epoch);
}

/** Serial dates count days; the 1900 system holds a 29 February 1900 that never was (day 60). */
export function fromSerial(value: number, epoch: Epoch): Date | null {
  if (!(value >= 1 && value < LAST_SERIAL[epoch] + 1)) return null;
  let day = Math.floor(value);
  if (epoch === 1900 && day === 60) return null;
  let second = Math.round((value - day) * DAY);
  if (second === DAY) {
    day += 1;
    second = 0;
  }
  const first = epoch === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const at = new Date(first + (day * DAY + second) * 1000);
  return wallTime(
    [
      at.getUTCFullYear(),
      at.getUTCMonth() + 1,
      at.getUTCDate(),
      at.getUTCHours(),
      at.getUTCMinutes(),
      at.getUTCSeconds(),
    ],
    0,
  );
}

function readText(text: string): Date | null {
  const compact = COMPACT.exec(text);
  if (compact) return wallTime(compact.slice(1, 7).map(number), 0);
  const date = DATE.exec(text);
  if (!date) return null;
  const day = [number(date[1]), number(date[3] ?? date[5]), number(date[4] ?? date[6])];
  const rest = text.slice(date[0].length);
  if (rest === "") return wallTime([...day, 0, 0, 0], 0);
  const time = TIME.exec(rest);
  if (!time) return null;
  const half = (time[1] ?? time[8])?.toUpperCase();
  if (time[1] && time[8]) return null;
  const hour = onTwentyFour(number(time[2]), half);
  if (hour === null) return null;
  const wall = [...day, hour, number(time[3] ?? time[6]), number(time[4] ?? time[7])];
  const milliseconds = Math.floor(Number(time[5] ?? 0) * 1000);
  return time[9] ? withOffset(wall, milliseconds, time[9]) : wallTime(wall, milliseconds);
}

const number = (digits: string | undefined): number => Number(digits ?? 0);

function onTwentyFour(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  const late = half === "PM" || half === "下午";
  // 下午 15 时 is how people write; 上午 15 时 is a slip.
  if (hour > 12) return late ? hour : null;
  return (hour % 12) + (late ? 12 : 0);
}

/** [year, month, day, hour, minute, second] as UTC milliseconds; null when no calendar or clock shows it. */
function utc(parts: number[]): number | null {
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  if (year < 1900 || year > 9999 || hour > 23 || minute > 59 || second > 59) return null;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : null;
}

function withOffset(parts: number[], milliseconds: number, offset: string): Date | null {
  const at = utc(parts);
  if (at === null) return null;
  const [hours, minutes] =
    offset === "Z" || offset === "z" ? [0, 0] : [number(offset.slice(1, 3)), number(offset.slice(-2))];
  if (hours > 14 || minutes > 59) return null;
  return new Date(at + milliseconds - (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000);
}

/** China has kept +08:00 without summer time since 1992; earlier years ask the zone's history, so that they read back as typed. */
function wallTime(parts: number[], milliseconds: number): Date | null {
  const at = utc(parts);
  if (at === null) return null;
  if (parts[0]! >= 1992) return new Date(at + milliseconds - 8 * 3_600_000);
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  const zoned = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }).toZonedDateTime(ZONE);
  return new Date(zoned.epochMilliseconds + milliseconds);
}
