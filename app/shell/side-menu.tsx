import { Link, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "../ui/class-names.ts";
import { Icon, type IconName } from "../ui/icons.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { CountBadge } from "../ui/tag.tsx";
import { currentItem, inGroups, type MenuItem } from "./menu-items.ts";

interface SideMenuProps {
  items: readonly MenuItem[];
  isNarrow: boolean;
  onToggle: () => void;
  onHelp: () => void;
}

/** The left menu: 148 px, or 60 px with icon over word. Up to 1280 px it is always narrow. */
export function SideMenu({ items, isNarrow, onToggle, onHelp }: SideMenuProps) {
  const { t } = useTranslation("shell");
  return (
    <nav
      aria-label={t("menu.label")}
      data-frame
      className="flex w-menu shrink-0 flex-col overflow-y-auto border-r border-line bg-surface slim:w-menu-narrow phone:hidden"
    >
      <MenuList items={items} />
      <div className="mt-auto border-t border-line py-1.5">
        <FootButton
          icon="keyboard"
          onClick={onHelp}
          label={t("menu.keys")}
          end={<Kbd>?</Kbd>}
          className="slim:hidden"
        />
        <FootButton
          icon={isNarrow ? "menu" : "menu-fold"}
          onClick={onToggle}
          label={isNarrow ? t("menu.expand") : t("menu.collapse")}
          expanded={!isNarrow}
          className="max-full:hidden"
        />
        <FootButton icon="keyboard" onClick={onHelp} label={t("menu.keys")} className="hidden max-full:slim:flex" />
      </div>
    </nav>
  );
}

/** The pages, in groups; also inside the phone's menu. */
export function MenuList({ items, tall, onPick }: { items: readonly MenuItem[]; tall?: boolean; onPick?: () => void }) {
  const { pathname } = useLocation();
  const current = currentItem(items, pathname);
  return (
    <div className={cx("py-2", tall && "py-0")}>
      {inGroups(items).map((group, i) => (
        <ul
          key={group[0]?.to}
          className={cx(
            i > 0 && "mx-4 mt-2 border-t border-line slim:mx-3 slim:mt-0.5",
            i > 0 && "[&>li]:-mx-4 slim:[&>li]:-mx-3",
          )}
        >
          {group.map((item, j) => (
            <li key={item.to} className={cx(i > 0 && j === 0 && "pt-2 slim:pt-0.5")}>
              <Link
                to={item.to}
                onClick={onPick}
                aria-current={item === current ? "page" : undefined}
                className={cx(
                  "relative flex items-center gap-2.5 border-l-3 pr-3 pl-3.5 text-13 -outline-offset-2 focus-visible:-outline-offset-2",
                  tall
                    ? "h-phone text-14"
                    : "h-9 slim:h-[50px] slim:flex-col slim:justify-center slim:gap-0.5 slim:px-0 slim:pr-[3px] slim:text-12",
                  item === current
                    ? "border-act bg-act-tint font-bold text-act"
                    : "border-transparent text-text-2 hover:bg-hover hover:text-text",
                )}
              >
                <Icon name={item.icon} />
                <span className="truncate slim:max-w-full">{item.label}</span>
                <CountBadge
                  count={item.badge ?? 0}
                  label={item.badgeLabel ?? String(item.badge)}
                  className={cx("ml-auto", !tall && "slim:absolute slim:top-1 slim:right-0.5 slim:ml-0")}
                />
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}

function FootButton(props: {
  icon: IconName;
  label: string;
  onClick: () => void;
  end?: ReactNode;
  expanded?: boolean;
  className?: string;
}) {
  return (
    <button
      type="button"
      onClick={props.onClick}
      aria-expanded={props.expanded}
      className={cx(
        "flex h-8 w-full items-center gap-2.5 px-4 text-12 text-text-2 hover:bg-hover hover:text-text focus-visible:-outline-offset-2 slim:h-12 slim:flex-col slim:justify-center slim:gap-0.5 slim:px-0",
        props.className,
      )}
    >
      <Icon name={props.icon} />
      <span>{props.label}</span>
      {props.end ? <span className="ml-auto">{props.end}</span> : null}
    </button>
  );
}
