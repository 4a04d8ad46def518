import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field, FieldError, TextArea } from "./field.tsx";
import type { IconName } from "./icons.tsx";

/** Why it was not done: at the field, or under the form. */
export type PurposeRefused = { reason?: string; message?: string };

type Props = {
  open: boolean;
  onClose: () => void;
  icon: IconName;
  title: ReactNode;
  lead: ReactNode;
  /** Of the field, and what is said when it is left empty. */
  label: string;
  hint?: string;
  missing: string;
  submit: string;
  busyLabel?: string;
  children?: ReactNode;
  /** Does it; null when it is done, or when nobody waits for it any more. */
  onSubmit: (reason: string) => Promise<PurposeRefused | null>;
};

/** Asks what something is wanted for before it is handed out: an export, a masked field. The words stay as typed when they are refused. */
export function PurposeDialog(props: Props) {
  const { open, onClose, icon, title, lead, label, hint, missing, submit, busyLabel, children, onSubmit } = props;
  const { t } = useTranslation("ui");
  const formId = useId();
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<PurposeRefused | null>(null);
  const [busy, setBusy] = useState(false);
  /** An answer to what was asked before the dialog closed is nobody's. */
  const asked = useRef(0);
  useEffect(() => {
    asked.current += 1;
    setRefused(null);
    setBusy(false);
    if (!open) setReason("");
  }, [open]);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (reason.trim().length < 2) return setRefused({ reason: missing });
    asked.current += 1;
    const mine = asked.current;
    setBusy(true);
    setRefused(null);
    const answer = await onSubmit(reason);
    if (mine !== asked.current) return;
    setBusy(false);
    setRefused(answer);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      icon={icon}
      title={title}
      lead={lead}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy} busyLabel={busyLabel}>
            {submit}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} noValidate>
        {children}
        <Field label={label} required hint={hint} error={refused?.reason}>
          <TextArea
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            rows={2}
            maxLength={300}
            autoFocus
          />
        </Field>
        <FieldError errors={refused?.message ? [refused.message] : []} />
      </form>
    </Dialog>
  );
}
