import type { ReactNode } from "react";
import { type GroupAction, GroupHead } from "../../../ui/group-head.tsx";

/** One group of the review: head of 36 px with its note and its act, content below. */
export function Group(props: { title: ReactNode; note?: ReactNode; action?: GroupAction | null; children: ReactNode }) {
  const { title, note, action, children } = props;
  return (
    <section className="border-b border-line-2 last:border-b-0 phone:border-b">
      <GroupHead title={title} action={action} className="min-h-9 border-b border-line px-3 phone:px-4">
        {note ? <span className="min-w-0 truncate text-12 text-text-2">{note}</span> : null}
      </GroupHead>
      {children}
    </section>
  );
}

/** What will come where nothing is yet. */
export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="px-3 py-3 text-13 text-text-3 phone:px-4">{children}</p>
);
