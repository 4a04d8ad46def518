import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type InboxItem, type InboxItemOf, keyOf } from "#domain/inbox/inbox.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { toast } from "../../ui/toast-queue.ts";
import { useCommand } from "../live/use-command.ts";
import type { InboxActs } from "./inbox-context.ts";
import type { LiveInbox } from "./use-inbox.ts";

/** What can be done without leaving the inbox. Each act is sent once; afterwards the list is asked for anew. */
export function useActs({ view, refresh }: LiveInbox) {
  const { t } = useTranslation("inbox");
  const run = useCommand();
  const sending = useRef(new Set<string>());
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [objecting, setObjecting] = useState<InboxItemOf<"assignment"> | null>(null);
  const incidents = view.incidents;

  const send = useCallback(
    async (
      item: InboxItem,
      intent: string,
      input: Record<string, unknown>,
      said: { title: string; text?: string } | null,
    ) => {
      const key = keyOf(item);
      if (sending.current.has(key)) return null;
      sending.current.add(key);
      setBusy(new Set(sending.current));
      const reply = await run(intent, input);
      sending.current.delete(key);
      setBusy(new Set(sending.current));
      if (reply.ok && said) toast(said);
      // Fields are shown where they stand; anything else is told at once.
      if (!reply.ok && !reply.fields) toast({ tone: "bad", key, title: t("did.failed"), text: reply.message });
      void refresh();
      return reply;
    },
    [run, refresh, t],
  );

  const acts = useMemo<InboxActs>(() => {
    const incidentOf = (item: InboxItem) => ("incidentId" in item ? incidents[item.incidentId] : undefined);
    return {
      incidentOf,
      busy,
      reachable: true,
      accept: (item) => {
        if (item.kind !== "assignment") return;
        const text = t("did.acceptedText", { unit: item.unitName, title: incidentOf(item)?.title ?? "" });
        void send(item, "accept", { assignmentId: item.id }, { title: t("did.accepted"), text });
      },
      askObjection: (item) => item.kind === "assignment" && setObjecting(item),
      read: (item) => void send(item, "read-mention", { mentionId: item.id }, null),
      check: (item) => void send(item, "check-inquiry", { inquiryId: item.id }, { title: t("did.checked") }),
      answer: (item, answer) =>
        send(item, "answer-inquiry", { inquiryId: item.id, answer }, { title: t("did.answered") }),
    };
  }, [incidents, busy, send, t]);

  const object = useCallback(
    async (intent: string, input: Record<string, unknown>, commandId: string): Promise<CommandReply> => {
      const reply = await run(intent, input, commandId);
      if (reply.ok) toast({ title: t("did.objected") });
      void refresh();
      return reply;
    },
    [run, refresh, t],
  );
  const closeObjection = useCallback(() => setObjecting(null), []);
  return { acts, objecting, object, closeObjection };
}
