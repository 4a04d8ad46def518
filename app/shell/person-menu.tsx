import { useSubmit } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../ui/avatar.tsx";
import { cx } from "../ui/class-names.ts";
import { Icon } from "../ui/icons.tsx";
import { Menu, type MenuGroup } from "../ui/menu.tsx";

export type Theme = "system" | "light" | "dark";

export interface ShellPerson {
  name: string;
  unit: string;
  /** The word of the duty: 协调员. */
  duty?: string;
}

/** What a person has chosen for every device. */
export interface Preferences {
  theme: Theme;
  locale: "zh-CN" | "en";
  /** Single letters act as keys. */
  singleKeys: boolean;
}

export interface PersonMenuProps {
  person: ShellPerson;
  preferences: Preferences;
  onPreference: (change: Partial<Preferences>) => void;
  onHelp: () => void;
  /** Pages about oneself; absent ones are not listed. */
  sessionsTo?: string;
  passwordTo?: string;
  /** Signing out is a post to this path. */
  signOutTo: string;
  /** Asks first what is to be asked, then signs out; default: at once. */
  onSignOut?: () => void;
  /** In the phone's menu: a row of full width. */
  row?: boolean;
}

/** Name, unit and duty in the bar; behind it language, colours, keys, sessions, password, signing out. */
export function PersonMenu(props: PersonMenuProps) {
  const { person, preferences, row, signOutTo } = props;
  const { t } = useTranslation("shell");
  const menu = (
    <Menu label={t("person.menu")} groups={usePersonGroups(props)} placement={row ? "top start" : "bottom end"}>
      <button
        type="button"
        data-locale={preferences.locale}
        className={cx(
          "inline-flex items-center gap-2 rounded-control text-13",
          row ? "h-14 w-full px-4 text-text" : "-mr-1.5 h-8 px-1.5 text-bar-text hover:bg-bar-field",
        )}
      >
        <Avatar name={person.name} onBar={!row} decorative />
        <b>{person.name}</b>
        <span className={cx("truncate", row ? "text-text-2" : "text-bar-text-2 max-mid:hidden")}>
          {[person.unit, person.duty].filter(Boolean).join(" · ")}
        </span>
        <Icon name={row ? "chevron-up" : "chevron-down"} className="ml-auto" />
      </button>
    </Menu>
  );
  if (row) return menu;
  return (
    <>
      {menu}
      <noscript>
        <form method="post" action={signOutTo} className="flex items-center gap-3 text-13 text-bar-text">
          <b>{person.name}</b>
          <button type="submit" className="min-h-6 underline">
            {t("person.signOut")}
          </button>
        </form>
      </noscript>
    </>
  );
}

function usePersonGroups({
  preferences,
  onPreference,
  onHelp,
  sessionsTo,
  passwordTo,
  signOutTo,
  onSignOut,
}: PersonMenuProps): MenuGroup[] {
  const { t } = useTranslation("shell");
  const submit = useSubmit();
  const themes = [
    { id: "system", icon: "screen" },
    { id: "light", icon: "sun" },
    { id: "dark", icon: "moon" },
  ] as const;
  const pages = [
    ...(sessionsTo ? [{ id: "sessions", icon: "key" as const, label: t("person.sessions"), to: sessionsTo }] : []),
    ...(passwordTo ? [{ id: "password", icon: "lock" as const, label: t("person.password"), to: passwordTo }] : []),
  ];
  return [
    {
      title: t("person.theme"),
      items: themes.map(({ id }) => ({
        id: `theme-${id}`,
        label: t(`person.themes.${id}`),
        current: preferences.theme === id,
        onAction: () => onPreference({ theme: id }),
      })),
    },
    {
      title: t("person.language"),
      items: (["zh-CN", "en"] as const).map((id) => ({
        id: `locale-${id}`,
        label: t(`person.languages.${id}`),
        current: preferences.locale === id,
        onAction: () => onPreference({ locale: id }),
      })),
    },
    { items: [{ id: "keys", icon: "keyboard", label: t("menu.keys"), keyHint: "?", onAction: onHelp }, ...pages] },
    {
      items: [
        {
          id: "sign-out",
          icon: "logout",
          label: t("person.signOut"),
          onAction: () => (onSignOut ? onSignOut() : submit({}, { method: "post", action: signOutTo })),
        },
      ],
    },
  ];
}
