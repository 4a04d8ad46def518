import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "#domain/kernel/id.ts";
import { toast } from "../../../ui/toasts.tsx";
import { useLive } from "../../live/live.tsx";
import { useCommand } from "../../live/use-command.ts";
import { useOutbox } from "../../offline/offline.tsx";
import { isQueued, type QueuedIntent } from "../../offline/queue.ts";
import { missingIn, writtenOf } from "./queued-acts.ts";
import type { Act } from "./room-context.ts";
import type { RoomStore } from "./room-store.ts";

/** What the timeline has already is taken out of the queue; what was just recorded is asked for where the socket does not bring it. */
export function useOutboxOfRoom(store: RoomStore, catchUp: () => void, connected: { readonly current: boolean }): void {
  const outbox = useOutbox();
  useEffect(() => {
    const settle = () => {
      const { entries, facts } = store.held.room;
      if (!outbox.items.some((item) => item.incidentId === facts.id)) return;
      const there = new Set(entries.map((entry) => entry.commandId));
      outbox.arrived((commandId) => there.has(commandId));
    };
    settle();
    const stops = [
      store.subscribe(settle),
      // A reload may bring both: the entry, and the item that an earlier page has left.
      outbox.subscribe(() => queueMicrotask(settle)),
      outbox.onKept((item, seq) => {
        if (item.incidentId !== store.held.room.facts.id) return;
        const late = () => (seq === null ? !connected.current : store.held.room.seq < seq) && catchUp();
        setTimeout(late, connected.current ? 1500 : 0);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [store, outbox, catchUp, connected]);
}

/**
 * Runs the room's commands. What can be written down without the server is written down while it is away, and when its answer
 * does not come; the caller is told that it is done, and the queue shows it until the timeline does.
 */
export function useRoomActs(store: RoomStore, catchUp: () => void, isAway: boolean): Act {
  const { t } = useTranslation("offline");
  const run = useCommand();
  const outbox = useOutbox();
  const { status } = useLive();
  const now = useRef({ isAway, status });
  now.current = { isAway, status };
  return useCallback(
    async (intent, input, { commandId = newId(), quiet } = {}) => {
      const queue = async (queued: QueuedIntent) => {
        const written = writtenOf(queued, input, store.held.room);
        const missing = missingIn(written);
        if (missing) {
          const message = t(missing === "count" ? "missing.count" : "missing.text");
          return { ok: false as const, code: "invalid" as const, message, fields: { [missing]: message } };
        }
        await outbox.add(written, [], commandId);
        return { ok: true as const, outcome: null };
      };
      if (now.current.isAway && isQueued(intent)) return queue(intent);
      const reply = await run(intent, input, commandId);
      if (!reply.ok && reply.unanswered && isQueued(intent)) return queue(intent);
      if (reply.ok && now.current.status !== "connected") catchUp();
      if (!reply.ok && !quiet) {
        const reasons = Object.values(reply.fields ?? {}).filter((reason) => reason !== reply.message);
        toast({ tone: "bad", title: reply.message, text: reasons.join(" ") || undefined, key: `refused:${intent}` });
      }
      return reply;
    },
    [run, catchUp, outbox, store, t],
  );
}
