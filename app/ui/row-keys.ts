import { type KeyboardEvent, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isComposing, useKeys } from "./keys.ts";

export interface RowKeysOptions {
  count: number;
  onOpen?: (index: number) => void;
  /** Space. */
  onToggle?: (index: number) => void;
  /** Shift with j, k or an arrow: from the row where it began to the row where it is, both included. */
  onRange?: (from: number, to: number) => void;
  enabled?: boolean;
}

/** The row where `key` leads from `at` among `count`; null when the key does not move. Pure. */
export function rowAfter(key: string, at: number | null, count: number): number | null {
  if (count === 0) return null;
  const here = at ?? -1;
  if (key === "j" || key === "J" || key === "ArrowDown") return Math.min(count - 1, here + 1);
  if (key === "k" || key === "K" || key === "ArrowUp") return Math.max(0, at === null ? 0 : here - 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

/**
 * Keys of a list of rows: j and k (from anywhere on the page), arrows, Home, End, Enter opens, Space selects, Shift extends.
 * Give `rowProps(i)` to each row; the row in focus is the current one.
 */
export function useRowKeys({ count, onOpen, onToggle, onRange, enabled = true }: RowKeysOptions) {
  const { t } = useTranslation("ui");
  const rows = useRef(new Map<number, HTMLElement>());
  const anchor = useRef<number | null>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const at = current !== null && current < count ? current : null;

  const focusRow = useCallback((index: number) => {
    setCurrent(index);
    rows.current.get(index)?.focus();
    rows.current.get(index)?.scrollIntoView({ block: "nearest" });
  }, []);

  const move = (key: string, extend: boolean) => {
    const to = rowAfter(key, at, count);
    if (to === null) return false;
    if (extend && onRange) {
      anchor.current ??= at ?? to;
      onRange(anchor.current, to);
    } else anchor.current = null;
    focusRow(to);
    return true;
  };

  const group = t("keys.list");
  useKeys(
    [
      { key: "j", label: t("keys.next"), group, run: () => move("j", false) },
      { key: "k", label: t("keys.previous"), group, run: () => move("k", false) },
      ...(onRange
        ? [
            { key: "Shift+j", label: t("keys.extend"), group, run: () => move("j", true) },
            { key: "Shift+k", group, run: () => move("k", true) },
          ]
        : []),
    ],
    enabled && count > 0,
  );

  const rowProps = (index: number) => ({
    ref: (node: HTMLElement | null) => {
      if (node) rows.current.set(index, node);
      else rows.current.delete(index);
    },
    tabIndex: index === (at ?? 0) ? 0 : -1,
    onFocus: () => setCurrent(index),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.target !== event.currentTarget || isComposing(event.nativeEvent)) return;
      const moves = ["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key);
      if (event.ctrlKey) return;
      if (event.key === "Enter" && onOpen) onOpen(index);
      else if (event.key === " " && onToggle) onToggle(index);
      else if (!moves || !move(event.key, event.shiftKey)) return;
      event.preventDefault();
    },
  });

  return { current: at, focusRow, rowProps };
}
