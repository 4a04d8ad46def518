import { useEffect, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "./button.tsx";
import { cx } from "./class-names.ts";
import { Icon, type IconName } from "./icons.tsx";
import { type StandingToast, toasts } from "./toast-queue.ts";

export { type Toast, toast } from "./toast-queue.ts";

const none: readonly StandingToast[] = [];
const faces: Record<NonNullable<StandingToast["tone"]>, { icon: IconName; color: string }> = {
  ok: { icon: "check", color: "text-ok" },
  info: { icon: "info", color: "text-act" },
  bad: { icon: "warning", color: "text-bad" },
};

/** Where toasts stand. One a page; the shell has it. It stays reachable while a dialog is open. */
export function ToastRegion() {
  const { t } = useTranslation("ui");
  const standing = useSyncExternalStore(toasts.subscribe, toasts.all, () => none);
  return (
    <section
      aria-label={t("toast.region")}
      aria-live="polite"
      data-frame
      data-react-aria-top-layer="true"
      className="pointer-events-none fixed right-4 bottom-4 z-60 flex w-[400px] max-w-[calc(100vw-32px)] flex-col gap-2"
    >
      {standing.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: StandingToast }) {
  const { t } = useTranslation("ui");
  const tone = toast.tone ?? "ok";
  const held = useRef(false);
  useEffect(() => {
    if (tone === "bad") return;
    let left = 6000;
    // Time stands still under the pointer and while focus is inside.
    const timer = setInterval(() => {
      if (!held.current) left -= 250;
      if (left <= 0) toasts.close(toast.id);
    }, 250);
    return () => clearInterval(timer);
  }, [toast.id, tone]);
  const hold = (is: boolean) => () => {
    held.current = is;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only holds the time
    <div
      role={tone === "bad" ? "alert" : undefined}
      onPointerEnter={hold(true)}
      onPointerLeave={hold(false)}
      onFocus={hold(true)}
      onBlur={hold(false)}
      className="pointer-events-auto flex items-center gap-3 rounded-control border border-line-2 bg-raised px-3 py-2 shadow-float"
    >
      <Icon name={faces[tone].icon} className={faces[tone].color} />
      <div className="min-w-0 flex-1">
        <div className="text-13">{toast.title}</div>
        {toast.text ? <div className="text-12 text-text-2">{toast.text}</div> : null}
      </div>
      {toast.action ? (
        <Button
          kind="text"
          onClick={() => {
            toast.action?.run();
            toasts.close(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      ) : null}
      <IconButton icon="x" label={t("close")} onClick={() => toasts.close(toast.id)} className={cx("-mr-1")} />
    </div>
  );
}
