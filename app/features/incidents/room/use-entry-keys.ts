import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RoomEntry } from "#domain/incidents/room.ts";
import { useKeys } from "../../../ui/keys.ts";
import { useMayNow, useRoom } from "./room-context.ts";

type Options = {
  entries: readonly RoomEntry[];
  rowOf: (seq: number) => HTMLElement | null;
  onComposerKey: () => void;
};

/**
 * Keys among entries: j and k go on and back by number (rows come and go, their numbers stay), p pins, n goes to the composer.
 * Returns the number of the entry that was in focus last.
 */
export function useEntryKeys({ entries, rowOf, onComposerKey }: Options): number | null {
  const { t } = useTranslation("room");
  const { act, incidentId, store } = useRoom();
  const mayPin = useMayNow("incidents.entry.pin");
  const mayPost = useMayNow("incidents.entry.post");
  const [current, setCurrent] = useState<number | null>(null);

  useEffect(() => {
    const onFocus = (event: FocusEvent) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-seq]") : null;
      if (row) setCurrent(Number(row.dataset.seq));
    };
    document.addEventListener("focusin", onFocus);
    return () => document.removeEventListener("focusin", onFocus);
  }, []);

  const step = (by: 1 | -1) => {
    const at = entries.findIndex((entry) => entry.seq === current);
    const next = at < 0 ? entries.at(-1) : entries[Math.min(entries.length - 1, Math.max(0, at + by))];
    const row = next ? rowOf(next.seq) : null;
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  };
  const pin = () => {
    const entry = entries.find((one) => one.seq === current);
    if (!rowOf(current ?? 0)?.contains(document.activeElement)) return;
    if (entry?.name !== "incidents.entry.posted" || entry.struck) return;
    act("pin", { incidentId, seq: store.held.room.facts.pinnedSeq === entry.seq ? null : entry.seq });
  };
  const group = t("keys.group");
  useKeys([
    ...(mayPost ? [{ key: "n", label: t("keys.compose"), group, run: onComposerKey }] : []),
    { key: "j", label: t("keys.next"), group, run: () => step(1) },
    { key: "k", label: t("keys.previous"), group, run: () => step(-1) },
    ...(mayPin ? [{ key: "p", label: t("keys.pin"), group, run: pin }] : []),
  ]);
  return current;
}
