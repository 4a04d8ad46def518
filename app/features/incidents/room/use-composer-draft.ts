import { useCallback, useEffect, useRef, useState } from "react";
import { readDraft, writeDraft } from "../../../ui/draft.ts";
import type { SentFile } from "../../offline/queue.ts";
import type { Mentioned } from "./composer-text.tsx";

export type Mode = "post" | "head-count";
/** What is being written, as it is kept in this browser. */
export type ComposerDraft = {
  text: string;
  mentions: Mentioned[];
  mode: Mode;
  count: string;
  eventTime: string | null;
  files: SentFile[];
};

type Options = { key: string; current: () => ComposerDraft; put: (draft: ComposerDraft) => void };

const isEmpty = (draft: ComposerDraft) => draft.text.trim() === "" && draft.count === "" && draft.files.length === 0;

/**
 * Keeps what is being written in this browser without making the field a controlled one: it is read from the field at each
 * change, stored when the typing pauses, and put back once when the page opens. What was typed before the scripts arrived stays.
 */
export function useComposerDraft({ key, current, put }: Options) {
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const latest = useRef({ current, put });
  latest.current = { current, put };
  const waiting = useRef<{ draft: ComposerDraft; timer: ReturnType<typeof setTimeout> } | null>(null);
  const opened = useRef(false);

  const flush = useCallback(() => {
    if (!waiting.current) return;
    const { draft, timer } = waiting.current;
    clearTimeout(timer);
    waiting.current = null;
    const nothing = isEmpty(draft);
    if (writeDraft(key, nothing ? null : draft)) setSavedAt(nothing ? null : Date.now());
  }, [key]);
  const changed = useCallback(() => {
    if (!opened.current) return;
    if (waiting.current) clearTimeout(waiting.current.timer);
    waiting.current = { draft: latest.current.current(), timer: setTimeout(flush, 400) };
  }, [flush]);
  /** The entry is on its way: it is not a draft any more. */
  const clear = useCallback(() => {
    if (waiting.current) clearTimeout(waiting.current.timer);
    waiting.current = null;
    writeDraft(key, null);
    setSavedAt(null);
  }, [key]);

  useEffect(() => {
    const stored = readDraft<ComposerDraft>(key);
    if (stored && latest.current.current().text === "") {
      latest.current.put(stored.value);
      setSavedAt(stored.savedAt);
    }
    opened.current = true;
    addEventListener("pagehide", flush);
    return () => {
      flush();
      removeEventListener("pagehide", flush);
    };
  }, [key, flush]);

  return { savedAt, changed, clear };
}
