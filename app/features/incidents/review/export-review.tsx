import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewView } from "#domain/incidents/review/view.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Field, FieldError, TextArea } from "../../../ui/field.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { saveFile } from "../../audit/save-file.ts";

/** Asks what the export is for, then gives the measured table. */
export function ExportReview({ view, onClose }: { view: ReviewView; onClose: () => void }) {
  const { t } = useTranslation("review");
  const { t: ui } = useTranslation("ui");
  const formId = useId();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const answer = await saveFile(`/incidents/${view.facts.id}/review/export`, { reason });
    setBusy(false);
    setMissing(answer.ok ? null : (answer.fields?.reason ?? null));
    setError(answer.ok || answer.fields?.reason ? null : (answer.message ?? t("export.failed")));
    if (!answer.ok) return;
    toast({ title: t("export.done"), text: answer.fileName });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      icon="download"
      title={t("export.title")}
      lead={t("export.lead")}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy}>
            {t("export.act")}
          </Button>
          <Button onClick={onClose}>{ui("cancel")}</Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field label={t("export.reason")} required error={missing}>
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
