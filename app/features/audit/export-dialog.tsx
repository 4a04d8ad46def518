import { type FormEvent, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccessFilter } from "#domain/audit/access-log.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, FieldError, TextArea } from "../../ui/field.tsx";
import { toast } from "../../ui/toast-queue.ts";
import { saveFile } from "./save-file.ts";

/** Asks what the export is for, then gives the file. The purpose stays as typed when it is refused. */
export function ExportDialog({ open, onClose, filter }: { open: boolean; onClose: () => void; filter: AccessFilter }) {
  const { t } = useTranslation("audit");
  const formId = useId();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!open) return;
    setReason("");
    setMissing(null);
    setError(null);
  }, [open]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (reason.trim().length < 2) return setMissing(t("export.reasonMissing"));
    setMissing(null);
    setError(null);
    setBusy(true);
    const answer = await saveFile("/oversight/access/export", {
      ...filter,
      unstated: filter.unstated ? "1" : "",
      reason,
    });
    setBusy(false);
    if (!answer.ok) {
      if (answer.fields?.reason) setMissing(answer.fields.reason);
      else setError(answer.message ?? t("export.failed"));
      return;
    }
    toast({ title: t("export.done"), text: answer.fileName });
    onClose();
  };

  const conditions = [
    t("query.summary", { from: filter.from, until: filter.until }),
    filter.tab !== "all" && t(`tabs.${filter.tab}`),
    filter.who && `${t("query.who")} ${filter.who}`,
    filter.subject && `${t("query.subject")} ${filter.subject}`,
    filter.unstated && t("query.unstated"),
  ].filter(Boolean);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      icon="download"
      title={t("export.title")}
      lead={t("export.lead")}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy} busyLabel={t("export.busy")}>
            {t("export.submit")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <p className="mb-3 text-13">
          <span className="text-text-3">{t("export.conditions")}</span>　{conditions.join("，")}
        </p>
        <Field label={t("export.reason")} required hint={t("export.reasonHint")} error={missing}>
          <TextArea
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            rows={2}
            maxLength={300}
            autoFocus
          />
        </Field>
        <FieldError errors={error ? [error] : []} />
      </form>
    </Dialog>
  );
}
