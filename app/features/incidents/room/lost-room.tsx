import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Band } from "../../../ui/band.tsx";
import { Button } from "../../../ui/button.tsx";
import { serverNow } from "../../../ui/clock.ts";
import { readDraft } from "../../../ui/draft.ts";
import { NotFound } from "../../../ui/not-found.tsx";
import { toast } from "../../../ui/toasts.tsx";
import type { ComposerDraft } from "./composer.tsx";
import type { OutboxItem } from "./outbox.ts";
import { draftKey } from "./room-context.ts";

/** Everything that was written here and never reached the server. */
function unsent(personId: string, incidentId: string): string {
  const draft = readDraft<ComposerDraft>(draftKey(personId, incidentId, "composer"))?.value;
  const waiting = readDraft<OutboxItem[]>(draftKey(personId, incidentId, "outbox"))?.value ?? [];
  return [...waiting.map((item) => item.text), draft?.text ?? ""].filter((text) => text.trim() !== "").join("\n\n");
}

/** What was written here and not sent, to be copied; nothing when there is none. */
export function UnsentText({ personId, incidentId }: { personId: string; incidentId: string }) {
  const { t } = useTranslation("room");
  const [text, setText] = useState("");
  useEffect(() => setText(unsent(personId, incidentId)), [personId, incidentId]);
  if (text === "") return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast({ title: t("outbox.copied") });
  };
  return (
    <Band
      tone="warn"
      title={t("lost.unsent")}
      className="mx-8 max-w-[656px]"
      actions={
        <Button icon="copy" onClick={copy}>
          {t("lost.copy")}
        </Button>
      }
    >
      <p className="mt-1 max-h-60 overflow-auto text-13 whitespace-pre-wrap text-text">{text}</p>
    </Band>
  );
}

/** The incident may no longer be read: the page says what a missing page says, and offers what was not sent. */
export function LostRoom({ personId, incidentId }: { personId: string; incidentId: string }) {
  const [at] = useState(() => serverNow());
  return (
    <div className="h-full overflow-auto bg-surface">
      <NotFound path={`/incidents/${incidentId}`} at={at} homeTo="/inbox" />
      <UnsentText personId={personId} incidentId={incidentId} />
    </div>
  );
}
