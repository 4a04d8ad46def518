import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "#domain/kernel/id.ts";
import { CarefulDialog } from "../../../ui/dialog.tsx";
import { readDraft, writeDraft } from "../../../ui/draft.ts";
import { draftKey, useActing } from "./room-context.ts";

type Props = {
  /** Names the texts: `careful.<act>.title`, `.lead`, `.confirm`. */
  act:
    | "strike"
    | "withdraw"
    | "unlink"
    | "removeRepresentative"
    | "handBack"
    | "cancelTask"
    | "declinePost"
    | "withdrawPost"
    | "withdrawPromise"
    | "withdrawLesson"
    | "returnReport"
    | "dropReport";
  intent: string;
  input: Record<string, unknown>;
  /** What it is about, in the title. */
  name: string;
  withIncident?: boolean;
  /** Takes up the words that were kept under this name, and forgets them once they are sent. */
  keep?: string;
  onClose: () => void;
  onDone?: () => void;
};

/** A careful act of the room: asks its reason, runs once, keeps the reason when it is refused. */
export function ReasonDialog({ act, intent, input, name, withIncident, keep, onClose, onDone }: Props) {
  const { t } = useTranslation("room");
  const room = useActing();
  const [commandId] = useState(() => newId());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const key = keep ? draftKey(room.me.personId, room.incidentId, keep) : null;
  const [initial] = useState(() => (key ? (readDraft<{ reason?: string }>(key)?.value.reason ?? "") : ""));
  const running = useRef(false);
  const confirm = async (reason: string) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const whole = { ...(withIncident && { incidentId: room.incidentId }), ...input, reason };
    const reply = await room.act(intent, whole, { commandId, quiet: true });
    running.current = false;
    setBusy(false);
    if (reply.ok) {
      if (key) writeDraft(key, null);
      onClose();
      onDone?.();
    } else setError(reply.fields?.reason ?? reply.message);
  };
  return (
    <CarefulDialog
      open
      onClose={onClose}
      title={t(`careful.${act}.title`, { name })}
      lead={t(`careful.${act}.lead`)}
      confirm={t(`careful.${act}.confirm`)}
      onConfirm={confirm}
      reasonInitial={initial}
      busy={busy}
      error={error}
    />
  );
}
