import { forwardRef, type InputHTMLAttributes } from "react";
import { cx } from "./class-names.ts";
import { boxClass, useFieldIds } from "./field.tsx";
import { formatDate, type Instant, toInputDateTime } from "./format.ts";

export interface DateTimeInputProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "value" | "defaultValue" | "min" | "max"> {
  /** `datetime` posts `2026-11-24T14:34`, `date` posts `2026-11-24`: both name a time in Shanghai (see `fromInputDateTime`). */
  kind?: "datetime" | "date";
  /** An instant (a `Date`, milliseconds, an ISO string with zone) or the input's own text. */
  value?: Instant;
  defaultValue?: Instant;
  min?: Instant;
  max?: Instant;
}

/** The browser's own date field. What it shows and posts is Shanghai time, whatever zone the machine has. */
export const DateTimeInput = forwardRef<HTMLInputElement, DateTimeInputProps>(function DateTimeInput(
  { kind = "datetime", value, defaultValue, min, max, className, ...rest },
  ref,
) {
  const ids = useFieldIds(rest);
  const show = (at: Instant | undefined) => inputText(at, kind);
  return (
    <input
      ref={ref}
      type={kind === "date" ? "date" : "datetime-local"}
      step={kind === "date" ? undefined : 60}
      {...rest}
      {...ids}
      {...(value === undefined ? { defaultValue: show(defaultValue) } : { value: show(value) })}
      min={show(min)}
      max={show(max)}
      className={cx(boxClass, "h-control px-2 tabular-nums phone:h-phone", className)}
    />
  );
});

function inputText(at: Instant | undefined, kind: "datetime" | "date"): string | undefined {
  if (at === undefined) return undefined;
  const isOwnText = typeof at === "string" && !/(Z|[+-]\d\d:\d\d)$/.test(at);
  if (isOwnText) return kind === "date" ? at.slice(0, 10) : at;
  return kind === "date" ? formatDate(at) : toInputDateTime(at);
}
