import type { ReactNode } from "react";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import type { IconName } from "../../../ui/icons.tsx";
import type { Verdict } from "../../../ui/reason.ts";

type Props = {
  title: ReactNode;
  count?: number;
  /** Beside the title: figures, a legend. */
  aside?: ReactNode;
  action?: { label: string; icon: IconName; can?: Verdict; onPress: () => void } | null;
  className?: string;
  children?: ReactNode;
};

/** One group of a side column: head with its act, content, a line below. */
export function Panel({ title, count, aside, action, className, children }: Props) {
  return (
    <section className={cx("border-b border-line px-3 py-2.5 phone:px-4", className)}>
      <div className="mb-0.5 flex min-h-7 items-center gap-2">
        <h2 className="shrink-0 text-13 whitespace-nowrap">{title}</h2>
        {count === undefined ? null : <span className="text-text-3 tabular-nums">{count}</span>}
        {aside ? <span className="flex min-w-0 items-center gap-3 text-12 text-text-2">{aside}</span> : null}
        {action ? (
          <span className="-mr-2 ml-auto shrink-0" data-frame>
            <Button kind="text" icon={action.icon} can={action.can} onClick={action.onPress}>
              {action.label}
            </Button>
          </span>
        ) : null}
      </div>
      {children}
    </section>
  );
}
