import { useSubmit } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FieldError } from "../../ui/field.tsx";
import { formatTime } from "../../ui/format.ts";
import { toast } from "../../ui/toasts.tsx";
import { useItemWords } from "../incidents/room/waiting-list.tsx";
import { useLive } from "../live/live.tsx";
import { draftsOf, forgetPerson } from "./forget.ts";
import { useOutbox, useOutboxItems, usePersonStore } from "./offline.tsx";
import type { OutboxItem } from "./outbox-item.ts";

/** Another tab that is slow to let go does not keep anybody signed in. */
const PATIENCE_MS = 3000;

const isUnsentNow = (item: OutboxItem) => item.state !== "kept";

/**
 * 退出登录: what is not at the server yet is asked about first, then nothing of the person stays in this browser, then the session
 * ends. `dialog` stands anywhere on the page.
 */
export function useSignOut(to: string): { signOut: () => void; dialog: JSX.Element | null } {
  const { t } = useTranslation("offline");
  const submit = useSubmit();
  const store = usePersonStore();
  const outbox = useOutbox();
  const { since } = useLive();
  const [drafts, setDrafts] = useState<string[] | null>(null);
  const leave = async () => {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await Promise.race([forgetPerson(store), late]);
    submit({}, { method: "post", action: to });
  };
  const signOut = async () => {
    if (since !== null) return toast({ tone: "bad", title: t("needs"), key: "sign-out" });
    const photos = await store.chosen().catch(() => []);
    const texts = [
      ...draftsOf(store.personId).map((text) => `${t("signOut.draft")} ${text}`),
      ...photos.map(({ file }) => `${t("signOut.file")} ${file.name}`),
    ];
    if (texts.length === 0 && !outbox.items.some(isUnsentNow)) return void leave();
    setDrafts(texts);
  };
  return {
    signOut: () => void signOut(),
    dialog: drafts ? <Unsent drafts={drafts} onLeave={leave} onClose={() => setDrafts(null)} /> : null,
  };
}

function Unsent({ drafts, onLeave, onClose }: { drafts: string[]; onLeave: () => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation("offline");
  const outbox = useOutbox();
  const items = useOutboxItems().filter(isUnsentNow);
  const words = useItemWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const lines = [...items.map((item) => `${formatTime(item.eventTime ?? item.writtenAt)} ${words(item)}`), ...drafts];
  const copy = async () => {
    await navigator.clipboard.writeText(lines.join("\n"));
    toast({ title: t("copied") });
  };
  const send = async () => {
    setBusy(true);
    setError(null);
    await outbox.pump();
    const left = outbox.items.filter(isUnsentNow).length;
    if (left === 0) return onLeave();
    setBusy(false);
    setError(t("signOut.notSent", { count: left }));
  };
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onClose}
      title={items.length > 0 ? t("signOut.title", { count: items.length }) : t("signOut.titleDrafts")}
      lead={t("signOut.lead")}
      foot={
        <>
          {items.length > 0 ? (
            <Button kind="filled" busy={busy} onClick={() => void send()}>
              {t("signOut.send")}
            </Button>
          ) : null}
          <Button icon="copy" onClick={() => void copy()}>
            {t("signOut.copy")}
          </Button>
        </>
      }
      footEnd={
        <Button kind="careful" onClick={() => void onLeave()}>
          {t("signOut.discard")}
        </Button>
      }
    >
      <ul className="max-h-60 overflow-y-auto text-13" data-scroll>
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a list that only grows shorter
          <li key={i} className="border-t border-line py-1 break-words whitespace-pre-wrap first:border-t-0">
            {line}
          </li>
        ))}
      </ul>
      <FieldError errors={error ? [error] : []} />
    </Dialog>
  );
}
