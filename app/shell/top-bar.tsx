import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon, PortalMark } from "../ui/icons.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { CountBadge } from "../ui/tag.tsx";

export interface TopBarProps {
  /** 桐江市信访工作联席会议 */
  bodyName: string;
  homeTo: string;
  /** `ConnectionState`. */
  connection: ReactNode;
  /** Notices not yet seen, and where they are. */
  unread: number;
  noticesTo?: string;
  /** `PersonMenu`. */
  person: ReactNode;
  onSearch: () => void;
  onMenu: () => void;
}

/** The bar over every page, 44 px. On a phone: menu, the page's title (`PageHead` puts it there), connection, search. */
export function TopBar({ bodyName, homeTo, connection, unread, noticesTo, person, onSearch, onMenu }: TopBarProps) {
  const { t } = useTranslation("shell");
  return (
    <header
      data-frame
      className="on-bar sticky top-0 z-30 flex h-bar shrink-0 items-center gap-3 bg-bar px-4 text-bar-text phone:gap-0 phone:px-0"
    >
      <button
        type="button"
        onClick={onMenu}
        aria-label={t("menu.open")}
        className="hidden size-11 place-content-center phone:grid phone:in-has-[[data-phone-back]]:hidden"
      >
        <Icon name="menu" size={20} />
      </button>
      <Link to={homeTo} className="flex items-center gap-2 phone:hidden">
        <PortalMark />
        <span className="text-16 font-bold tracking-wide">{t("portal")}</span>
      </Link>
      <span className="truncate border-l border-bar-line pl-3 text-13 text-bar-text-2 phone:hidden">{bodyName}</span>
      <button
        type="button"
        onClick={onSearch}
        className="mx-auto flex h-control w-[340px] min-w-24 shrink items-center gap-2 rounded-control border border-bar-line bg-bar-field px-2.5 text-left text-13 text-bar-text-2 hover:text-bar-text phone:hidden"
      >
        <Icon name="search" />
        <span className="truncate">{t("search.placeholder")}</span>
        <span className="ml-auto">
          <Kbd tone="on-bar">/</Kbd>
        </span>
      </button>
      <div className="flex items-center gap-3 phone:ml-auto phone:gap-0">
        <span className="phone:in-has-[[data-phone-back]]:hidden">{connection}</span>
        <span className="h-4 border-l border-bar-line phone:hidden" />
        {noticesTo ? (
          <Link
            to={noticesTo}
            aria-label={unread > 0 ? t("notices.some", { count: unread }) : t("notices.none")}
            className="relative grid size-8 place-content-center rounded-control hover:bg-bar-field phone:hidden"
          >
            <Icon name="bell" />
            <CountBadge count={unread} label="" tone="bad" className="absolute -top-0.5 left-[17px]" />
          </Link>
        ) : null}
        <span className="phone:hidden">{person}</span>
        <button
          type="button"
          onClick={onSearch}
          aria-label={t("search.label")}
          className="hidden size-11 place-content-center phone:grid phone:in-has-[[data-phone-back]]:hidden"
        >
          <Icon name="search" size={20} />
        </button>
      </div>
    </header>
  );
}
