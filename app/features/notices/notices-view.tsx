import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { NoticesPage } from "#domain/notices/queries/notices-page.server.ts";
import type { CommandResult } from "#http/run-command.server.ts";
import { Band } from "../../ui/band.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Changes } from "./changes.tsx";
import { LimitsTable } from "./limits-table.tsx";
import { Outgoing, Secret } from "./outgoing.tsx";

/** 升级与提醒: how long units have to accept, and where messages go out. */
export function NoticesView({ page }: { page: NoticesPage }) {
  const { t } = useTranslation("notices");
  // Of a form that was sent without scripts; with them each form has its own answer.
  const answer = useActionData<CommandResult<{ secret?: string | null } | null>>();
  const secret = answer?.ok ? answer.outcome?.secret : null;
  return (
    <Page head={<PageHead title={t("title")} />}>
      <div className="flex max-w-[1080px] flex-col gap-8 p-4">
        {answer && !answer.ok ? (
          <Band tone="bad" title={answer.message}>
            {Object.values(answer.fields ?? {}).join("；")}
          </Band>
        ) : null}
        {secret ? <Secret>{secret}</Secret> : null}
        <LimitsTable limits={page.limits} can={page.changeLimits} />
        {page.outgoing ? <Outgoing {...page.outgoing} /> : null}
        <Changes changes={page.changes} />
      </div>
    </Page>
  );
}
