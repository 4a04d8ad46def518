import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { REVEAL_SECONDS } from "#domain/audit/access.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, FieldError, TextArea } from "../../ui/field.tsx";
import { isComposing } from "../../ui/keys.ts";
import { useTexts } from "./texts.ts";

export interface RevealFieldProps {
  submissionId: string;
  field: string;
  /** What the field is: 电话. */
  label: string;
  masked: string;
  /** True, or the reason why not. */
  can: true | string;
}

type Revealed = { value: string; until: number };

/** A masked field with 查看: it asks a reason, shows the value for a minute, then masks it again. */
export function RevealField({ submissionId, field, label, masked, can }: RevealFieldProps) {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<Revealed | null>(null);
  const seconds = useSecondsLeft(shown?.until ?? null, () => setShown(null));
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="tabular-nums" aria-live="polite">
        {shown?.value ?? masked}
      </span>
      {shown ? (
        <>
          <Button size="small" onClick={() => setShown(null)}>
            {t("reveal.hide")}
          </Button>
          <span className="text-12 text-text-3">{t("reveal.shown", { seconds: String(seconds) })}</span>
        </>
      ) : (
        <Button size="small" can={can} onClick={() => setAsking(true)} aria-label={t("reveal.title", { field: label })}>
          {t("reveal.show")}
        </Button>
      )}
      <RevealDialog
        open={asking}
        onClose={() => setAsking(false)}
        label={label}
        ask={async (reason) => {
          const answer = await reveal(submissionId, field, reason);
          if (answer.ok) setShown({ value: answer.outcome.value, until: Date.now() + REVEAL_SECONDS * 1000 });
          return answer.ok ? null : (answer.message ?? t("reveal.failed"));
        }}
      />
    </span>
  );
}

type Answer = { ok: true; outcome: { value: string } } | { ok: false; message?: string };

async function reveal(id: string, field: string, reason: string): Promise<Answer> {
  try {
    const response = await fetch(`/submissions/${id}/reveal`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ field, reason }),
    });
    return (await response.json()) as Answer;
  } catch {
    return { ok: false };
  }
}

function useSecondsLeft(until: number | null, onOver: () => void): number {
  const [left, setLeft] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end belongs to the moment it was set for
  useEffect(() => {
    if (until === null) return;
    const tick = () => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      setLeft(seconds);
      if (seconds <= 0) onOver();
    };
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

interface RevealDialogProps {
  open: boolean;
  onClose: () => void;
  label: string;
  /** Null when shown, else what is wrong. */
  ask: (reason: string) => Promise<string | null>;
}

function RevealDialog({ open, onClose, label, ask }: RevealDialogProps) {
  const t = useTexts();
  const ui = useTranslation("ui").t;
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (open) setError(null);
    else setReason("");
  }, [open]);
  const submit = async () => {
    if (reason.trim() === "") return setError(ui("reasonMissing"));
    setBusy(true);
    const wrong = await ask(reason.trim());
    setBusy(false);
    if (wrong === null) onClose();
    else setError(wrong);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      icon="eye"
      title={t("reveal.title", { field: label })}
      lead={t("reveal.lead")}
      foot={
        <>
          <Button kind="filled" onClick={submit} busy={busy}>
            {t("reveal.confirm")}
          </Button>
          <Button onClick={onClose}>{ui("cancel")}</Button>
        </>
      }
    >
      <Field label={t("reveal.reason")} required>
        <TextArea
          rows={2}
          value={reason}
          maxLength={300}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || isComposing(event.nativeEvent)) return;
            event.preventDefault();
            void submit();
          }}
        />
      </Field>
      <FieldError errors={error ? [error] : []} />
    </Dialog>
  );
}
