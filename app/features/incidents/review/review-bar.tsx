import { useTranslation } from "react-i18next";
import { isActive } from "#domain/incidents/assignment-machine.ts";
import type { ReviewView } from "#domain/incidents/review/view.ts";
import { formatDateTime, formatElapsed, millis } from "../../../ui/format.ts";
import { DrillTag } from "../../../ui/tag.tsx";
import { useLocale } from "../../../ui/use-format.ts";

/** Names shown before 等 n 人. */
const NAMES = 4;

/** One line of what is so: lead, begin and end, how long, how many, and who took part. */
export function ReviewBar({ view }: { view: ReviewView }) {
  const { t } = useTranslation("review");
  const locale = useLocale();
  const { facts, parts, demands, tally, people, mostPeople, kind, units, review } = view;
  const lead = parts.find((part) => part.role === "lead" && isActive(part.state));
  const unread = units.filter((unit) => !review?.readings.some((one) => one.unitId === unit.unitId)).length;
  const items: [string, string][] = [
    ...(lead ? [[t("bar.lead"), lead.unitName] as [string, string]] : []),
    ...(kind ? [[t("bar.kind"), kind.kind] as [string, string]] : []),
    [t("bar.occurred"), formatDateTime(facts.occurredAt)],
    ...(facts.closedAt
      ? ([
          [t("bar.closed"), formatDateTime(facts.closedAt)],
          [t("bar.lasted"), formatElapsed(millis(facts.closedAt) - millis(facts.occurredAt), locale)],
        ] as [string, string][])
      : []),
    ...(mostPeople === null ? [] : [[t("bar.most"), t("bar.persons", { count: mostPeople })] as [string, string]]),
    ...(demands.length > 0
      ? [
          [
            t("bar.demands"),
            t("bar.demandsText", {
              count: demands.length,
              answered: tally.answered,
              carried: tally.carried,
            }),
          ] as [string, string],
        ]
      : []),
    ...(people.length > 0
      ? [
          [
            t("bar.people"),
            people.length > NAMES
              ? t("bar.peopleMany", { names: people.slice(0, NAMES).join(t("comma")), count: people.length })
              : people.join(t("comma")),
          ] as [string, string],
        ]
      : []),
  ];
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-y-1 border-b border-line bg-surface px-4 py-1 text-12 text-text-2">
      {facts.drill ? <DrillTag className="mr-3 !hidden print:!inline-flex" /> : null}
      {items.map(([label, value]) => (
        <span key={label} className="mr-3 border-r border-line-2 pr-3 last:border-r-0 phone:border-r-0">
          {label} <span className="text-text">{value}</span>
        </span>
      ))}
      {review && !review.finishedAt && unread > 0 ? (
        <span className="ml-auto text-text-3 print:hidden">{t("bar.unread", { count: unread })}</span>
      ) : null}
      {review?.finishedAt && review.unread.length > 0 ? (
        <span className="ml-auto">{t("bar.wasUnread", { names: review.unread.join(t("comma")) })}</span>
      ) : null}
    </div>
  );
}
