import {
  createContext,
  forwardRef,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useContext,
  useEffect,
  useId,
  useRef,
} from "react";
import { cx } from "./class-names.ts";
import { Icon, type IconName } from "./icons.tsx";
import { isComposing } from "./keys.ts";

interface FieldIds {
  id: string;
  describedBy?: string;
  invalid: boolean;
  required?: boolean;
}
const FieldContext = createContext<FieldIds | null>(null);

/** What a control inside `Field` takes over: its id, its description, whether it is wrong. */
export function useFieldIds(own: {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: unknown;
  required?: boolean;
}) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.id,
    "aria-describedby": [own["aria-describedby"], field?.describedBy].filter(Boolean).join(" ") || undefined,
    "aria-invalid": own["aria-invalid"] ? true : field?.invalid || undefined,
    "aria-required": (own.required ?? field?.required) ? true : undefined,
  };
}

export interface FieldProps {
  label: ReactNode;
  /** `above` (dialogs, phone), `beside` (drawers and pages: label left), `hidden` (only for screen readers). */
  labelAt?: "above" | "beside" | "hidden";
  hint?: ReactNode;
  /** What is wrong and what to do; a list is joined into lines (Conform gives `string[]`). */
  error?: string | string[] | null;
  required?: boolean;
  /** The control's id, when a form library has chosen it. */
  id?: string;
  className?: string;
  children: ReactNode;
}

/** Label, control, hint and error, tied together for screen readers. */
export function Field({ label, labelAt = "above", hint, error, required, id, className, children }: FieldProps) {
  const own = useId();
  const fieldId = id ?? own;
  const errors = (Array.isArray(error) ? error : error ? [error] : []).filter(Boolean);
  const describedBy = cx(hint ? `${fieldId}-hint` : null, errors.length > 0 && `${fieldId}-error`) || undefined;
  return (
    <FieldContext.Provider value={{ id: fieldId, describedBy, invalid: errors.length > 0, required }}>
      <div
        className={cx(
          "min-w-0",
          labelAt === "beside" && "grid grid-cols-[60px_minmax(0,1fr)] gap-x-3 phone:block",
          className,
        )}
      >
        <label
          htmlFor={fieldId}
          className={cx(
            labelAt === "hidden" ? "sr-only" : "block text-13 text-text-2",
            labelAt === "above" && "mb-1",
            labelAt === "beside" && "pt-1 phone:mb-1",
          )}
        >
          {label}
          {required ? (
            <span className="text-bad" aria-hidden="true">
              {" "}
              *
            </span>
          ) : null}
        </label>
        <div className="min-w-0">
          {children}
          {hint ? (
            <div id={`${fieldId}-hint`} className="mt-1 text-12 text-text-3">
              {hint}
            </div>
          ) : null}
          <FieldError id={`${fieldId}-error`} errors={errors} />
        </div>
      </div>
    </FieldContext.Provider>
  );
}

/** What happened and what to do, in red with the icon. */
export function FieldError({ id, errors }: { id?: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <div id={id} role="alert" className="mt-1 flex gap-1.5 text-12 text-bad">
      <Icon name="warning" size={14} className="mt-0.5" />
      <span>
        {errors.map((error) => (
          <span key={error} className="block">
            {error}
          </span>
        ))}
      </span>
    </div>
  );
}

/** Fields side by side, with a word between them where it needs one (至). */
export function FormRow({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cx(
        "flex flex-wrap items-start gap-2 phone:flex-col phone:items-stretch [&>*]:min-w-0 [&>*]:flex-1 phone:[&>*]:flex-none",
        className,
      )}
    >
      {children}
    </div>
  );
}

export const boxClass =
  "field-box block w-full rounded-control border border-control bg-surface text-13 text-text phone:text-16 [&:is(input,textarea):read-only]:bg-sunken disabled:bg-sunken disabled:border-line-2 disabled:text-text-2";
const lineClass = cx(boxClass, "h-control px-2 phone:h-phone");

