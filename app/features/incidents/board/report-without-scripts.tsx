import { useTranslation } from "react-i18next";
import type { BoardView } from "#domain/incidents/board.ts";
import type { CommandResult } from "#http/run-command.server.ts";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { FieldError } from "../../../ui/field.tsx";
import { emptyReport } from "./report-dialog.tsx";
import { type ReportDraft, ReportFields } from "./report-fields.tsx";
import { sourceIds } from "./report-sources.tsx";

/** The report as a plain form over the board, for browsers without scripts; the others never see it. */
export function ReportWithoutScripts(props: {
  counties: BoardView["counties"];
  accept: BoardView["acceptMinutes"];
  from: string | null;
  /** Where closing leads. */
  backTo: string;
  at: string;
  answer: CommandResult | undefined;
}) {
  const { counties, accept, from, backTo, at, answer } = props;
  const { t } = useTranslation("board");
  const { t: ui } = useTranslation("ui");
  const refused = answer && !answer.ok && answer.intent === "report" ? answer : null;
  const typed = refused?.typed as Partial<Record<keyof ReportDraft, string>> | undefined;
  const ids = sourceIds(from, null);
  return (
    <noscript>
      <form method="post" className="border-b border-line-2 bg-surface p-4">
        <div className="mx-auto max-w-[600px]">
          <h2 className="mb-3 text-16">{t("report.title")}</h2>
          <input type="hidden" name="intent" value="report" />
          <input type="hidden" name="redirectTo" value={backTo} />
          {ids.map((id, i) => (
            <input key={id} type="hidden" name={`submissionIds[${i}]`} value={id} />
          ))}
          {ids.length > 0 ? <p className="mb-3 text-text-2">{t("report.sources", { count: ids.length })}</p> : null}
          <ReportFields
            values={{ ...emptyReport(Date.parse(at)), ...typed, drill: typed?.drill === "true" }}
            errors={refused?.fields}
            counties={counties}
            accept={accept}
          />
          <div className="mt-3">
            <FieldError errors={refused ? [refused.message] : []} />
          </div>
          <div className="mt-3 flex gap-2">
            <Button kind="filled" type="submit">
              {t("report.confirm")}
            </Button>
            <ButtonLink to={backTo}>{ui("cancel")}</ButtonLink>
          </div>
        </div>
      </form>
    </noscript>
  );
}
