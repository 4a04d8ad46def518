import { useNavigate } from "@remix-run/react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardView } from "#domain/incidents/board.ts";
import type { ReportSource } from "#domain/incidents/queries/report-sources.server.ts";
import { Band } from "../../../ui/band.tsx";
import { Button } from "../../../ui/button.tsx";
import { serverNow } from "../../../ui/clock.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { useDraft } from "../../../ui/draft.ts";
import { FieldError } from "../../../ui/field.tsx";
import { toInputDateTime } from "../../../ui/format.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { useCommand } from "../../live/use-command.ts";
import { submitByCtrlEnter } from "../submit-by-ctrl-enter.ts";
import { type ReportDraft, ReportFields } from "./report-fields.tsx";
import { forgetSources, ReportSources, useReportSources } from "./report-sources.tsx";

export const emptyReport = (at: number): ReportDraft => ({
  title: "",
  level: "",
  countyId: "",
  place: "",
  cause: "",
  occurredAt: toInputDateTime(at),
  drill: false,
  templateId: "",
});
const isUnwritten = ({ title, place, cause }: ReportDraft) => !title && !place && !cause;

export type ReportDialogProps = {
  personId: string;
  counties: BoardView["counties"];
  accept: BoardView["acceptMinutes"];
  can: true | string;
  /** Ids of submissions from the address: `from=id,id`. */
  from: string | null;
  onClose: () => void;
};

/** 报告事件: what, how grave, where, since when; from selected submissions or from nothing. Afterwards one stands in the new room. */
export function ReportDialog({ personId, counties, accept, can, from, onClose }: ReportDialogProps) {
  const { t } = useTranslation("board");
  const { t: ui } = useTranslation("ui");
  const run = useCommand();
  const navigate = useNavigate();
  const formId = useId();
  const [start] = useState(() => emptyReport(serverNow()));
  const { ids, sources, failed, drop } = useReportSources(from);
  // A report from chosen submissions is another draft than one from nothing.
  const place = `person:${personId}/board/report${ids.length > 0 ? `/${ids[0]}+${ids.length - 1}` : ""}`;
  const draft = useDraft<ReportDraft>(place, start, isUnwritten);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ message: string; fields?: Record<string, string> } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useSuggestion(sources, counties, draft);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || can !== true) return;
    setBusy(true);
    const { level, ...rest } = draft.value;
    const reply = await run("report", {
      ...rest,
      ...(level && { level: Number(level) }),
      submissionIds: (sources ?? []).map((source) => source.id),
    });
    setBusy(false);
    if (!reply.ok) {
      setRefused({ message: reply.message, fields: reply.fields });
      return;
    }
    const { incidentId, number } = reply.outcome as { incidentId: string; number: string };
    draft.clear();
    forgetSources();
    toast({ title: t("report.done", { number }), text: draft.value.title });
    navigate(`/incidents/${incidentId}`);
  };
  // The first field that is wrong takes the focus once its message stands.
  useEffect(() => {
    if (refused)
      form.current?.querySelector<HTMLElement>("[aria-invalid='true'], [aria-describedby$='-error']")?.focus();
  }, [refused]);
  const close = () => {
    forgetSources();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t("report.title")}
      lead={t("report.lead")}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy} busyLabel={t("report.busy")} can={can}>
            {t("report.confirm")}
          </Button>
          <Button onClick={close}>{ui("cancel")}</Button>
          {isUnwritten(draft.value) ? null : (
            <Button kind="text" onClick={() => draft.clear()}>
              {t("report.empty")}
            </Button>
          )}
        </>
      }
      footEnd={
        <>
          {draft.note}
          <span className="inline-flex items-center gap-1 phone:hidden">
            <Kbd>Ctrl</Kbd>
            <Kbd>Enter</Kbd>
          </span>
        </>
      }
    >
      {failed ? <Band tone="bad" className="mb-3" title={t("report.sourcesFailed")} /> : null}
      {sources && sources.length > 0 ? <ReportSources sources={sources} onDrop={drop} /> : null}
      <form id={formId} ref={form} onSubmit={submit} onKeyDown={submitByCtrlEnter}>
        <ReportFields
          values={draft.value}
          errors={refused?.fields}
          counties={counties}
          accept={accept}
          onChange={(change) => draft.setValue({ ...draft.value, ...change })}
        />
        {refused ? (
          <div className="mt-3">
            <FieldError errors={[refused.message]} />
          </div>
        ) : null}
      </form>
    </Dialog>
  );
}

/** An unwritten report takes title, county and place from its submissions, once, when they agree on them. */
function useSuggestion(
  sources: ReportSource[] | null,
  counties: BoardView["counties"],
  draft: { value: ReportDraft; setValue: (value: ReportDraft) => void },
) {
  const done = useRef(false);
  useEffect(() => {
    const [first, ...others] = sources ?? [];
    if (!first || done.current) return;
    done.current = true;
    if (!isUnwritten(draft.value)) return;
    const agreed = <K extends "countyId" | "place">(key: K) => others.every((one) => one[key] === first[key]);
    const county = counties.find((one) => one.report && one.id === first.countyId);
    draft.setValue({
      ...draft.value,
      title: first.title.slice(0, 60),
      countyId: county && agreed("countyId") ? county.id : "",
      place: agreed("place") ? first.place.slice(0, 120) : "",
    });
  }, [sources, counties, draft]);
}
