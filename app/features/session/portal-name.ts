import { useRouteLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** 桐江市信访工作联席会议: whose portal this is, for the bar and the titles of pages. */
export function usePortalName(): string {
  const { t } = useTranslation("account");
  const root = useRouteLoaderData("root") as { city?: string | null } | undefined;
  return root?.city ? t("conferenceOf", { city: root.city }) : t("conference");
}
