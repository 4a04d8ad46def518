import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Band } from "../../../ui/band.tsx";
import { Button } from "../../../ui/button.tsx";
import { serverNow } from "../../../ui/clock.ts";
import { readDraft } from "../../../ui/draft.ts";
import { NotFound } from "../../../ui/not-found.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { isUnsent, useItemsOf } from "../../offline/offline.tsx";
import { draftKey } from "./room-context.ts";
import type { ComposerDraft } from "./use-composer-draft.ts";
import { useItemWords } from "./waiting-list.tsx";

/** What is being written here and was never sent. */
const draftText = (personId: string, incidentId: string): string =>
  readDraft<ComposerDraft>(draftKey(personId, incidentId, "composer"))?.value.text ?? "";

/** What was written here and not sent, to be copied; nothing when there is none. */
export function UnsentText({ personId, incidentId }: { personId: string; incidentId: string }) {
  const { t } = useTranslation("room");
  const { t: off } = useTranslation("offline");
  const [draft, setDraft] = useState("");
  useEffect(() => setDraft(draftText(personId, incidentId)), [personId, incidentId]);
  const words = useItemWords();
  const waiting = useItemsOf(incidentId).filter(isUnsent).map(words);
  const text = [...waiting, draft].filter((one) => one.trim() !== "").join("\n\n");
  if (text === "") return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast({ title: off("copied") });
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
