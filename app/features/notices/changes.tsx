import { useTranslation } from "react-i18next";
import { type Level, levels } from "#domain/incidents/levels.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import type { ChangeLine } from "#domain/notices/queries/notices-page.server.ts";
import { useNow } from "../../ui/clock.ts";
import { formatNear } from "../../ui/format.ts";
import { Section } from "../../ui/page.tsx";
import { useLocale } from "../../ui/use-format.ts";

/** 改动: what was set here, by whom, the newest first. */
export function Changes({ changes }: { changes: readonly ChangeLine[] }) {
  const { t } = useTranslation("notices");
  const now = useNow("minute");
  return (
    <Section title={t("changes.title")}>
      {changes.length === 0 ? <p className="py-2 text-13 text-text-3">{t("changes.none")}</p> : null}
      <ul className="border-t border-line">
        {changes.map((change) => (
          <li key={change.id} className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-1.5 text-13">
            <span className="w-28 text-12 text-text-3 tabular-nums">{formatNear(change.at, now)}</span>
            <span className="w-20">{change.by}</span>
            <What change={change} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function What({ change }: { change: ChangeLine }) {
  const { t } = useTranslation("notices");
  const locale = useLocale();
  if (change.kind === "limit") {
    const { before, minutes, reason } = change;
    const level = inLanguage(levels[change.level as Level].name, locale);
    return (
      <>
        <span>{t("changes.limit", { level, before, minutes })}</span>
        <span className="text-text-2">{t("changes.reason", { reason })}</span>
      </>
    );
  }
  return (
    <>
      <span>
        {t(change.enabled ? "changes.hookOn" : "changes.hookOff", { unit: change.unitName, host: change.host })}
      </span>
      {change.newSecret ? <span className="text-text-2">{t("changes.newSecret")}</span> : null}
    </>
  );
}
