import type { ReactElement, ReactNode } from "react";
import { Popover as AriaPopover, Dialog, DialogTrigger, Pressable } from "react-aria-components";

export interface PopoverProps {
  /** What the panel is, for screen readers. */
  label: string;
  /** The button that opens it. */
  trigger: ReactElement;
  placement?: "bottom start" | "bottom end" | "top start" | "top end" | "left top" | "right top";
  /** A node, or a function that gets `close`. */
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A small panel at its button: a clock's sheet, a filter, an explanation. */
export function Popover({ label, trigger, placement = "bottom start", children }: PopoverProps) {
  return (
    <DialogTrigger>
      <Pressable>{trigger as ReactElement<Record<string, unknown>, string>}</Pressable>
      <AriaPopover
        placement={placement}
        offset={4}
        className="max-w-[360px] overflow-auto rounded-dialog border border-line-2 bg-raised text-13 shadow-float transition-opacity data-[entering]:opacity-0"
      >
        <Dialog aria-label={label} className="p-3 outline-none">
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
