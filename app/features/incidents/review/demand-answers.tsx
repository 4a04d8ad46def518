import { useTranslation } from "react-i18next";
import { demandStateNames } from "#domain/incidents/demand-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { formatElapsed, formatShort, millis } from "../../../ui/format.ts";
import { Tag } from "../../../ui/tag.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { Group, Nothing } from "./group.tsx";
import type { ReviewPart } from "./review-page.tsx";

/** 诉求答复: what they asked, who answered and after how long. */
export function DemandAnswers({ view }: ReviewPart) {
  const { t } = useTranslation("review");
  const locale = useLocale();
  const { demands } = view;
  return (
    <Group title={t("demands.title")} note={t("demands.note", { count: demands.length })}>
      {demands.length === 0 ? <Nothing>{t("demands.none")}</Nothing> : null}
      <ul>
        {demands.map((demand) => (
          <li
            key={demand.id}
            className="grid grid-cols-[minmax(0,1fr)_112px_76px_132px] items-center gap-2 border-b border-line px-3 py-1.5 text-13 last:border-b-0 phone:grid-cols-[minmax(0,1fr)_auto] phone:px-4"
          >
            <span className="phone:col-span-2">{demand.text}</span>
            <span className="text-12 text-text-2">{demand.unitName}</span>
            <span className="text-12 text-text-2 tabular-nums phone:hidden">
              {demand.answeredAt ? formatElapsed(millis(demand.answeredAt) - millis(demand.putAt), locale) : "—"}
            </span>
            <span className="text-right">
              {demand.state === "answered" && demand.answeredAt ? (
                <Tag tone="ok" icon="check">
                  {t("demands.answered", { at: formatShort(demand.answeredAt, demand.putAt) })}
                </Tag>
              ) : demand.state === "carried_on" ? (
                <Tag tone="warn" icon="chevron-right">
                  {t("demands.carried")}
                </Tag>
              ) : (
                <Tag>{inLanguage(demandStateNames[demand.state], locale)}</Tag>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Group>
  );
}
