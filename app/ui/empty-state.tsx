import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { Icon, type IconName } from "./icons.tsx";

export interface EmptyStateProps {
  icon?: IconName;
  title: ReactNode;
  /** Why it is empty, or what will come here. */
  text?: ReactNode;
  /** The way on: clear the filters, begin something. */
  actions?: ReactNode;
  /** One line in a dashed frame inside a list, instead of the middle of a page. */
  line?: boolean;
  className?: string;
}

/** Nothing here: says why, and what to do. */
export function EmptyState({ icon = "check", title, text, actions, line, className }: EmptyStateProps) {
  const mark = (
    <span
      className={cx(
        "grid shrink-0 place-content-center rounded-control bg-sunken text-text-2",
        line ? "size-9" : "size-11 border border-line",
      )}
    >
      <Icon name={icon} size={20} />
    </span>
  );
  if (line) {
    return (
      <div
        className={cx(
          "flex flex-wrap items-center gap-3.5 rounded-control border border-dashed border-line-2 p-4",
          className,
        )}
      >
        {mark}
        <div className="min-w-0 flex-1">
          <p className="font-bold">{title}</p>
          {text ? <p className="text-12 text-text-2">{text}</p> : null}
        </div>
        {actions}
      </div>
    );
  }
  return (
    <div className={cx("flex flex-col items-center gap-1 px-4 py-12 text-center", className)}>
      {mark}
      <p className="mt-2 text-14 font-bold">{title}</p>
      {text ? <p className="text-13 text-text-2">{text}</p> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
