import { useTranslation } from "react-i18next";
import type { NoticesPage } from "#domain/notices/queries/notices-page.server.ts";
import { Page } from "../../ui/page.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Changes } from "./changes.tsx";
import { LimitsTable } from "./limits-table.tsx";
import { Outgoing } from "./outgoing.tsx";

/** 升级与提醒: how long units have to accept, and where messages go out. */
export function NoticesView({ page }: { page: NoticesPage }) {
  const { t } = useTranslation("notices");
  return (
    <Page head={<PageHead title={t("title")} />}>
      <div className="flex max-w-[1080px] flex-col gap-8 p-4">
        <LimitsTable limits={page.limits} can={page.changeLimits} />
        {page.outgoing ? <Outgoing {...page.outgoing} /> : null}
        <Changes changes={page.changes} />
      </div>
    </Page>
  );
}
