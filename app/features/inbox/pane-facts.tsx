import { useTranslation } from "react-i18next";
import type { InboxEntry, InboxIncident } from "#domain/inbox/inbox.ts";
import { phaseNames } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { TextLink } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { useNow } from "../../ui/clock.ts";
import { dayNumber, formatNear, formatNumber } from "../../ui/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { Ladder } from "../../ui/ladder.tsx";
import { Facts } from "../../ui/page.tsx";
import { Timer } from "../../ui/timer.tsx";
import { useLocale } from "../../ui/use-format.ts";
import { blockOf, trendOf } from "../incidents/board/card-facts.ts";

/** How the incident of an item stands. */
export function PaneFacts({ incident }: { incident: InboxIncident }) {
  const { t } = useTranslation("inbox");
  const locale = useLocale();
  const now = useNow();
  const trend = trendOf(incident);
  const blocks = incident.ladder.map((unit) => blockOf(unit, now));
  const count = (state: string) => blocks.filter((block) => block === state).length;
  const beside = [
    count("objected") > 0 && t("pane.objected", { count: count("objected") }),
    count("climbing") > 0 && t("pane.late", { count: count("climbing") }),
  ].filter(Boolean);
  const note = "ml-4 text-12 text-text-2";
  return (
    <Facts
      className="!gap-x-4 [&_dt]:w-[52px] phone:[&_dt]:w-[60px]"
      items={[
        {
          label: t("pane.phase"),
          value: (
            <>
              {inLanguage(phaseNames[incident.phase], locale)}
              {incident.verified ? null : <span className={note}>{t("pane.ahead")}</span>}
            </>
          ),
        },
        { label: t("pane.lead"), value: incident.leadUnitName ?? t("pane.noLead") },
        {
          label: t("pane.onSite"),
          value:
            incident.headCount === null ? (
              t("pane.noCount")
            ) : (
              <span className="tabular-nums">
                <b>{t("pane.people", { count: incident.headCount, formatted: formatNumber(incident.headCount) })}</b>
                {trend && trend.direction !== "level" ? (
                  <span className="ml-2 inline-flex items-center gap-0.5 text-text-2">
                    <Icon name={trend.direction} size={12} label={t(`pane.${trend.direction}`, { count: trend.by })} />
                    <span aria-hidden="true">{formatNumber(trend.by)}</span>
                  </span>
                ) : null}
                {incident.headCountAt ? (
                  <span className={note}>{t("pane.counted", { time: formatNear(incident.headCountAt, now) })}</span>
                ) : null}
              </span>
            ),
        },
        {
          label: t("pane.acceptance"),
          value:
            blocks.length === 0 ? (
              t("pane.noUnits")
            ) : (
              <>
                <Ladder states={blocks} />
                {beside.length > 0 ? <span className={note}>{beside.join("　")}</span> : null}
              </>
            ),
        },
        {
          label: t("pane.next"),
          value: incident.timer ? (
            <Timer
              hanging
              dueAt={incident.timer.at}
              startedAt={incident.timer.from}
              show="due"
              label={
                incident.timer.kind === "report"
                  ? t(`pane.timer.report.${incident.timer.label}`)
                  : t(`pane.timer.${incident.timer.kind}`, { label: shortened(incident.timer.label) })
              }
            />
          ) : (
            t("pane.noNext")
          ),
        },
      ]}
    />
  );
}

/** What a limit is about, as long as the pane is wide. */
const shortened = (label: string): string => (label.length > 16 ? `${label.slice(0, 15)}…` : label);

/** The newest entries, newest first; people's with name and words, the portal's as one line. */
export function PaneEntries({ incident }: { incident: InboxIncident }) {
  const { t } = useTranslation("inbox");
  const now = useNow();
  // Entries of today have the hour alone: a narrow column.
  const today = incident.last.every((entry) => dayNumber(entry.at) === dayNumber(now));
  return (
    <section className="-mx-4 mt-3 border-t border-line px-4 pt-3">
      <div className="mb-1 flex items-center">
        <h3 className="text-13">{t("pane.entries")}</h3>
        <TextLink to={`/incidents/${incident.id}?panel=timeline`} className="ml-auto text-12">
          {t("pane.all", { count: incident.entries })}
        </TextLink>
      </div>
      {incident.last.length === 0 ? <p className="text-12 text-text-3">{t("pane.noEntries")}</p> : null}
      <ol>
        {incident.last.map((entry) => (
          <Entry key={entry.seq} entry={entry} wide={!today} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry, wide }: { entry: InboxEntry; wide: boolean }) {
  const now = useNow();
  return (
    <li className="flex gap-3 border-b border-line py-1.5 last:border-0">
      <time dateTime={entry.at} className={cx("shrink-0 text-12 text-text-2 tabular-nums", wide ? "w-[76px]" : "w-9")}>
        {formatNear(entry.at, now)}
      </time>
      <div className="min-w-0 flex-1">
        {entry.human ? (
          <p className="text-12 text-text-2">
            <b className="mr-2 text-13 text-text">{entry.by}</b>
            {entry.unit}
          </p>
        ) : null}
        <p className={entry.human ? "line-clamp-3" : "line-clamp-2 text-12 text-text-2"}>{entry.text}</p>
      </div>
    </li>
  );
}
