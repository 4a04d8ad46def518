import { useCallback, useEffect, useRef, useState } from "react";
import type { InboxFate, InboxView } from "#domain/inbox/inbox.ts";
import { useLiveInbox } from "../live/live.tsx";
import { tellCounted } from "./counted.ts";
import { FADES_MS, type ShownItem, shownOf, withAnswer, withFates, withoutFaded } from "./shown-items.ts";

/** Hints that come together are one question. */
const SOON_MS = 300;
/** Even without a hint the list is asked for this often while it is looked at: limits of others' rights run out by the clock. */
const EVERY_MS = 60_000;

export type LiveInbox = {
  view: InboxView;
  rows: ShownItem[];
  /** New items that wait until the pointer leaves the list. */
  arrived: number;
  /** Asking the server failed; the view is of `view.at`. */
  stale: boolean;
  /** Asks the server now. */
  refresh: () => Promise<void>;
  /** Shows what has arrived, wherever the pointer is. */
  showArrived: () => void;
  /** While the order is held no row moves. */
  hold: (held: boolean) => void;
};

/** The inbox as it is loaded, and as it changes since: asked for anew on a hint, shown without moving what is under the pointer. */
export function useInbox(loaded: InboxView): LiveInbox {
  const [view, setView] = useState(loaded);
  const [rows, setRows] = useState(() => shownOf(loaded.items));
  const [arrived, setArrived] = useState(0);
  const [stale, setStale] = useState(false);
  const latest = useRef({ view: loaded, rows, held: false });
  latest.current.rows = rows;

  /** Asks what became of the rows that have just left. */
  const name = useCallback(async (shown: ShownItem[]) => {
    const keys = shown.flatMap((row) => (row.gone?.fate === "unknown" ? [row.key] : []));
    if (keys.length === 0) return;
    const fates = await ask<InboxFate[]>(`/inbox/fates?keys=${encodeURIComponent(keys.join(","))}`);
    setRows((now) => withFates(now, keys, fates ?? []));
  }, []);

  const settle = useCallback(
    (next: InboxView, force = false) => {
      const { rows: before, held } = latest.current;
      const answer = withAnswer(before, next.items, Date.now(), held && !force);
      latest.current.view = next;
      latest.current.rows = answer.shown;
      setView(next);
      setRows(answer.shown);
      setArrived(answer.arrived);
      tellCounted({ inbox: next.count.total, at: next.at });
      void name(answer.shown);
    },
    [name],
  );

  const asking = useRef<Promise<void> | null>(null);
  const again = useRef(false);
  const refresh = useCallback((): Promise<void> => {
    // One question at a time; a hint during it asks once more.
    if (asking.current) {
      again.current = true;
      return asking.current;
    }
    const work = async () => {
      do {
        again.current = false;
        const next = await ask<InboxView>("/inbox/live");
        setStale(!next);
        if (next && next.at > latest.current.view.at) settle(next);
      } while (again.current);
    };
    asking.current = work().finally(() => {
      asking.current = null;
    });
    return asking.current;
  }, [settle]);

  // A page that was loaded anew (a form without scripts, the way back) brings a newer view.
  useEffect(() => {
    if (loaded.at > latest.current.view.at) settle(loaded);
  }, [loaded, settle]);

  const soon = useRef<ReturnType<typeof setTimeout>>();
  useLiveInbox(() => {
    clearTimeout(soon.current);
    soon.current = setTimeout(refresh, SOON_MS);
  });
  useEffect(() => {
    const looked = () => document.visibilityState === "visible" && void refresh();
    const timer = setInterval(looked, EVERY_MS);
    document.addEventListener("visibilitychange", looked);
    addEventListener("online", looked);
    return () => {
      clearTimeout(soon.current);
      clearInterval(timer);
      document.removeEventListener("visibilitychange", looked);
      removeEventListener("online", looked);
    };
  }, [refresh]);

  // Greyed rows leave by themselves.
  const fading = rows.some(({ gone }) => gone);
  useEffect(() => {
    if (!fading) return;
    const sweep = () => setRows((now) => withoutFaded(now, Date.now(), latest.current.held));
    const timer = setInterval(sweep, FADES_MS / 10);
    return () => clearInterval(timer);
  }, [fading]);

  const hold = useCallback(
    (held: boolean) => {
      if (latest.current.held === held) return;
      latest.current.held = held;
      if (!held) settle(latest.current.view);
    },
    [settle],
  );
  const showArrived = useCallback(() => settle(latest.current.view, true), [settle]);
  return { view, rows, arrived, stale, refresh, showArrived, hold };
}

/** The answer, or null when there is none now. */
async function ask<T>(address: string): Promise<T | null> {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}
