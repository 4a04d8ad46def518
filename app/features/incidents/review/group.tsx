import type { ReactNode } from "react";
import { Button } from "../../../ui/button.tsx";
import type { IconName } from "../../../ui/icons.tsx";
import type { Verdict } from "../../../ui/reason.ts";

/** One group of the review: head of 36 px with its note and its act, content below. */
export function Group(props: {
  title: ReactNode;
  note?: ReactNode;
  action?: { label: string; icon: IconName; can?: Verdict; onPress: () => void } | null;
  children: ReactNode;
}) {
  const { title, note, action, children } = props;
  return (
    <section className="border-b border-line-2 last:border-b-0 phone:border-b">
      <div className="flex min-h-9 items-center gap-2 border-b border-line px-3 phone:px-4">
        <h2 className="shrink-0 text-13">{title}</h2>
        {note ? <span className="min-w-0 truncate text-12 text-text-2">{note}</span> : null}
        {action ? (
          <span className="ml-auto shrink-0" data-frame>
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

/** What will come where nothing is yet. */
export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="px-3 py-3 text-13 text-text-3 phone:px-4">{children}</p>
);
