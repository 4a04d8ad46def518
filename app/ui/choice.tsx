import { Link } from "@remix-run/react";
import { forwardRef, type InputHTMLAttributes, type ReactNode, useEffect, useRef } from "react";
import { cx } from "./class-names.ts";

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type"> {
  /** The words beside the box; without them give `aria-label`. */
  children?: ReactNode;
  /** Some but not all of what it stands for. */
  indeterminate?: boolean;
  hint?: ReactNode;
}

/** The browser's own box. Its words belong to the target; alone it has a target of 24 px. */
export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox(
  { children, indeterminate = false, hint, className, ...rest },
  ref,
) {
  const own = useRef<HTMLInputElement | null>(null);
  useEffect(() => {
    if (own.current) own.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <label
      className={cx(
        "inline-flex min-h-6 gap-2 text-13 phone:min-h-phone phone:items-center",
        children ? "items-start pt-0.5" : "min-w-6 items-center justify-center",
        className,
      )}
    >
      <input
        type="checkbox"
        {...rest}
        ref={(node) => {
          own.current = node;
          if (typeof ref === "function") ref(node);
          else if (ref) ref.current = node;
        }}
        className={cx("box", children ? "mt-0.5 phone:mt-0" : undefined)}
      />
      {children ? (
        <span>
          {children}
          {hint ? <span className="block text-12 text-text-3">{hint}</span> : null}
        </span>
      ) : null}
    </label>
  );
});

export interface RadioProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type"> {
  children: ReactNode;
  hint?: ReactNode;
}

/** One of several. Put them into a `ChoiceGroup`. */
export const Radio = forwardRef<HTMLInputElement, RadioProps>(function Radio(
  { children, hint, className, ...rest },
  ref,
) {
  return (
    <label
      className={cx(
        "inline-flex min-h-6 items-start gap-2 pt-0.5 text-13 phone:min-h-phone phone:items-center",
        className,
      )}
    >
      <input ref={ref} type="radio" {...rest} className="box mt-0.5 phone:mt-0" />
      <span>
        {children}
        {hint ? <span className="block text-12 text-text-3">{hint}</span> : null}
      </span>
    </label>
  );
});

/** A question with radios or boxes as answers. */
export function ChoiceGroup({
  legend,
  hidden,
  row,
  children,
  className,
}: {
  legend: ReactNode;
  hidden?: boolean;
  row?: boolean;
  children: ReactNode;
  className?: string;
}) {
  return (
    <fieldset className={cx("min-w-0", className)}>
      <legend className={hidden ? "sr-only" : "mb-1 text-13 text-text-2"}>{legend}</legend>
      <div className={cx("flex", row ? "flex-row flex-wrap gap-x-4" : "flex-col")}>{children}</div>
    </fieldset>
  );
}

export interface SegmentedOption {
  value: string;
  label: ReactNode;
  /** A mark before the words. */
  mark?: ReactNode;
  count?: number;
}

interface SegmentedBase {
  /** What is chosen here, for screen readers. */
  label: string;
  options: readonly SegmentedOption[];
  size?: "normal" | "small";
  /** All of them equally wide, together as wide as the parent. */
  wide?: boolean;
  className?: string;
}

const frame =
  "inline-flex w-fit min-w-0 max-w-full flex-wrap rounded-control border border-control bg-surface overflow-clip";
const part =
  "inline-flex items-center justify-center gap-1 whitespace-nowrap border-l border-line-2 first:border-l-0 px-2.5 text-12 text-text-2 hover:bg-hover phone:min-h-[40px] phone:text-14";
const chosen = "!bg-act-tint !text-act font-bold";

export interface SegmentedProps extends SegmentedBase {
  /** The name in the form; the chosen value is posted, also without JavaScript. */
  name: string;
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
}

/** A few choices side by side, one of them taken: radios in a frame. */
export function Segmented({
  label,
  options,
  size = "normal",
  wide,
  name,
  value,
  defaultValue,
  onChange,
  className,
}: SegmentedProps) {
  return (
    <fieldset className={cx(frame, wide && "flex! w-full!", className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            part,
            size === "small" ? "h-[22px]" : "h-[26px]",
            wide && "flex-1",
            "relative has-[:checked]:bg-act-tint has-[:checked]:text-act has-[:checked]:font-bold has-[:focus-visible]:outline-2 has-[:focus-visible]:-outline-offset-2 has-[:focus-visible]:outline-act",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            className="absolute inset-0 m-0 cursor-pointer appearance-none opacity-0"
            {...(value === undefined
              ? { defaultChecked: option.value === defaultValue }
              : { checked: option.value === value })}
            onChange={() => onChange?.(option.value)}
          />
          {option.mark}
          {option.label}
          {option.count === undefined ? null : <span className="tabular-nums">{option.count}</span>}
        </label>
      ))}
    </fieldset>
  );
}

export interface SegmentedLinksProps extends Omit<SegmentedBase, "options"> {
  options: readonly (SegmentedOption & { to: string })[];
  value: string;
}

/** The same as links: what is chosen lives in the URL. */
export function SegmentedLinks({ label, options, size = "normal", wide, value, className }: SegmentedLinksProps) {
  return (
    <nav aria-label={label} className={cx(frame, wide && "flex! w-full!", "!overflow-visible", className)}>
      {options.map((option) => (
        <Link
          key={option.value}
          to={option.to}
          preventScrollReset
          aria-current={option.value === value ? "true" : undefined}
          className={cx(
            part,
            size === "small" ? "h-[22px]" : "h-[26px]",
            wide && "flex-1",
            "first:rounded-l-control last:rounded-r-control",
            option.value === value && chosen,
          )}
        >
          {option.mark}
          {option.label}
          {option.count === undefined ? null : <span className="tabular-nums">{option.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

export interface ToggleSetProps extends SegmentedBase {
  name: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
}

/** Filters that can be on together (the levels on the board): boxes in a frame. */
export function ToggleSet({ label, options, size = "normal", name, values, onChange, className }: ToggleSetProps) {
  const flip = (one: string) =>
    onChange(values.includes(one) ? values.filter((other) => other !== one) : [...values, one]);
  return (
    <fieldset className={cx(frame, className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            part,
            size === "small" ? "h-[22px]" : "h-[26px]",
            "relative has-[:checked]:bg-act-tint has-[:focus-visible]:outline-2 has-[:focus-visible]:-outline-offset-2 has-[:focus-visible]:outline-act",
          )}
        >
          <input
            type="checkbox"
            name={name}
            value={option.value}
            checked={values.includes(option.value)}
            onChange={() => flip(option.value)}
            className="absolute inset-0 m-0 cursor-pointer appearance-none opacity-0"
          />
          {option.mark}
          {option.label}
          {option.count === undefined ? null : <span className="text-text-3 tabular-nums">{option.count}</span>}
        </label>
      ))}
    </fieldset>
  );
}
