import { useEffect, useRef, useState } from "react";
import { cx } from "../../ui/class-names.ts";
import { boxClass } from "../../ui/field.tsx";

/**
 * Six digits in six boxes over one real input, so that pasting, filling in by the browser and screen readers work.
 * Sends its form when it is full. Before scripts run, and without them, it is the plain input.
 */
export function CodeBoxes({ id, invalid, describedBy }: { id: string; invalid?: boolean; describedBy?: string }) {
  const [ready, setReady] = useState(false);
  const [digits, setDigits] = useState("");
  const [focused, setFocused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    setReady(true);
    input.current?.focus();
  }, []);
  const change = (value: string) => {
    const next = value.replace(/\D/g, "").slice(0, 6);
    setDigits(next);
    if (next.length === 6 && digits.length < 6) requestAnimationFrame(() => input.current?.form?.requestSubmit());
  };
  return (
    <span className="relative block">
      <input
        ref={input}
        id={id}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]*"
        maxLength={7}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        {...(ready && { value: digits, onChange: (event) => change(event.target.value) })}
        className={cx(boxClass, "h-8 px-2 text-16", ready && "absolute inset-0 h-full cursor-text opacity-0")}
      />
      {ready ? (
        <span aria-hidden="true" className="flex items-center gap-1.5">
          {[0, 1, 2, 3, 4, 5].map((at) => (
            <span
              key={at}
              className={cx(
                "grid h-8 flex-1 place-content-center rounded-control border bg-surface text-16 font-bold",
                at === 3 && "ml-3",
                invalid ? "border-bad" : "border-control",
                focused && at === Math.min(digits.length, 5) && "outline-2 outline-act",
              )}
            >
              {digits[at] ?? "\u00a0"}
            </span>
          ))}
        </span>
      ) : null}
    </span>
  );
}
