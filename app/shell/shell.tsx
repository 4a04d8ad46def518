import { useMatches } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { Dialog, I18nProvider, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { RenderedAt, useServerClock } from "../ui/clock.ts";
import { keepFocus } from "../ui/focus-place.ts";
import { type KeyBinding, setLettersOff, useKeys } from "../ui/keys.ts";
import { ToastRegion } from "../ui/toasts.tsx";
import { useLocale } from "../ui/use-format.ts";
import { type Connection, ConnectionState } from "./connection-state.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import type { MenuItem } from "./menu-items.ts";
import { Palette } from "./palette.tsx";
import { PersonMenu, type Preferences, type ShellPerson } from "./person-menu.tsx";
import { MenuList, SideMenu } from "./side-menu.tsx";
import { TopBar } from "./top-bar.tsx";

/** What a route may export as `handle` to the shell. */
export interface PageHandle {
  /** The page wants the width of the menu (the room, the grants): 60 px whatever the person prefers. */
  menu?: "narrow";
}

export interface ShellProps {
  /** The server's time of the answer, in epoch milliseconds: the clock of all timers. */
  renderedAt: number;
  /** 桐江市信访工作联席会议 */
  bodyName: string;
  person: ShellPerson;
  preferences: Preferences;
  onPreference: (change: Partial<Preferences>) => void;
  /** Only pages that exist. */
  items: readonly MenuItem[];
  connection?: Connection;
  unread?: number;
  noticesTo?: string;
  homeTo?: string;
  signOutTo?: string;
  onSignOut?: () => void;
  sessionsTo?: string;
  passwordTo?: string;
  /** The resource route of the palette. */
  paletteFrom?: string;
  /** The menu was left narrow (cookie `menu`, read by the loader), so that the first paint is right. */
  menuNarrow?: boolean;
  children: ReactNode;
}

/** The cookie in which this browser remembers the width of the menu: `narrow` or `wide`. Written here, read by the loader. */
export const menuCookie = "menu";

/** The frame of every page inside: bar, menu, the page, help, palette, toasts. */
export function Shell(props: ShellProps) {
  const { t } = useTranslation("shell");
  const locale = useLocale();
  const [narrow, setNarrow] = useState(props.menuNarrow ?? false);
  const [open, setOpen] = useState<"help" | "palette" | "menu" | null>(null);
  const asked = useMatches().some((match) => (match.handle as PageHandle | undefined)?.menu === "narrow");
  const [kept, setKept] = useState(true);
  const isNarrow = asked ? kept : narrow;
  useServerClock(props.renderedAt);
  useEffect(keepFocus, []);
  useEffect(() => setLettersOff(!props.preferences.singleKeys), [props.preferences.singleKeys]);

  const everywhere: KeyBinding[] = [
    { key: "/", label: t("keys.search"), run: () => setOpen("palette") },
    { key: "Ctrl+k", label: t("keys.palette"), inFields: true, run: () => setOpen("palette") },
    { key: "?", label: t("keys.help"), run: () => setOpen("help") },
  ];
  useKeys(everywhere);

  const toggle = () => {
    if (asked) setKept(!kept);
    else {
      setNarrow(!narrow);
      // biome-ignore lint/suspicious/noDocumentCookie: the CookieStore is missing in browsers that offices still use
      document.cookie = `${menuCookie}=${narrow ? "wide" : "narrow"}; Path=/; Max-Age=31536000; SameSite=Lax`;
    }
  };
  const close = () => setOpen(null);
  const personMenu = (row?: boolean) => (
    <PersonMenu
      person={props.person}
      preferences={props.preferences}
      onPreference={props.onPreference}
      onHelp={() => setOpen("help")}
      sessionsTo={props.sessionsTo}
      passwordTo={props.passwordTo}
      signOutTo={props.signOutTo ?? "/sign-out"}
      onSignOut={props.onSignOut}
      row={row}
    />
  );

  return (
    <I18nProvider locale={locale}>
      <RenderedAt value={props.renderedAt}>
        <a
          href="#main"
          className="sr-only z-50 rounded-control bg-raised px-3 py-1 text-act focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          {t("skip")}
        </a>
        <div
          data-menu={isNarrow ? "narrow" : "wide"}
          className="flex h-dvh flex-col phone:h-auto phone:min-h-dvh print:block print:h-auto"
        >
          <TopBar
            bodyName={props.bodyName}
            homeTo={props.homeTo ?? "/"}
            connection={<ConnectionState connection={props.connection ?? { state: "live" }} />}
            unread={props.unread ?? 0}
            noticesTo={props.noticesTo}
            person={personMenu()}
            onSearch={() => setOpen("palette")}
            onMenu={() => setOpen("menu")}
          />
          <div className="flex min-h-0 flex-1 phone:block print:block">
            <SideMenu items={props.items} isNarrow={isNarrow} onToggle={toggle} onHelp={() => setOpen("help")} />
            <main
              id="main"
              tabIndex={-1}
              className="min-w-0 flex-1 overflow-hidden phone:overflow-visible print:overflow-visible"
            >
              {props.children}
            </main>
          </div>
        </div>
        <PhoneMenu open={open === "menu"} onClose={close} items={props.items} foot={personMenu(true)} />
        <HelpDialog
          open={open === "help"}
          onClose={close}
          singleKeys={props.preferences.singleKeys}
          onSingleKeys={(singleKeys) => props.onPreference({ singleKeys })}
        />
        <Palette open={open === "palette"} onClose={close} from={props.paletteFrom} />
        <ToastRegion />
      </RenderedAt>
    </I18nProvider>
  );
}

function PhoneMenu({
  open,
  onClose,
  items,
  foot,
}: {
  open: boolean;
  onClose: () => void;
  items: readonly MenuItem[];
  foot: ReactNode;
}) {
  const { t } = useTranslation("shell");
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      isDismissable
      className="fixed inset-0 z-50 bg-veil transition-opacity data-[entering]:opacity-0"
    >
      <Modal className="h-full w-[280px] max-w-[85vw]">
        <Dialog aria-label={t("menu.label")} className="flex h-full flex-col bg-surface outline-none">
          <nav aria-label={t("menu.label")} className="min-h-0 flex-1 overflow-y-auto py-2">
            <MenuList items={items} tall onPick={onClose} />
          </nav>
          <div className="border-t border-line">{foot}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
