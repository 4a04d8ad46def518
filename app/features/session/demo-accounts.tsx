import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { SignInPage } from "#http/sign-in.server.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Icon } from "../../ui/icons.tsx";
import { Tag } from "../../ui/tag.tsx";

/** The invented people of the demonstration: a row signs in. One form; each row is its button. */
export function DemoAccounts({ demo, next }: { demo: NonNullable<SignInPage["demo"]>; next: string }) {
  const { t } = useTranslation("account");
  const busy = useNavigation().formData?.get("login");
  return (
    <section aria-labelledby="demo-title" className="min-w-0 rounded-control border border-line-2 bg-surface">
      <div className="px-4 pt-4 pb-2">
        <h2 id="demo-title" className="flex items-center gap-2 text-14 font-bold">
          {t("demo.title")}
          <Tag tone="act">{t("demo.tag")}</Tag>
        </h2>
        <p className="text-13 text-text-2">
          {t("demo.lead")} <strong className="text-text">{demo.password}</strong>
        </p>
      </div>
      <Form method="post" replace>
        <input type="hidden" name="intent" value="demo" />
        <input type="hidden" name="next" value={next} />
        <div
          className="grid h-thead grid-cols-[32px_60px_minmax(0,1fr)_112px_minmax(0,1fr)_16px] items-center gap-x-2 border-b border-line bg-sunken px-4 text-12 text-text-2 phone:hidden"
          aria-hidden="true"
        >
          <span />
          <b>{t("demo.name")}</b>
          <b>{t("demo.duty")}</b>
          <b>{t("login")}</b>
          <b>{t("demo.look")}</b>
        </div>
        <ul>
          {demo.rows.map((row) => (
            <li key={row.login} className="border-b border-line last:border-b-0">
              <button
                type="submit"
                name="login"
                value={row.login}
                aria-busy={busy === row.login || undefined}
                className="group grid min-h-9 w-full grid-cols-[32px_60px_minmax(0,1fr)_112px_minmax(0,1fr)_16px] items-center gap-x-2 px-4 text-left text-13 hover:bg-act-tint focus-visible:-outline-offset-2 phone:min-h-phone phone:grid-cols-[32px_1fr_24px] phone:py-1"
              >
                <Avatar name={row.name} decorative />
                <b className="group-hover:text-act">{row.name}</b>
                <span className="truncate text-text-2 phone:col-start-2">{`${row.unit} · ${row.duty}`}</span>
                <span className="truncate text-text-3 phone:hidden">{row.login}</span>
                <span className="truncate text-12 text-text-2 phone:hidden">{row.look}</span>
                <Icon
                  name={busy === row.login ? "spinner" : "enter"}
                  className={
                    busy === row.login
                      ? "animate-spin text-act"
                      : "text-text-3 group-hover:text-act phone:col-start-3 phone:row-start-1"
                  }
                />
              </button>
            </li>
          ))}
        </ul>
      </Form>
      <p className="flex gap-2 border-t border-line px-4 py-2 text-12 text-text-3">
        <Icon name="info" size={14} className="mt-0.5" />
        <span>{t("demo.production")}</span>
      </p>
    </section>
  );
}
