import { useNavigate } from "@remix-run/react";
import { type FormEvent, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { MOST_EXPORTED } from "#domain/submissions/filter.ts";
import { Band } from "../../ui/band.tsx";
import { Button } from "../../ui/button.tsx";
import { Drawer } from "../../ui/drawer.tsx";
import { Field, FieldError, TextArea } from "../../ui/field.tsx";
import { formatCount } from "../../ui/format.ts";
import { toast } from "../../ui/toasts.tsx";
import { saveFile } from "../audit/save-file.ts";
import { useListSearch, useTexts } from "./texts.ts";

/** 导出: the present conditions as a workbook, for a reason that is logged. A plain form without JavaScript. */
export function ExportDrawer({ total }: { total: number | null }) {
  const t = useTexts();
  const ui = useTranslation("ui").t;
  const navigate = useNavigate();
  const search = useListSearch();
  const formId = useId();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // Without scripts the browser itself asks for the purpose.
  const [scripts, setScripts] = useState(false);
  useEffect(() => setScripts(true), []);
  const file = `/submissions/export/file${search}`;
  // Not counted yet, or nobody to count: the command itself refuses what is too much.
  const can =
    total === null ? true : total > MOST_EXPORTED ? t("export.tooMany") : total === 0 ? t("export.none") : true;
  const count = total === null ? "…" : formatCount(total);
  const close = () => navigate(`/submissions${search}`, { preventScrollReset: true });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || can !== true) return;
    if (reason.trim() === "") return setError(ui("reasonMissing"));
    setBusy(true);
    setError(null);
    const answer = await saveFile(file, { reason });
    setBusy(false);
    if (!answer.ok) return setError(answer.message ?? t("export.failed"));
    toast({ title: t("export.done"), text: answer.fileName });
    close();
  };
  return (
    <Drawer
      open
      of="export"
      onClose={close}
      title={t("export.title")}
      foot={
        <Button kind="filled" type="submit" form={formId} icon="download" busy={busy} can={can}>
          {t("export.submit", { count })}
        </Button>
      }
    >
      <form
        id={formId}
        method="post"
        action={file}
        noValidate={scripts}
        onSubmit={submit}
        className="flex flex-col gap-4"
      >
        <p className="text-13 text-text-2">{t("export.lead", { count })}</p>
        <Field label={t("export.reason")} hint={t("export.reasonHint")} required>
          <TextArea
            name="reason"
            rows={3}
            maxLength={300}
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <FieldError errors={error ? [error] : []} />
        <Band shape="edge">{t("export.note")}</Band>
        {can === true ? null : (
          <Band tone="warn" shape="edge">
            {can}
          </Band>
        )}
      </form>
    </Drawer>
  );
}
