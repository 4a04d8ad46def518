import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

const tones = {
  plain: "border-line-2 text-text-2 bg-surface",
  "on-act": "border-on-act text-on-act",
  "on-bar": "border-bar-line text-bar-text-2",
};

/** One key of the keyboard. */
export function Kbd({ children, tone = "plain" }: { children: ReactNode; tone?: keyof typeof tones }) {
  return (
    <kbd
      className={cx(
        "inline-grid h-[18px] min-w-[18px] place-content-center rounded-tag border px-1 font-sans text-12 font-normal leading-none",
        tones[tone],
      )}
    >
      {children}
    </kbd>
  );
}

/** Keys and what they do, as in the foot of a list: `<KeyHint keys={["j", "k"]}>上下</KeyHint>`. */
export function KeyHint({ keys, children, tone }: { keys: string[]; children: ReactNode; tone?: keyof typeof tones }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-12">
      {keys.map((key) => (
        <Kbd key={key} tone={tone}>
          {key}
        </Kbd>
      ))}
      <span>{children}</span>
    </span>
  );
}
