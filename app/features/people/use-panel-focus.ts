import { useEffect, useRef } from "react";
import { useKeys } from "../../ui/keys.ts";
import { useTexts } from "./texts.ts";

/**
 * The panel at the right takes the focus when it opens or shows something else, gives it back to where it was when it closes,
 * and closes by Escape from anywhere on the page. `of` names what it shows; null when there is none.
 */
export function usePanelFocus(of: string | null, close: () => void): void {
  const t = useTexts();
  const opener = useRef<Element | null>(null);
  const before = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    const was = before.current;
    before.current = of;
    if (was === undefined || was === of) return;
    const panel = document.querySelector<HTMLElement>("aside[tabindex]");
    if (of !== null) {
      if (was === null) opener.current = document.activeElement;
      if (panel && !panel.contains(document.activeElement)) panel.focus({ preventScroll: true });
    } else if (opener.current instanceof HTMLElement && opener.current.isConnected) {
      opener.current.focus({ preventScroll: true });
    }
  }, [of]);
  useKeys([{ key: "Escape", label: t("keys.close"), run: close }], of !== null);
}
