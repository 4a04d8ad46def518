import { useTranslation } from "react-i18next";
import type { RoomEntry } from "#domain/incidents/room.ts";
import { toast } from "../../../ui/toasts.tsx";
import { useRoom } from "./room-context.ts";

/** Prints the room with its whole timeline: what lies further up is brought first, and said while it takes time. */
export function usePrintAll(): () => Promise<void> {
  const { t } = useTranslation("room");
  const { store, incidentId } = useRoom();
  return async () => {
    store.whole = true;
    const total = store.held.room.seq;
    for (;;) {
      const first = store.held.room.entries[0]?.seq ?? 1;
      if (first <= 1) break;
      toast({ tone: "info", title: t("print.loading", { loaded: total - first + 1, total }), key: "print" });
      const answer = await fetch(`/incidents/${incidentId}/events?before=${first}`, {
        headers: { Accept: "application/json" },
      }).catch(() => null);
      if (!answer?.ok) {
        toast({ tone: "bad", title: t("print.failed"), key: "print" });
        return;
      }
      store.prepend(((await answer.json()) as { events: RoomEntry[] }).events);
    }
    // The rows are on the page after the next frame.
    requestAnimationFrame(() => setTimeout(() => window.print(), 50));
  };
}
