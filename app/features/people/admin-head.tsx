import { useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import type { RegisterCounts } from "#domain/people/register.ts";
import type { PortalFacts } from "#http/portal.server.ts";
import { SegmentedLinks } from "../../ui/choice.tsx";
import { formatCount } from "../../ui/format.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useTexts } from "./texts.ts";

export type AdminTab = "units" | "grants" | "ending" | "sessions" | "changes" | "templates";

/** The head of the register's pages: 单位与人员, 全部授权 n, 将到期 n, 登录中 n, 授权变动. Only what this person may open. */
export function AdminHead({ tab, actions }: { tab: AdminTab; actions?: ReactNode }) {
  const t = useTexts();
  const counts = useRouteLoaderData("routes/admin") as RegisterCounts | undefined;
  // The page of templates stands outside the register: its readers need no right to that.
  const abilities = (useRouteLoaderData("routes/portal") as PortalFacts | undefined)?.abilities;
  const words = (name: AdminTab, count: number | null) => (
    <>
      {t(`tab.${name}`)}
      {count === null ? null : <span className="tabular-nums">{formatCount(count)}</span>}
    </>
  );
  const options = [
    ...((counts ? counts.grants !== null : abilities?.administration)
      ? [
          { value: "units", label: words("units", null), to: "/admin/units" },
          { value: "grants", label: words("grants", counts?.grants ?? null), to: "/admin/grants" },
          { value: "ending", label: words("ending", counts?.ending ?? null), to: "/admin/grants?state=soon" },
        ]
      : []),
    ...(counts && counts.sessions !== null
      ? [{ value: "sessions", label: words("sessions", counts.sessions), to: "/admin/sessions" }]
      : []),
    ...(counts || abilities?.administration
      ? [{ value: "changes", label: words("changes", null), to: "/admin/changes" }]
      : []),
    ...(abilities?.templates ? [{ value: "templates", label: words("templates", null), to: "/admin/templates" }] : []),
  ];
  return (
    <PageHead
      title={tab === "templates" ? t("tab.templates") : t("title")}
      crumbs={[{ label: t("crumb"), to: counts || abilities?.administration ? "/admin" : "/admin/templates" }]}
      figures={
        options.length > 1 ? (
          <SegmentedLinks
            label={t("tab.label")}
            options={options}
            value={tab}
            className="max-w-full phone:!flex-nowrap phone:!overflow-x-auto"
          />
        ) : null
      }
      actions={actions}
    />
  );
}
