import { useTranslation } from "react-i18next";
import { assignmentRoles } from "#domain/incidents/assignment-machine.ts";
import { levels } from "#domain/incidents/levels.ts";
import type { MeasuredUnit } from "#domain/incidents/review/measure.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { formatElapsed, formatNear } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { Group, Nothing } from "./group.tsx";
import type { ReviewPart } from "./review-page.tsx";

/** 各单位答复用时: measured, in the order of dispatch, against the limit only. */
export function MeasuredTable({ view, ask }: ReviewPart) {
  const { t } = useTranslation("review");
  const locale = useLocale();
  const { measured, facts } = view;
  const cell = "border-b border-line px-2 py-1.5";
  const figure = `${cell} text-right tabular-nums whitespace-nowrap`;
  const span = (ms: number | null) => (ms === null ? "—" : formatElapsed(ms, locale));
  const { name, acceptMinutes } = levels[facts.level];
  // The limit that was in force at dispatch, where one was dispatched.
  const limit = measured[0]?.acceptLimit ?? acceptMinutes * 60_000;
  return (
    <Group
      title={t("measured.title")}
      note={t("measured.note")}
      action={
        view.can["incidents.review.export"] === true && measured.length > 0
          ? { label: t("export.act"), icon: "download", onPress: () => ask({ kind: "export" }) }
          : null
      }
    >
      {measured.length === 0 ? (
        <Nothing>{t("measured.none")}</Nothing>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is within reach of keys
        <section className="relative overflow-x-auto" tabIndex={0} aria-label={t("measured.title")}>
          <table className="w-full min-w-[540px] border-separate border-spacing-0 text-13">
            <caption className="sr-only">{t("measured.caption")}</caption>
            <thead>
              <tr className="bg-sunken text-12 text-text-2">
                {(["unit", "role", "seen", "accepted", "arrived", "reported", "notes"] as const).map((head, index) => (
                  <th
                    key={head}
                    scope="col"
                    className={`${cell} ${index > 1 && index < 6 ? "text-right" : "text-left"} first:pl-3 last:w-[30%] last:pr-3`}
                  >
                    {t(`measured.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr className="bg-sunken text-12 text-text-2">
                <th scope="row" colSpan={2} className={`${cell} pl-3 text-left font-normal`}>
                  {t("measured.limit", { level: inLanguage(name, locale) })}
                </th>
                <td className={figure}>—</td>
                <td className={figure}>{formatElapsed(limit, locale)}</td>
                <td className={figure}>—</td>
                <td className={figure}>—</td>
                <td className={`${cell} pr-3`}>{t("measured.since")}</td>
              </tr>
              {measured.map((unit) => (
                <tr key={unit.assignmentId}>
                  <th scope="row" className={`${cell} pl-3 text-left font-normal whitespace-nowrap`}>
                    {unit.unitName}
                  </th>
                  <td className={`${cell} whitespace-nowrap text-text-2`}>
                    {inLanguage(assignmentRoles[unit.role], locale)}
                  </td>
                  <td className={figure}>{span(unit.seen)}</td>
                  <td className={figure}>
                    {unit.late ? (
                      <span className="inline-flex items-center gap-1 rounded-tag bg-bad-tint px-1.5 font-bold text-bad">
                        <Icon name="warning" size={12} label={t("measured.late")} />
                        {unit.accepted === null ? t("measured.never") : span(unit.accepted)}
                      </span>
                    ) : (
                      span(unit.accepted)
                    )}
                  </td>
                  <td className={figure}>{span(unit.arrived)}</td>
                  <td className={figure}>{span(unit.reported)}</td>
                  <td className={`${cell} pr-3 text-12 text-text-2`}>
                    <Notes unit={unit} level={limit} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className="px-3 py-2 text-12 text-text-3 phone:px-4">{t("measured.foot")}</p>
    </Group>
  );
}

/** Objections, calls, a limit of its own: in words, by time. */
function Notes({ unit, level }: { unit: MeasuredUnit; level: number }) {
  const { t } = useTranslation("review");
  const locale = useLocale();
  const own = Math.abs(unit.acceptLimit - level) >= 60_000;
  const words = [
    ...(own ? [t("measured.ownLimit", { time: formatElapsed(unit.acceptLimit, locale) })] : []),
    ...unit.notes.map((note) =>
      t(`measured.notesOf.${note.kind}`, { at: formatNear(note.at, unit.sentAt), name: note.name ?? "" }),
    ),
  ];
  return <>{words.join(t("semicolon"))}</>;
}
