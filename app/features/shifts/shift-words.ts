import type { TFunction } from "i18next";
import { inLanguage } from "#domain/kernel/sentence.ts";
import type { ShiftLine } from "#domain/shifts/sheet.ts";
import { shiftDuties } from "#domain/shifts/shift-duties.ts";
import { dayNumber, formatShort, formatTime } from "../../ui/format.ts";

/** 08:00—17:30, 17:30—次日 08:00; with the day where it is not today. */
export function termOf(
  { startsAt, endsAt }: { startsAt: string; endsAt: string },
  now: number,
  t: TFunction<"shifts">,
) {
  const from =
    dayNumber(startsAt) === dayNumber(now) ? formatTime(startsAt) : `${dayOf(startsAt, now)} ${formatTime(startsAt)}`;
  const days = dayNumber(endsAt) - dayNumber(startsAt);
  const until = formatTime(endsAt);
  return `${from}—${days === 0 ? until : days === 1 ? t("nextDay", { time: until }) : `${dayOf(endsAt, now)} ${until}`}`;
}
const dayOf = (at: string, now: number) => {
  const short = formatShort(at, now);
  return short.includes(":") ? "" : short;
};

/** 夜班协调员 */
export const calledOf = (shift: ShiftLine, language: string) =>
  `${shift.name}${language === "en" ? " · " : ""}${inLanguage(shiftDuties[shift.duty], language)}`;
