import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatTime } from "./format.ts";

interface StoredDraft<T> {
  value: T;
  savedAt: number;
}

const prefix = "lianxi:draft:";

/** The draft under a key, or null. Broken or missing storage counts as no draft. */
export function readDraft<T>(key: string): StoredDraft<T> | null {
  try {
    const text = localStorage.getItem(prefix + key);
    return text ? (JSON.parse(text) as StoredDraft<T>) : null;
  } catch {
    return null;
  }
}

/** Stores a draft; `null` removes it. Returns false where the browser refuses (full, private). */
export function writeDraft<T>(key: string, value: T | null): boolean {
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify({ value, savedAt: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/**
 * What somebody is writing, kept in this browser until it is sent: it survives a reload, an ended session, a crash. `key`
 * names person and place (`person:…/incident:…/composer`). `note` reads 草稿已存本机 14:34. Call `clear` on success.
 */
export function useDraft<T>(key: string, initial: T, isEmpty: (value: T) => boolean = (value) => !value) {
  const { t } = useTranslation("ui");
  const [value, setState] = useState<T>(initial);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const pending = useRef<{ key: string; value: T; timer: ReturnType<typeof setTimeout> } | null>(null);
  const empty = useRef(isEmpty);
  empty.current = isEmpty;

  const flush = useCallback(() => {
    const waiting = pending.current;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    pending.current = null;
    const nothing = empty.current(waiting.value);
    if (writeDraft(waiting.key, nothing ? null : waiting.value)) setSavedAt(nothing ? null : Date.now());
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another draft; the initial value belongs to it
  useEffect(() => {
    const stored = readDraft<T>(key);
    setState(stored ? stored.value : initial);
    setSavedAt(stored?.savedAt ?? null);
    addEventListener("pagehide", flush);
    return () => {
      flush();
      removeEventListener("pagehide", flush);
    };
  }, [key, flush]);

  const setValue = useCallback(
    (next: T) => {
      setState(next);
      if (pending.current) clearTimeout(pending.current.timer);
      pending.current = { key, value: next, timer: setTimeout(flush, 400) };
    },
    [key, flush],
  );

  const clear = useCallback(() => {
    if (pending.current) clearTimeout(pending.current.timer);
    pending.current = null;
    writeDraft(key, null);
    setState(initial);
    setSavedAt(null);
  }, [key, initial]);

  return { value, setValue, clear, savedAt, note: savedAt ? t("draft.saved", { time: formatTime(savedAt) }) : null };
}