export interface TextInputProps extends InputHTMLAttributes<HTMLInputElement> {
  icon?: IconName;
  /** Something inside the right end: a lock, a 显示 button. */
  end?: ReactNode;
}

/** One line of text. */
export const TextInput = forwardRef<HTMLInputElement, TextInputProps>(function TextInput(
  { icon, end, className, type = "text", ...rest },
  ref,
) {
  const ids = useFieldIds(rest);
  const locked = (rest.readOnly || rest.disabled) && end === undefined;
  const input = (
    <input
      ref={ref}
      type={type}
      autoComplete="off"
      {...rest}
      {...ids}
      className={cx(
        lineClass,
        icon && "pl-8",
        (Boolean(end) || locked) && "pr-8",
        rest.readOnly && "text-text-2",
        className,
      )}
    />
  );
  // Always the same elements around it: an error that comes must not make a new input, which would lose what was typed.
  return (
    <span className="relative block">
      {icon ? <Icon name={icon} className="absolute top-1/2 left-2 -translate-y-1/2 text-text-3" /> : null}
      {input}
      <span className="absolute top-1/2 right-2 flex -translate-y-1/2 items-center text-text-2">
        {end}
        {locked ? <Icon name="lock" /> : null}
        {!end && !locked && ids["aria-invalid"] ? <Icon name="warning" /> : null}
      </span>
    </span>
  );
});

export interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  /** Lines shown when empty, and at most; between them it grows with the text. */
  rows?: number;
  maxRows?: number;
  /** Without a border of its own, inside a box that has one (the composer). */
  bare?: boolean;
}

/** Several lines; grows with its text. Ctrl+Enter submits its form. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(
  { rows = 2, maxRows = 12, bare, className, onInput, onKeyDown, ...rest },
  ref,
) {
  const ids = useFieldIds(rest);
  const own = useRef<HTMLTextAreaElement | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a controlled value changes the height
  useEffect(() => {
    if (own.current) grow(own.current, maxRows);
  }, [maxRows, rest.value]);
  return (
    <textarea
      rows={rows}
      {...rest}
      {...ids}
      ref={(node) => {
        own.current = node;
        if (typeof ref === "function") ref(node);
        else if (ref) ref.current = node;
      }}
      onInput={(event) => {
        grow(event.currentTarget, maxRows);
        onInput?.(event);
      }}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (
          event.key === "Enter" &&
          (event.ctrlKey || event.metaKey) &&
          !isComposing(event.nativeEvent) &&
          !event.defaultPrevented
        ) {
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }
      }}
      className={cx(
        bare
          ? "block w-full resize-none bg-transparent text-14 outline-none phone:text-16"
          : cx(boxClass, "resize-y px-2 py-1"),
        className,
      )}
    />
  );
});

function grow(area: HTMLTextAreaElement, maxRows: number) {
  const style = getComputedStyle(area);
  const line = Number.parseFloat(style.lineHeight) || 20;
  const frame = area.offsetHeight - area.clientHeight;
  area.style.height = "auto";
  const most = line * maxRows + Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
  area.style.height = `${Math.min(area.scrollHeight, most) + frame}px`;
  area.style.overflowY = area.scrollHeight > most ? "auto" : "hidden";
}

export interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  options?: readonly { value: string; label: string; disabled?: boolean }[];
  /** The text of the empty choice (全部县区); its value is "". */
  placeholder?: string;
}

/** The browser's own select, drawn like the other fields. */
export const Select = forwardRef<HTMLSelectElement, SelectProps>(function Select(
  { options, placeholder, className, children, ...rest },
  ref,
) {
  const ids = useFieldIds(rest);
  return (
    <span className="relative block min-w-0">
      <select ref={ref} {...rest} {...ids} className={cx(lineClass, "appearance-none truncate !pr-7", className)}>
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options?.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
      <Icon name="chevron-down" className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-text-2" />
    </span>
  );
});
