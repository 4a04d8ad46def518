import { useNavigate } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type InboxCount, inboxGroups } from "#domain/inbox/inbox.ts";
import type { Waiting } from "#http/portal.server.ts";
import { useLiveInbox } from "../live/live.tsx";
import { onCounted } from "./counted.ts";
import { noticeState } from "./notices.ts";
import { useTitleBadge } from "./use-title-badge.ts";

/** Of several hints in a row one is enough. */
const SOON_MS = 300;
/** New items that come together while nobody looks are one notice. */
const BUNDLE_MS = 2000;

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
        if (says) tell(now.fresh);
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

/** Collects what has come while the tab is hidden, and tells it as one notice: numbers by group, no name and no title. */
function useNotice(): (fresh: InboxCount["fresh"]) => void {
  const { t } = useTranslation("inbox");
  const navigate = useNavigate();
  const waiting = useRef<Map<string, number>>(new Map());
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    const looked = () => {
      if (document.visibilityState === "visible") waiting.current.clear();
    };
    document.addEventListener("visibilitychange", looked);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", looked);
    };
  }, []);
  return useCallback(
    (fresh) => {
      if (document.visibilityState === "visible" || noticeState() !== "on") return;
      for (const group of inboxGroups)
        if (fresh[group] > 0) waiting.current.set(group, (waiting.current.get(group) ?? 0) + fresh[group]);
      if (waiting.current.size === 0) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const parts = [...waiting.current].map(([group, count]) =>
          t("notice.part", { group: t(`group.${group}`), count }),
        );
        const total = [...waiting.current.values()].reduce((sum, count) => sum + count, 0);
        if (total === 0) return;
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
      }, BUNDLE_MS);
    },
    [t, navigate],
  );
}
