import type { ReactNode } from "react";
import { cx } from "../../../ui/class-names.ts";
import { type GroupAction, GroupHead } from "../../../ui/group-head.tsx";

type Props = {
  title: ReactNode;
  count?: number;
  /** Beside the title: figures, a legend. */
  aside?: ReactNode;
  action?: GroupAction | null;
  className?: string;
  children?: ReactNode;
};

/** One group of a side column: head with its act, content, a line below. */
export function Panel({ title, count, aside, action, className, children }: Props) {
  return (
    <section className={cx("border-b border-line px-3 py-2.5 phone:px-4", className)}>
      <GroupHead title={title} action={action} className="mb-0.5 min-h-7">
        {count === undefined ? null : <span className="text-text-3 tabular-nums">{count}</span>}
        {aside ? <span className="flex min-w-0 items-center gap-3 text-12 text-text-2">{aside}</span> : null}
      </GroupHead>
      {children}
    </section>
  );
}
