import { type Sentence, say } from "../kernel/sentence.ts";

/** A day of the calendar in Asia/Shanghai, `YYYY-MM-DD`. Terms of grants are days; the last is exclusive. */
export type Day = string;

const HOURS_8 = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The instant a day begins in Asia/Shanghai; null when it is none (2026-02-30). */
export function beginOf(day: Day): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = new Date(`${day}T00:00:00+08:00`);
  return !Number.isNaN(at.getTime()) && dayOf(at) === day ? at : null;
}

/** The day of an instant in Asia/Shanghai. */
export const dayOf = (at: Date): Day => new Date(at.getTime() + HOURS_8).toISOString().slice(0, 10);

/** Whole calendar days from one instant's day to another's; negative when it lies before. */
export const daysBetween = (from: Date, to: Date): number =>
  Math.round((beginOf(dayOf(to))!.getTime() - beginOf(dayOf(from))!.getTime()) / DAY_MS);

/** Grants that end within so many days are amber (a portal rule). */
export const SOON_DAYS = 30;
/** A term is at most so many years (a portal rule: one term of office); it also catches a mistyped year. */
export const LONGEST_YEARS = 5;

export type Term = { notBefore: Date; notAfter: Date; revokedAt: Date | null };
export type GrantState = "coming" | "live" | "soon" | "over" | "revoked";

export const grantStates: { [S in GrantState]: Sentence } = {
  live: say("有效", "In force"),
  soon: say("将到期", "Ending"),
  coming: say("待生效", "Not yet in force"),
  over: say("已到期", "Ended"),
  revoked: say("收回", "Revoked"),
};

/** The one reading of a grant's term. `soon` is live as well. */
export function grantState(grant: Term, now: Date): GrantState {
  if (grant.revokedAt && grant.revokedAt <= now) return "revoked";
  if (grant.notAfter <= now) return "over";
  if (grant.notBefore > now) return "coming";
  return daysBetween(now, grant.notAfter) <= SOON_DAYS ? "soon" : "live";
}

/** When the grant stops counting: its end, or its revocation where that is earlier. */
export const endOf = (grant: Term): Date =>
  grant.revokedAt && grant.revokedAt < grant.notAfter ? grant.revokedAt : grant.notAfter;

/** What is wrong with a term, by field; empty when nothing is. `from` and `until` are days; `until` is exclusive. */
export function termProblems(from: Day, until: Day, now: Date): Record<string, Sentence> {
  const begin = beginOf(from);
  const end = beginOf(until);
  const problems: Record<string, Sentence> = {};
  if (!begin) problems.notBefore = say("没有这一天，请改正。", "There is no such day.");
  if (!end) problems.notAfter = say("没有这一天，请改正。", "There is no such day.");
  if (!begin || !end) return problems;
  if (end <= begin)
    problems.notAfter = say(
      "止期要晚于起期；止期当天不含。",
      "The end lies after the beginning; the day of the end is not included.",
    );
  else if (end <= now)
    problems.notAfter = say(
      "止期已经过去，这项授权不会生效。",
      "The end has passed; this grant would never be in force.",
    );
  else if (end > addYears(begin, LONGEST_YEARS))
    problems.notAfter = say(
      `一项授权最长 ${LONGEST_YEARS} 年，请核对年份。`,
      `A grant lasts at most ${LONGEST_YEARS} years; check the year.`,
    );
  return problems;
}

function addYears(at: Date, years: number): Date {
  const later = new Date(at);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
