import type { Level } from "../levels.ts";
import type { AddresseeClass, ReportKind, TimedKind } from "./report-kinds.ts";

/** The next report that one class of addressees is owed. `since` is ISO 8601; `open` is false once the final report is sent. */
export type ReportTimer = { addressee: AddresseeClass; kind: TimedKind; since: string; open: boolean };

/** Minutes within which a report of a kind is due, by level and class: the rows of report_limit. */
export type ReportLimits = { [L in Level]: { [K in TimedKind]: { [A in AddresseeClass]: number } } };

/** What starts or satisfies timers. `at` is ISO 8601. */
export type TimerCause =
  | { does: "reported" | "dispatched" | "closed" | "reopened"; at: string }
  | { does: "sent"; at: string; kind: ReportKind; addressees: AddresseeClass[] };

/**
 * The timers after something has happened. Reporting starts the first report; the competent department's starts with the first
 * dispatch that names one. A report that is sent satisfies those whom it went to and starts their follow-up. Closing turns every running one
 * into the final report, which says all that is still unsaid. Reopening asks for follow-ups again. A correction moves nothing.
 */
export function timersAfter(timers: readonly ReportTimer[], cause: TimerCause): ReportTimer[] {
  switch (cause.does) {
    case "reported":
      return sorted((["government", "conference", "bureau"] as const).map((addressee) => first(addressee, cause.at)));
    case "dispatched":
      return timers.some((timer) => timer.addressee === "department")
        ? [...timers]
        : sorted([...timers, first("department", cause.at)]);
    case "closed":
      return timers.map((timer) => (timer.open ? { ...timer, kind: "final", since: cause.at } : timer));
    case "reopened":
      return timers.map((timer) =>
        timer.kind === "final" ? { ...timer, kind: "follow_up", since: cause.at, open: true } : timer,
      );
    case "sent":
      return cause.kind === "correction" ? [...timers] : sent(timers, cause);
  }
}

const first = (addressee: AddresseeClass, since: string): ReportTimer => ({
  addressee,
  kind: "first",
  since,
  open: true,
});

function sent(timers: readonly ReportTimer[], cause: Extract<TimerCause, { does: "sent" }>): ReportTimer[] {
  const known = timers.map((timer): ReportTimer => {
    if (!cause.addressees.includes(timer.addressee)) return timer;
    if (cause.kind === "final") return { ...timer, kind: "final", open: false };
    return timer.kind === "final" ? timer : { ...timer, kind: "follow_up", since: cause.at };
  });
  const unknown = cause.addressees.filter((one) => !timers.some((timer) => timer.addressee === one));
  return sorted([
    ...known,
    ...[...new Set(unknown)].map(
      (addressee): ReportTimer => ({
        addressee,
        kind: cause.kind === "final" ? "final" : "follow_up",
        since: cause.at,
        open: cause.kind !== "final",
      }),
    ),
  ]);
}

const sorted = (timers: ReportTimer[]) => timers.sort((a, b) => a.addressee.localeCompare(b.addressee));

/** When a running timer is due (ISO 8601). A change of level moves it: the limit of the level as it is now counts. */
export const dueOf = (timer: ReportTimer, level: Level, limits: ReportLimits): string =>
  new Date(Date.parse(timer.since) + limits[level][timer.kind][timer.addressee] * 60_000).toISOString();

/** Running timers with their due times, the nearest first. */
export const openTimers = (
  timers: readonly ReportTimer[],
  level: Level,
  limits: ReportLimits,
): (ReportTimer & { dueAt: string })[] =>
  timers
    .filter((timer) => timer.open)
    .map((timer) => ({ ...timer, dueAt: dueOf(timer, level, limits) }))
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt) || a.addressee.localeCompare(b.addressee));

/** Which report is to be drafted next: the first while none was sent, the final one after closing. */
export const nextKind = (
  reports: readonly { kind: ReportKind; state: string }[],
  facts: { closedAt: unknown },
): TimedKind => {
  if (facts.closedAt !== null) return "final";
  return reports.some((report) => report.state === "sent" && report.kind !== "correction") ? "follow_up" : "first";
};
