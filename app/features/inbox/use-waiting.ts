import { useNavigate } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { InboxGroup } from "#domain/inbox/inbox.ts";
import type { Waiting } from "#http/portal.server.ts";
import { useLiveInbox } from "../live/live.tsx";
import { onCounted } from "./counted.ts";
import { type Gathered, gather, showsAt, totalOf } from "./notice-bundle.ts";
import { noticeState } from "./notices.ts";
import { useTitleBadge } from "./use-title-badge.ts";

/** Of several hints in a row one is enough. */
const SOON_MS = 300;
const nothing: Gathered<InboxGroup> = { groups: new Map(), urgent: 0, drills: 0 };

/**
 * How many things wait, on every page: as it was loaded, or as counted since because something changed. The number stands before
 * the title of the page; what comes while nobody looks is told by the desktop, where the person has switched that on.
 */
export function useWaiting(loaded: Waiting): number {
  const [counted, setCounted] = useState(loaded);
  const latest = useRef(counted);
  /** Up to when what is new has been told of. */
  const told = useRef(loaded.at);
  const tell = useNotice();
  if (loaded.at > latest.current.at) latest.current = loaded;

  const count = useCallback(
    async (says = true) => {
      const since = told.current;
      try {
        const response = await fetch(`/waiting?since=${encodeURIComponent(since)}`, {
          headers: { Accept: "application/json" },
        });
        if (!response.ok) return;
        const now = (await response.json()) as Waiting;
        told.current = now.at;
        if (says) tell(now);
        if (now.at <= latest.current.at) return;
        latest.current = now;
        setCounted(now);
      } catch {
        // Without a network the number stays; it is counted anew when the connection is back.
      }
    },
    [tell],
  );

  const soon = useRef<ReturnType<typeof setTimeout>>();
  useLiveInbox(() => {
    clearTimeout(soon.current);
    soon.current = setTimeout(count, SOON_MS);
  });
  useEffect(() => {
    // What was there while the page was still looked at is not new.
    const left = () => {
      if (document.visibilityState === "hidden" && noticeState() === "on") void count(false);
    };
    document.addEventListener("visibilitychange", left);
    return () => {
      clearTimeout(soon.current);
      document.removeEventListener("visibilitychange", left);
    };
  }, [count]);
  useEffect(
    () =>
      onCounted((one) => {
        if (one.at <= latest.current.at) return;
        latest.current = { ...latest.current, ...one };
        setCounted(latest.current);
      }),
    [],
  );
  const { inbox } = counted.at > loaded.at ? counted : loaded;
  useTitleBadge(inbox);
  return inbox;
}

/**
 * Collects what has come while the tab is hidden, and tells it as one notice: numbers by group, no name and no title. In quiet hours
 * only what has climbed to the person comes through.
 */
function useNotice(): (waiting: Waiting) => void {
  const { t } = useTranslation("inbox");
  const navigate = useNavigate();
  const held = useRef<Gathered<InboxGroup>>(nothing);
  const firstAt = useRef(0);
  const shownAt = useRef<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    const looked = () => {
      if (document.visibilityState !== "visible") return;
      held.current = nothing;
      clearTimeout(timer.current);
    };
    document.addEventListener("visibilitychange", looked);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", looked);
    };
  }, []);
  return useCallback(
    (waiting) => {
      if (document.visibilityState === "visible" || noticeState() !== "on") return;
      if (totalOf(held.current) === 0) firstAt.current = Date.now();
      held.current = gather(held.current, waiting.fresh, waiting);
      if (totalOf(held.current) === 0) return;
      const at = showsAt({ firstAt: firstAt.current, shownAt: shownAt.current, urgent: held.current.urgent > 0 });
      clearTimeout(timer.current);
      timer.current = setTimeout(
        () => {
          const { groups, urgent, drills } = held.current;
          const total = totalOf(held.current);
          held.current = nothing;
          if (total === 0) return;
          shownAt.current = Date.now();
          const parts = [
            ...(urgent > 0 ? [t("notice.urgent", { count: urgent })] : []),
            ...[...groups].map(([group, count]) => t("notice.part", { group: t(`group.${group}`), count })),
            ...(drills > 0 ? [t("notice.drills", { count: drills })] : []),
          ];
          // One notice, replaced by the next: the tag holds over all tabs of this browser.
          const notice = new Notification(t("notice.title", { count: total }), {
            body: parts.join(t("notice.separator")),
            tag: "lianxi-inbox",
          });
          notice.onclick = () => {
            window.focus();
            notice.close();
            navigate("/inbox");
          };
        },
        Math.max(0, at - Date.now()),
      );
    },
    [t, navigate],
  );
}
