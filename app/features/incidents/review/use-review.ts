import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewView } from "#domain/incidents/review/view.ts";
import { toast } from "../../../ui/toasts.tsx";
import { useLive, useLiveIncident } from "../../live/live.tsx";
import { useCommand } from "../../live/use-command.ts";
import type { Acting } from "../room/room-context.ts";

/** The review of one page: loaded once, asked for again when something happens in the incident. */
export function useReview(loaded: ReviewView): { view: ReviewView; acting: Acting; lost: boolean } {
  const incidentId = loaded.facts.id;
  const { t } = useTranslation("review");
  const run = useCommand();
  const live = useLive();
  const [view, setView] = useState(loaded);
  const [lost, setLost] = useState(false);
  const newest = useRef(loaded.seq);
  useEffect(() => setView(loaded), [loaded]);

  const reload = useCallback(async () => {
    const response = await fetch(`/incidents/${incidentId}/review/live`, {
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (response?.status === 404) return setLost(true);
    if (!response?.ok) return;
    const fresh = (await response.json()) as ReviewView;
    setView((held) => (fresh.seq >= held.seq ? fresh : held));
  }, [incidentId]);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  /** Events that come together ask once. */
  const soon = useCallback(() => {
    if (waiting.current) return;
    waiting.current = setTimeout(() => {
      waiting.current = null;
      void reload();
    }, 150);
  }, [reload]);
  useEffect(() => () => void (waiting.current && clearTimeout(waiting.current)), []);

  useLiveIncident(incidentId, {
    lastSeq: () => newest.current,
    onEvents(events) {
      newest.current = Math.max(newest.current, ...events.map((event) => event.seq));
      soon();
    },
    onPresence: () => {},
    onLost: () => setLost(true),
    onAccess: soon,
  });

  const away = live.since !== null;
  const acting = useMemo<Acting>(
    () => ({
      incidentId,
      me: loaded.me,
      reachable: away ? t("away") : true,
      act: async (intent, input, { commandId, quiet } = {}) => {
        const reply = await run(intent, input, commandId);
        if (reply.ok) await reload();
        else if (!quiet) toast({ tone: "bad", title: reply.message, key: `refused:${intent}` });
        return reply;
      },
    }),
    [incidentId, loaded.me, away, run, reload, t],
  );
  return { view, acting, lost };
}
