import { useNavigate } from "@remix-run/react";
import { type FormEvent, type KeyboardEvent, useEffect, useState } from "react";
import { newId } from "#domain/kernel/id.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { readDraft, writeDraft } from "../../../ui/draft.ts";
import { useCommand } from "../../live/use-command.ts";

type Form = {
  intent: string;
  /** Where the reason is kept in this browser until it is sent. */
  draftKey: string;
  input: () => Record<string, unknown>;
  /** Where one goes on when it is done. */
  goTo: (reply: CommandReply & { ok: true }) => string;
};

/** One careful act that changes the shape of incidents: a reason, sent once by button or Ctrl+Enter; what was typed stays when it is refused. */
export function useShapeForm({ intent, draftKey, input, goTo }: Form) {
  const run = useCommand();
  const navigate = useNavigate();
  const [commandId] = useState(() => newId());
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<(CommandReply & { ok: false }) | null>(null);
  useEffect(() => setReason(readDraft<string>(draftKey)?.value ?? ""), [draftKey]);
  const type = (text: string) => {
    setReason(text);
    writeDraft(draftKey, text || null);
  };
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy) return;
    setBusy(true);
    const reply = await run(intent, { ...input(), reason }, commandId);
    setBusy(false);
    if (!reply.ok) return setRefused(reply);
    writeDraft(draftKey, null);
    navigate(goTo(reply));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };
  return { reason, type, submit, onKeyDown, busy, refused };
}
export type ShapeForm = ReturnType<typeof useShapeForm>;
