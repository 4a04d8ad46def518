import type { FormEvent, ReactNode } from "react";

type Props = {
  intent: string;
  /** What goes with it: ids, versions. */
  fixed: { [name: string]: string | number };
  /** Runs instead where there are scripts. Without it the form is only for browsers that have none. */
  onAct?: () => void;
  label?: string;
  className?: string;
  children: ReactNode;
};

/** One act as a form: pressed without scripts it posts to the page it stands on. */
export function ActForm({ intent, fixed, onAct, label, className, children }: Props) {
  const form = (
    <form
      method="post"
      aria-label={label}
      className={className ?? "contents"}
      onSubmit={
        onAct &&
        ((event: FormEvent) => {
          event.preventDefault();
          onAct();
        })
      }
    >
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(fixed).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
  return onAct ? form : <noscript>{form}</noscript>;
}
