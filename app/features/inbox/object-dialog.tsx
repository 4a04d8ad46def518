import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InboxItemOf } from "#domain/inbox/inbox.ts";
import { newId } from "#domain/kernel/id.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { CarefulDialog } from "../../ui/dialog.tsx";

type Props = {
  item: InboxItemOf<"assignment">;
  run: (intent: string, input: Record<string, unknown>, commandId: string) => Promise<CommandReply>;
  onClose: () => void;
};

/** 提出异议: asks the reason, sends it once, keeps it when it is refused. */
export function ObjectDialog({ item, run, onClose }: Props) {
  const { t } = useTranslation("inbox");
  const [commandId] = useState(() => newId());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const confirm = async (reason: string) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    const reply = await run("object", { assignmentId: item.id, reason }, commandId);
    setBusy(false);
    if (reply.ok) onClose();
    else setError(reply.fields?.reason ?? reply.message);
  };
  return (
    <CarefulDialog
      open
      onClose={onClose}
      title={t("object.title")}
      lead={t("object.lead", { unit: item.unitName })}
      reasonLabel={t("object.reason")}
      reasonHint={t("object.reasonHint")}
      confirm={t("object.confirm")}
      onConfirm={confirm}
      busy={busy}
      error={error}
    />
  );
}
