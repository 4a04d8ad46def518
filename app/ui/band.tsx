import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { Icon, type IconName } from "./icons.tsx";

export interface BandProps {
  tone?: "info" | "warn" | "bad" | "ok";
  icon?: IconName;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons and hints at the right. */
  actions?: ReactNode;
  /** `box` a framed note in a form, `edge` a note with a coloured left edge, `strip` across the page under its head. */
  shape?: "box" | "edge" | "strip";
  /** Tells screen readers at once when it appears. */
  live?: boolean;
  className?: string;
}

const tones = {
  info: { ground: "bg-act-tint", line: "border-act-line", edge: "border-l-act-fill", text: "text-act", icon: "info" },
  warn: {
    ground: "bg-warn-tint",
    line: "border-warn-line",
    edge: "border-l-warn-fill",
    text: "text-warn",
    icon: "warning",
  },
  bad: { ground: "bg-bad-tint", line: "border-bad-line", edge: "border-l-bad-fill", text: "text-bad", icon: "warning" },
  ok: { ground: "bg-ok-tint", line: "border-ok-line", edge: "border-l-ok-fill", text: "text-ok", icon: "check" },
} as const;

/** What one has to know here and now. The title says what is so, the text what to do. */
export function Band({ tone = "info", icon, title, children, actions, shape = "box", live, className }: BandProps) {
  const look = tones[tone];
  const name = icon ?? (shape === "edge" ? undefined : look.icon);
  return (
    <div
      role={live ? (tone === "bad" ? "alert" : "status") : undefined}
      className={cx(
        "flex flex-wrap gap-x-2.5 gap-y-1 text-12",
        look.ground,
        shape !== "strip" && "items-start",
        shape === "box" && cx("rounded-control border p-3", look.line),
        shape === "edge" && cx("border-l-3 px-2.5 py-2", look.edge),
        shape === "strip" && cx("min-h-9 items-center border-b px-4 py-1", look.line),
        className,
      )}
    >
      {name ? <Icon name={name} className={cx(look.text, shape !== "strip" && "mt-0.5")} /> : null}
      <div className={cx("min-w-0 flex-1", shape === "strip" && "flex flex-wrap items-baseline gap-x-2.5")}>
        {title ? <div className={cx("text-13 font-bold", look.text)}>{title}</div> : null}
        {children ? <div className="text-text-2">{children}</div> : null}
      </div>
      {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
    </div>
  );
}
