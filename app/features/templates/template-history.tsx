import { useTranslation } from "react-i18next";
import type { TemplateVersion } from "#domain/incidents/templates/queries/templates-page.server.ts";
import { formatDateTime } from "../../ui/format.ts";
import { Section } from "../../ui/page.tsx";

/** Who saved which version when, the newest first. */
export function TemplateHistory({ history }: { history: TemplateVersion[] }) {
  const { t } = useTranslation("templates");
  return (
    <Section title={t("history.title")} count={history.length}>
      <ol className="mt-1 text-12 text-text-2">
        {history.map((one) => (
          <li key={one.version} className="py-0.5">
            {t("version", { version: one.version })}　{t(`history.${one.what}`)}　{one.by}　
            <time dateTime={one.at}>{formatDateTime(one.at)}</time>
          </li>
        ))}
      </ol>
    </Section>
  );
}
