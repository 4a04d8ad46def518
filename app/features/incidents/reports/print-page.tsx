import { useTranslation } from "react-i18next";
import type { ReportView } from "#domain/incidents/reports/queries/report-page.server.ts";
import { reportName } from "#domain/incidents/reports/report-kinds.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import { DrillScope } from "../../../ui/drill.tsx";
import { PageHead } from "../../../ui/page-head.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { PaperFoot, PaperHead, PaperSheet, PaperText } from "./paper-sheet.tsx";

/** The report as it comes out of the printer. */
export function ReportPrintPage({ view }: { view: ReportView }) {
  const { t } = useTranslation("reports");
  const locale = useLocale();
  const name = inLanguage(reportName(view.kind, view.no), locale);
  const back = `/incidents/${view.incident.id}/reports/${view.id}`;
  return (
    <DrillScope on={view.incident.drill}>
      <div className="flex h-full min-h-0 flex-col bg-page print:block print:h-auto">
        <div data-frame className="contents">
          <PageHead
            title={name}
            crumbs={[
              { label: view.incident.number, to: `/incidents/${view.incident.id}` },
              { label: t("paper.back"), to: back },
            ]}
            figures={<span className="text-12 text-text-2">{t("paper.hint")}</span>}
            backTo={back}
            primary={
              <Button kind="filled" icon="print" onClick={() => window.print()}>
                {t("paper.print")}
              </Button>
            }
          />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled with keys */}
        <div className="min-h-0 flex-1 overflow-auto p-6 phone:p-0 print:p-0" data-scroll tabIndex={0}>
          <PaperSheet
            className={cx(
              "report-page mx-auto border border-line-2 phone:border-0 print:border-0",
              view.incident.drill && "report-drill",
            )}
          >
            <PaperHead paper={view.paper} drill={view.incident.drill} />
            <PaperText paper={view.paper} />
            <PaperFoot paper={view.paper} />
          </PaperSheet>
        </div>
      </div>
    </DrillScope>
  );
}
