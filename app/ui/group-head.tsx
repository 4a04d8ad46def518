import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cx } from "./class-names.ts";
import type { IconName } from "./icons.tsx";
import type { Verdict } from "./reason.ts";

/** What can be done with a group as a whole. */
export type GroupAction = { label: string; icon: IconName; can?: Verdict; onPress: () => void };

/** Head of a group in a column or on a page: its title, what stands beside it, its act at the right. */
export function GroupHead(props: {
  title: ReactNode;
  action?: GroupAction | null;
  className?: string;
  children?: ReactNode;
}) {
  const { title, action, className, children } = props;
  return (
    <div className={cx("flex items-center gap-2", className)}>
      <h2 className="shrink-0 text-13 whitespace-nowrap">{title}</h2>
      {children}
      {action ? (
        <span className="-mr-2 ml-auto shrink-0" data-frame>
          <Button kind="text" icon={action.icon} can={action.can} onClick={action.onPress}>
            {action.label}
          </Button>
        </span>
      ) : null}
    </div>
  );
}
