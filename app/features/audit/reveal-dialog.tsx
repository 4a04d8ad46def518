import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type PersonalField, REVEAL_SECONDS } from "#domain/audit/access.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, FieldError, TextArea } from "../../ui/field.tsx";

type Reply = { ok: true; value: string } | { ok: false; message: string; fields?: Record<string, string> };

/** Asks why somebody looks at a masked field, and hands over the value. The reason stays as typed when it is refused. */
export function RevealDialog(props: {
  open: boolean;
  name: string;
  asked: { kind: string; id: string; field: PersonalField };
  onClose: () => void;
  onValue: (value: string) => void;
}) {
  const { open, name, asked, onClose, onValue } = props;
  const { t } = useTranslation("audit");
  const formId = useId();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const request = useRef<AbortController | null>(null);
  useEffect(() => {
    if (!open) request.current?.abort();
    setMissing(null);
    setError(null);
    setBusy(false);
    if (!open) setReason("");
  }, [open]);
  useEffect(() => () => request.current?.abort(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (reason.trim().length < 2) return setMissing(t("reveal.reasonMissing"));
    const mine = new AbortController();
    request.current = mine;
    setBusy(true);
    setMissing(null);
    setError(null);
    const reply = await ask({ ...asked, reason }, mine.signal, t("reveal.offline"));
    if (mine.signal.aborted || !reply) return;
    setBusy(false);
    if (reply.ok) return onValue(reply.value);
    if (reply.fields?.reason) setMissing(reply.fields.reason);
    else setError(reply.message);
  };

  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      icon="eye"
      title={t("reveal.title", { name })}
      lead={t("reveal.lead", { count: REVEAL_SECONDS })}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy}>
            {t("reveal.show")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field label={t("reveal.reason")} required hint={t("reveal.reasonHint")} error={missing}>
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

/** Null when nobody waits for the answer any more. */
async function ask(body: object, signal: AbortSignal, offline: string): Promise<Reply | null> {
  try {
    const response = await fetch("/reveal", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    return (await response.json()) as Reply;
  } catch {
    return signal.aborted ? null : { ok: false, message: offline };
  }
}
