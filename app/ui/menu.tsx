import { useNavigate } from "@remix-run/react";
import type { ReactElement, ReactNode } from "react";
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Pressable,
  Separator,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { cx } from "./class-names.ts";
import { Icon, type IconName } from "./icons.tsx";
import { Kbd } from "./kbd.tsx";
import { reasonOf, type Verdict } from "./reason.ts";

export interface MenuEntry {
  id: string;
  label: ReactNode;
  /** For typing ahead, when the label is not plain text. */
  text?: string;
  icon?: IconName;
  /** `true`, or the reason why not, which stands at the right: nobody learns a rule by being refused. */
  can?: Verdict;
  /** At the right of what may be done. */
  hint?: ReactNode;
  keyHint?: string;
  /** Careful acts are red. */
  careful?: boolean;
  /** The present choice: a tick. */
  current?: boolean;
  onAction?: () => void;
  to?: string;
}

export interface MenuGroup {
  title?: ReactNode;
  items: readonly MenuEntry[];
}

export interface MenuProps {
  /** What the menu is for, for screen readers. */
  label: string;
  groups: readonly MenuGroup[];
  /** The button that opens it: `Button`, `IconButton` or any element that takes props and a ref. */
  children: ReactElement;
  placement?: "bottom start" | "bottom end" | "top start" | "right top";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A menu of acts. What may not be done stays in its place with its reason. */
export function Menu({ label, groups, children, placement = "bottom end", open, onOpenChange }: MenuProps) {
  const { i18n } = useTranslation("ui");
  const navigate = useNavigate();
  const entries = new Map(groups.flatMap((group) => group.items.map((item) => [item.id, item] as const)));
  const off = [...entries.values()]
    .filter((item) => reasonOf(item.can, i18n.language) !== undefined)
    .map((item) => item.id);
  return (
    <MenuTrigger isOpen={open} onOpenChange={onOpenChange}>
      <Pressable>{children as ReactElement<Record<string, unknown>, string>}</Pressable>
      <Popover
        placement={placement}
        offset={4}
        className="min-w-[180px] max-w-[360px] overflow-auto rounded-dialog border border-line-2 bg-raised py-1 text-13 shadow-float transition-opacity data-[entering]:opacity-0"
      >
        <AriaMenu
          aria-label={label}
          disabledKeys={off}
          className="outline-none"
          onAction={(key) => {
            const entry = entries.get(String(key));
            if (entry?.to) navigate(entry.to);
            entry?.onAction?.();
          }}
        >
          {groups.map((group, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups have a fixed order
            <MenuSection key={i}>
              {i > 0 ? <Separator className="my-1 border-t border-line" /> : null}
              {group.title ? <Header className="px-3 py-1 text-12 text-text-3">{group.title}</Header> : null}
              {group.items.map((item) => (
                <Entry key={item.id} item={item} reason={reasonOf(item.can, i18n.language)} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({ item, reason }: { item: MenuEntry; reason: string | undefined }) {
  const text = item.text ?? (typeof item.label === "string" ? item.label : item.id);
  return (
    <MenuItem
      id={item.id}
      textValue={text}
      className={cx(
        "group flex min-h-[26px] cursor-pointer items-center gap-3 px-3 outline-none data-[disabled]:cursor-default data-[disabled]:text-text-3 data-[focused]:bg-act-tint data-[focused]:font-bold data-[focused]:text-act phone:min-h-phone",
        item.careful && "text-bad",
      )}
    >
      {item.icon || reason || item.current !== undefined ? (
        <Icon
          name={reason ? "ban" : item.current ? "check" : (item.icon ?? "chevron-right")}
          size={14}
          className={item.current === false && !item.icon && !reason ? "invisible" : undefined}
        />
      ) : null}
      <span className="whitespace-nowrap">{item.label}</span>
      <span className="ml-auto pl-4 text-right text-12 font-normal text-text-3">
        {reason ?? item.hint}
        {item.keyHint ? <Kbd>{item.keyHint}</Kbd> : null}
      </span>
    </MenuItem>
  );
}
