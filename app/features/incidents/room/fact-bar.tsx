import { useTranslation } from "react-i18next";
import { hasAccepted, isActive } from "#domain/incidents/assignment-machine.ts";
import { openLimits } from "#domain/incidents/next-limit.ts";
import { phaseNames, phases } from "#domain/incidents/phase-machine.ts";
import type { RoomHeadCount, RoomUnit } from "#domain/incidents/room.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { cx } from "../../../ui/class-names.ts";
import { useClock } from "../../../ui/clock.ts";
import { formatElapsed, formatNear, millis } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Ladder } from "../../../ui/ladder.tsx";
import type { BlockState } from "../../../ui/ladder-blocks.ts";
import { LevelTag } from "../../../ui/tag.tsx";
import { Timer } from "../../../ui/timer.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { ReportTimers } from "../reports/room-reports.tsx";
import { useRoomPart, useRoomState } from "./room-context.ts";

/** One line of figures: where, since when, how many, who has accepted, what is due next, and the eight phases. */
export function FactBar() {
  const { t } = useTranslation("room");
  const locale = useLocale();
  const facts = useRoomState("facts");
  const elapsed = useClock((now) =>
    formatElapsed((facts.closedAt ? millis(facts.closedAt) : now) - millis(facts.occurredAt), locale),
  );
  const occurred = useClock((now) => formatNear(facts.occurredAt, now));
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-y-1 py-0.5 whitespace-nowrap phone:flex-nowrap border-b border-line bg-surface px-4 text-12 text-text-2 phone:min-h-13 phone:text-14 [&>span]:border-r [&>span]:border-line-2 [&>span]:shrink-0 [&>span]:px-3 [&>span:first-child]:pl-0 [&>span.last]:border-r-0">
      <span className="last desk:hidden !pr-1">
        <LevelTag level={facts.level} />
      </span>
      <span className="inline-flex min-w-12 !shrink items-center gap-1.5 text-text phone:!px-2">
        <Icon name="place" className="text-text-2 phone:hidden" label={t("bar.place")} />
        <span className="max-w-112 truncate phone:max-w-56" title={facts.place}>
          {facts.place}
        </span>
      </span>
      <span className="phone:hidden">
        {t("bar.occurred")}{" "}
        <time dateTime={facts.occurredAt} className="text-text">
          {occurred}
        </time>
      </span>
      <span className="narrow:hidden">
        {t("bar.elapsed")} <span className="text-text">{elapsed}</span>
      </span>
      <People />
      <Accepted />
      <span className="last inline-flex gap-2 phone:ml-auto phone:!px-0">
        <NextLimit />
        <span className="contents phone:hidden">
          <ReportTimers />
        </span>
      </span>
      <Phases />
    </div>
  );
}

/** Neutral in both directions: more people is information, no verdict. */
export function trendOf(counts: readonly RoomHeadCount[]): { count: number; by: number } | null {
  const [before, last] = counts.filter((one) => !one.struck && one.place === null).slice(-2);
  if (!before) return null;
  return last ? { count: last.count, by: last.count - before.count } : { count: before.count, by: 0 };
}

function People() {
  const { t } = useTranslation("room");
  const trend = trendOf(useRoomState("headCounts"));
  if (!trend) return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-1 phone:!border-r-0 phone:!px-2">
      <span className="phone:hidden">{t("bar.onSite")}</span>
      <b className="text-text">{trend.count}</b> {t("bar.persons")}
      {trend.by === 0 ? null : (
        <span className="inline-flex items-center pl-1 text-text phone:hidden">
          <Icon name={trend.by > 0 ? "up" : "down"} size={14} label={t(trend.by > 0 ? "bar.more" : "bar.fewer")} />
          {Math.abs(trend.by)}
        </span>
      )}
    </span>
  );
}

const blockOf = (unit: RoomUnit, now: number): BlockState => {
  if (hasAccepted(unit.state)) return "full";
  if (unit.state === "objected") return "objected";
  if (unit.climbs.length > 0 || (unit.acceptBy && millis(unit.acceptBy) <= now)) return "climbing";
  return unit.state === "seen" ? "half" : "empty";
};

function Accepted() {
  const { t } = useTranslation("room");
  const units = useRoomState("units").filter((unit) => isActive(unit.state));
  const states = useClock((now) => units.map((unit) => blockOf(unit, now)).join(" "));
  if (units.length === 0) return null;
  return (
    <span className="inline-flex items-center gap-2 phone:hidden">
      {t("bar.accepted")} <Ladder states={states.split(" ") as BlockState[]} className="text-text" />
    </span>
  );
}

/** The nearest limit, and the verification when it is done. */
function NextLimit() {
  const { t } = useTranslation("room");
  const facts = useRoomState("facts");
  const units = useRoomState("units");
  const tasks = useRoomState("tasks");
  const demands = useRoomState("demands");
  // The reports have timers of their own beside this; once one went up, the verification is no news.
  const reported = useRoomState("reports").some((one) => one.sentAt !== null);
  const instructions = useRoomState("instructions");
  const promises = useRoomState("promises");
  const [next] = openLimits({ facts, units, tasks, demands, instructions, promises });
  return (
    <>
      {facts.verifiedAt && !reported ? (
        <Timer
          label={t("bar.verified")}
          dueAt={facts.verifiedAt}
          doneAt={facts.verifiedAt}
          className="narrow:!hidden"
        />
      ) : null}
      {next ? (
        <Timer
          label={<span title={next.label}>{t(`bar.limit.${next.kind}`, { label: next.label })}</span>}
          dueAt={next.at}
          startedAt={next.from}
        />
      ) : null}
    </>
  );
}

function Phases() {
  const { t, i18n } = useTranslation("room");
  const phase = useRoomPart((held) => held.room.facts.phase);
  const at = phases.indexOf(phase);
  return (
    <ol className="ml-auto flex shrink-0 items-center gap-0.5 phone:hidden" aria-label={t("bar.phases")}>
      {phases.map((one, i) => (
        <li
          key={one}
          aria-current={one === phase ? "step" : undefined}
          className={cx(
            "inline-flex h-6 items-center gap-1 rounded-tag px-1.5",
            one === phase ? "bg-act font-bold text-on-act" : i < at ? "text-text" : "text-text-3",
          )}
        >
          {i < at ? <Icon name="check" size={12} className="text-ok" label={t("bar.passed")} /> : null}
          {inLanguage(phaseNames[one], i18n.language)}
        </li>
      ))}
    </ol>
  );
}
