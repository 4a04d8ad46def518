import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "../../ui/class-names.ts";
import { Icon, PortalMark } from "../../ui/icons.tsx";
import { usePortalName } from "./portal-name.ts";

/** The frame of the pages before one is inside: name of the portal, language, and what must not be entered here. */
export function Entrance({ version, children }: { version: string; children: ReactNode }) {
  const { t } = useTranslation("account");
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="on-bar flex h-bar shrink-0 items-center gap-3 bg-bar px-4 text-bar-text" data-frame>
        <PortalMark />
        <span className="text-16 font-bold tracking-wide">{t("portal")}</span>
        <span className="border-l border-bar-line pl-3 text-13 text-bar-text-2 phone:hidden">{usePortalName()}</span>
        <LanguageSwitch className="ml-auto" />
      </header>
      <main className="flex flex-1 flex-col justify-center px-8 py-6 phone:px-4">{children}</main>
      <footer className="flex flex-wrap justify-between gap-x-4 border-t border-line px-8 py-2 text-12 text-text-2 phone:px-4">
        <strong>{t("notSecret")}</strong>
        <span className="text-text-3">{t("version", { version })}</span>
      </footer>
    </div>
  );
}

/** 中文 / English, by a post that works without JavaScript and comes back to this page. */
export function LanguageSwitch({ className }: { className?: string }) {
  const { t, i18n } = useTranslation("account");
  const { pathname, search } = useLocation();
  return (
    <Form
      method="post"
      action="/locale"
      replace
      preventScrollReset
      className={cx("flex items-center gap-1", className)}
    >
      <Icon name="globe" className="mr-1 text-bar-text-2" />
      <input type="hidden" name="redirectTo" value={pathname + search} />
      {(["zh-CN", "en"] as const).map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          aria-pressed={i18n.language === locale}
          className={cx(
            "h-control rounded-control px-2.5 text-13 phone:h-phone",
            i18n.language === locale ? "bg-bar-field font-bold text-bar-text" : "text-bar-text-2 hover:text-bar-text",
          )}
        >
          {t(`language.${locale}`)}
        </button>
      ))}
    </Form>
  );
}
