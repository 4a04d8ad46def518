import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./button.tsx";
import { cx } from "./class-names.ts";
import { isPageUp } from "./page-up.ts";

export interface DrawerProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** Beside the title: a tag, a name. */
  aside?: ReactNode;
  /** Buttons at the left of the foot; the first is the filled one. */
  foot?: ReactNode;
  footEnd?: ReactNode;
  /** Changes when the drawer shows something else: then its top is shown and focus moves there. */
  of?: string;
  /** Stays without ✕: a pane that is always there. */
  fixed?: boolean;
  className?: string;
  children: ReactNode;
}

/**
 * Detail at the right, 384 px. It stands beside the list and does not block it; up to 1280 px it lies over the list, on a
 * phone over everything. Give it to `Page` as `drawer`. Esc inside it closes it; focus goes back to where it was.
 */
export function Drawer({ open, onClose, title, aside, foot, footEnd, of, fixed, className, children }: DrawerProps) {
  const { t } = useTranslation("ui");
  const headId = useId();
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject is another opening
  useEffect(() => {
    // One that came with the document leaves the focus where a page begins.
    const cameAlong = first.current && !isPageUp();
    first.current = false;
    if (!open || fixed || cameAlong) return;
    opener.current = document.activeElement;
    panel.current?.focus({ preventScroll: true });
  }, [open, fixed, of]);
  if (!open) return null;
  const close = () => {
    onClose();
    if (opener.current instanceof HTMLElement && opener.current.isConnected)
      opener.current.focus({ preventScroll: true });
  };
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-labelledby={headId}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !fixed && !event.defaultPrevented && !event.nativeEvent.isComposing) close();
      }}
      className={cx(
        "flex h-full w-drawer shrink-0 flex-col border-l border-line-2 bg-surface",
        !fixed &&
          "narrow:fixed narrow:top-bar narrow:right-0 narrow:bottom-0 narrow:z-30 narrow:h-auto narrow:shadow-float phone:top-0 phone:left-0 phone:w-auto phone:border-l-0",
        className,
      )}
    >
      <div className="flex h-head shrink-0 items-center gap-2 border-b border-line px-4">
        <h2 id={headId} className="truncate text-14">
          {title}
        </h2>
        {aside}
        {fixed ? null : <IconButton icon="x" label={t("close")} onClick={close} className="-mr-1.5 ml-auto" />}
      </div>
      <Content key={of}>{children}</Content>
      {foot || footEnd ? (
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line px-4 py-3">
          {foot}
          {footEnd ? <div className="ml-auto text-12 text-text-3">{footEnd}</div> : null}
        </div>
      ) : null}
    </aside>
  );
}

const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";

/** What a drawer holds. Where it is longer than the screen and nothing in it takes the focus, it takes it itself: arrows then scroll it. */
function Content({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () =>
      setScrolls(element.scrollHeight > element.clientHeight && element.querySelector(FOCUSABLE) === null);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  });
  return (
    <div
      ref={box}
      tabIndex={scrolls ? 0 : undefined}
      className="min-h-0 flex-1 overflow-y-auto px-4 py-3 focus-visible:-outline-offset-2"
      data-scroll
    >
      {children}
    </div>
  );
}
