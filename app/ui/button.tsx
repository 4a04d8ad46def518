import { Link } from "@remix-run/react";
import {
  type AnchorHTMLAttributes,
  type ButtonHTMLAttributes,
  forwardRef,
  type MouseEvent,
  type ReactNode,
} from "react";
import { useTranslation } from "react-i18next";
import { cx } from "./class-names.ts";
import { Icon, type IconName, Spinner } from "./icons.tsx";
import { Kbd } from "./kbd.tsx";
import { reasonOf, type Verdict } from "./reason.ts";
import { toast } from "./toast-queue.ts";
import { Hint } from "./tooltip.tsx";

export type ButtonKind = "filled" | "outline" | "text" | "careful";
/** normal 28 px, small 24 px, phone 44 px, ladder 52 px (the next rung on a phone). */
export type ButtonSize = "normal" | "small" | "phone" | "ladder";

interface Look {
  /** One `filled` a surface; rows have `outline` only; `careful` for acts that ask a reason. */
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: IconName;
  iconEnd?: IconName;
  /** The single letter that does the same, shown as a key on the button. */
  letter?: string;
  /** As wide as its parent. */
  wide?: boolean;
}

const sizes: Record<ButtonSize, string> = {
  normal: "h-control px-3 text-13 gap-1.5 phone:min-h-phone phone:px-4 phone:text-14",
  small: "h-small px-2 text-12 gap-1",
  phone: "h-phone px-5 text-14 gap-2",
  ladder: "h-ladder px-6 text-16 gap-2",
};

const kinds: Record<ButtonKind, string> = {
  filled: "border-transparent bg-act text-on-act font-bold hover:bg-act-hover",
  outline: "border-control bg-surface text-text hover:bg-hover hover:border-act hover:text-act",
  text: "border-transparent bg-transparent text-act hover:bg-hover",
  careful: "border-bad bg-surface text-bad hover:bg-bad-tint",
};

const off = "border-line-2 bg-sunken text-text-3 font-normal";

/** The classes of a button, for the rare element that is neither `Button` nor `ButtonLink`. */
export function buttonClass({ kind = "outline", size = "normal", wide }: Look = {}, disabled = false): string {
  return cx(
    "inline-flex items-center justify-center whitespace-nowrap rounded-control border select-none transition-colors shrink-0",
    sizes[size],
    disabled ? (kind === "text" ? "border-transparent text-text-3" : off) : kinds[kind],
    kind === "text" && size === "normal" && "!px-2",
    wide && "w-full",
  );
}

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled">, Look {
  /** `true`, or the reason why not: then the button is off, focusable, and the reason is its tooltip and description. */
  can?: Verdict;
  /** The act is under way: a spinner, no second press. `busyLabel` replaces the words meanwhile. */
  busy?: boolean;
  busyLabel?: ReactNode;
}

/** A button. Its `type` is `button` unless said otherwise. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { kind = "outline", size = "normal", icon, iconEnd, letter, wide, can, busy = false, busyLabel, className, ...rest },
  ref,
) {
  const { i18n } = useTranslation("ui");
  const reason = reasonOf(can, i18n.language);
  const isOff = reason !== undefined || busy;
  const { onClick, children, type = "button", ...others } = rest;
  const iconSize = size === "small" ? 14 : 16;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (!isOff) return onClick?.(event);
    event.preventDefault();
    sayOnTouch(event, reason);
  };
  const button = (
    <button
      ref={ref}
      type={type}
      {...others}
      onClick={press}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      className={cx(buttonClass({ kind, size, wide }, isOff), className)}
    >
      {busy ? <Spinner size={iconSize} /> : null}
      {!busy && icon ? <Icon name={icon} size={iconSize} /> : null}
      {busy && busyLabel ? busyLabel : children}
      {iconEnd ? <Icon name={iconEnd} size={iconSize} /> : null}
      {letter ? <Letter letter={letter} filled={kind === "filled"} /> : null}
    </button>
  );
  return (
    <Hint reason={reason} always={can !== undefined}>
      {button}
    </Hint>
  );
});

/** A finger has no hover: there the reason comes as a notice. */
function sayOnTouch(event: MouseEvent, reason: string | undefined) {
  if (reason && (event.nativeEvent as PointerEvent).pointerType === "touch")
    toast({ tone: "info", key: "reason", title: reason });
}

/** The key that does the same; a phone has none. */
const Letter = ({ letter, filled }: { letter: string; filled: boolean }) => (
  <span className="contents phone:hidden">
    <Kbd tone={filled ? "on-act" : "plain"}>{letter.toUpperCase()}</Kbd>
  </span>
);

export interface ButtonLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href">, Look {
  to: string;
  /** A whole page load instead of a client navigation: files, exports, prints. */
  reload?: boolean;
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function ButtonLink({
  to,
  reload,
  kind,
  size,
  icon,
  iconEnd,
  letter,
  wide,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  const filled = kind === "filled";
  return (
    <Link to={to} reloadDocument={reload} {...rest} className={cx(buttonClass({ kind, size, wide }), className)}>
      {icon ? <Icon name={icon} size={size === "small" ? 14 : 16} /> : null}
      {children}
      {iconEnd ? <Icon name={iconEnd} size={size === "small" ? 14 : 16} /> : null}
      {letter ? <Letter letter={letter} filled={filled} /> : null}
    </Link>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled" | "children"> {
  icon: IconName;
  /** Says what the button does: its accessible name and its tooltip. */
  label: string;
  size?: "normal" | "small" | "phone";
  can?: Verdict;
  /** On the dark bar. */
  onBar?: boolean;
  bordered?: boolean;
}

/** A button that is one icon. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { icon, label, size = "normal", can, onBar, bordered, className, onClick, type = "button", ...rest },
  ref,
) {
  const { i18n } = useTranslation("ui");
  const reason = reasonOf(can, i18n.language);
  const button = (
    <button
      ref={ref}
      type={type}
      {...rest}
      aria-label={label}
      aria-disabled={reason !== undefined || undefined}
      onClick={(event) => {
        if (reason === undefined) return onClick?.(event);
        event.preventDefault();
        sayOnTouch(event, reason);
      }}
      className={cx(
        "inline-grid place-content-center rounded-control shrink-0 transition-colors",
        size === "small" ? "size-6" : size === "phone" ? "size-11" : "size-7 phone:size-11",
        bordered ? "border border-control" : "border border-transparent",
        onBar
          ? "text-bar-text hover:bg-bar-field"
          : reason
            ? "text-text-3"
            : "text-text-2 hover:bg-hover hover:text-act",
        className,
      )}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <Hint reason={reason} label={label}>
      {button}
    </Hint>
  );
});

export interface TextLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  to: string;
  icon?: IconName;
}

/** A link in running text or at a panel's foot. */
export function TextLink({ to, icon, className, children, ...rest }: TextLinkProps) {
  return (
    <Link
      to={to}
      {...rest}
      className={cx(
        "text-act hover:underline underline-offset-3",
        icon && "inline-flex items-center gap-1.5",
        className,
      )}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
    </Link>
  );
}
