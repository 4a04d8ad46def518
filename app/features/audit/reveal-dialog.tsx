import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type PersonalField, REVEAL_SECONDS } from "#domain/audit/access.ts";
import { PurposeDialog } from "../../ui/purpose-dialog.tsx";

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
  const request = useRef<AbortController | null>(null);
  useEffect(() => {
    if (!open) request.current?.abort();
  }, [open]);
  useEffect(() => () => request.current?.abort(), []);
  return (
    <PurposeDialog
      open={open}
      onClose={onClose}
      icon="eye"
      title={t("reveal.title", { name })}
      lead={t("reveal.lead", { count: REVEAL_SECONDS })}
      label={t("reveal.reason")}
      hint={t("reveal.reasonHint")}
      missing={t("reveal.reasonMissing")}
      submit={t("reveal.show")}
      onSubmit={async (reason) => {
        const mine = new AbortController();
        request.current = mine;
        const reply = await ask({ ...asked, reason }, mine.signal, t("reveal.offline"));
        if (mine.signal.aborted || !reply) return null;
        if (reply.ok) onValue(reply.value);
        return reply.ok ? null : reply.fields?.reason ? { reason: reply.fields.reason } : { message: reply.message };
      }}
    />
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
