import { useTranslation } from "react-i18next";
import { type DemandState, demandStateNames } from "#domain/incidents/demand-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { formatElapsed, formatShort, millis } from "../../../ui/format.ts";
import type { IconName } from "../../../ui/icons.tsx";
import { Tag, type TagTone } from "../../../ui/tag.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { Group, Nothing } from "./group.tsx";
import type { ReviewPart } from "./review-page.tsx";

const looks: { [S in DemandState]: { tone?: TagTone; icon?: IconName } } = {
  open: {},
  answering: {},
  answered: { tone: "ok", icon: "check" },
  carried_on: { tone: "warn", icon: "chevron-right" },
};
const words: { [S in DemandState]?: "demands.answered" | "demands.carried" } = {
  answered: "demands.answered",
  carried_on: "demands.carried",
};

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
              <Tag {...looks[demand.state]}>
                {words[demand.state]
                  ? t(words[demand.state]!, { at: formatShort(demand.answeredAt ?? demand.putAt, demand.putAt) })
                  : inLanguage(demandStateNames[demand.state], locale)}
              </Tag>
            </span>
          </li>
        ))}
      </ul>
    </Group>
  );
}
