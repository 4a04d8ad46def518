import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { accountCommands } from "#domain/people/commands/account.server.ts";
import { ownAccount } from "#domain/people/queries/own-account.server.ts";
import { withActor } from "#http/load.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { useAccountTexts } from "../features/account/answer.ts";
import { Preferences } from "../features/account/preferences.tsx";
import { titled } from "../i18n/title.ts";
import { formatDate } from "../ui/format.ts";
import { Facts, Section } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";

export const meta: MetaFunction = titled("account", "me.title");
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) => ownAccount(actor, now));
export const action = ({ request }: ActionFunctionArgs) =>
  runCommand(request, { preferences: accountCommands.preferences });

export default function Account() {
  const t = useAccountTexts();
  const account = useLoaderData<typeof loader>();
  return (
    <div className="flex flex-col gap-6">
      <Facts
        items={[
          { label: t("me.name"), value: <b>{account.name}</b> },
          { label: t("login"), value: account.login },
          { label: t("me.unit"), value: [account.unitName, account.title].filter(Boolean).join(" · ") },
        ]}
      />
      <Section title={t("me.grants")} count={account.grants.length} aside={t("me.grantsHint")}>
        <Table
          caption={t("me.grants")}
          rows={account.grants}
          rowId={(grant) => grant.id}
          empty={t("me.noGrants")}
          columns={[
            { id: "duty", head: t("me.duty"), cell: (grant) => grant.duty, width: "w-[120px]" },
            { id: "scope", head: t("me.scope"), cell: (grant) => grant.scope, cut: true },
            { id: "from", head: t("me.from"), cell: (grant) => formatDate(grant.notBefore), width: "w-[112px]" },
            { id: "until", head: t("me.until"), cell: (grant) => formatDate(grant.notAfter), width: "w-[112px]" },
            { id: "order", head: t("me.order"), cell: (grant) => grant.orderNumber, width: "w-[180px]", cut: true },
          ]}
        />
      </Section>
      <Preferences account={account} />
    </div>
  );
}
