import { cloneElement, type ReactElement, type ReactNode, useId } from "react";
import { Tooltip as AriaTooltip, Focusable, TooltipTrigger } from "react-aria-components";

const look =
  "max-w-[320px] rounded-control border border-line-2 bg-raised px-2 py-1 text-12 text-text shadow-float data-[entering]:opacity-0 transition-opacity";

export interface TooltipProps {
  /** What the tooltip says. */
  text: ReactNode;
  placement?: "top" | "bottom" | "left" | "right";
  /** One focusable element. */
  children: ReactElement;
}

/** Words on hover and focus. Never the only place where something is said. */
export function Tooltip({ text, placement = "top", children }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <Focusable>{children as ReactElement<Record<string, unknown>, string>}</Focusable>
      <AriaTooltip placement={placement} offset={6} className={look}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

/**
 * Gives a control its reason or its label as tooltip. The reason is its accessible description as well, whether the
 * tooltip is open or not. `always` keeps the same element in place when a reason comes or goes, so focus stays.
 */
export function Hint(props: { reason?: string; label?: string; always?: boolean; children: ReactElement }) {
  const { reason, label, always = false, children } = props;
  const id = useId();
  const text = reason ?? label;
  if (text === undefined && !always) return children;
  const described =
    reason === undefined
      ? children
      : cloneElement(children as ReactElement<{ "aria-describedby"?: string }>, {
          "aria-describedby": [children.props["aria-describedby"], id].filter(Boolean).join(" "),
        });
  return (
    <>
      <TooltipTrigger delay={400} closeDelay={0} isDisabled={text === undefined}>
        <Focusable>{described as ReactElement<Record<string, unknown>, string>}</Focusable>
        <AriaTooltip placement="top" offset={6} className={look}>
          {text}
        </AriaTooltip>
      </TooltipTrigger>
      {reason === undefined ? null : (
        <span id={id} className="sr-only">
          {reason}
        </span>
      )}
    </>
  );
}
