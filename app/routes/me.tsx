import { Outlet, useLocation } from "@remix-run/react";
import { useAccountTexts } from "../features/account/answer.ts";
import { Page } from "../ui/page.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { TabLinks } from "../ui/tabs.tsx";

const tabs = ["", "notices", "sessions", "password", "totp"] as const;

/** A person's own account: four small pages. */
export default function Me() {
  const t = useAccountTexts();
  const { pathname } = useLocation();
  const current = tabs.find((tab) => tab !== "" && pathname.endsWith(`/${tab}`)) ?? "";
  return (
    <Page
      head={<PageHead title={t("me.title")} />}
      bar={
        <TabLinks
          className="shrink-0 px-4"
          label={t("me.title")}
          value={current || "account"}
          items={tabs.map((tab) => ({
            id: tab || "account",
            to: tab ? `/me/${tab}` : "/me",
            label: t(`me.tab.${tab || "account"}`),
          }))}
        />
      }
    >
      <div className="max-w-[880px] p-4">
        <Outlet />
      </div>
    </Page>
  );
}
