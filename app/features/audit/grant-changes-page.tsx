import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { duties } from "#domain/people/duties.ts";
import type { GrantChange, KeyedPage } from "#domain/people/register.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextInput } from "../../ui/field.tsx";
import { formatDate, formatDateTime } from "../../ui/format.ts";
import { KeyPager } from "../../ui/key-pager.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { BarField, QueryBar } from "../../ui/query-bar.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useLocale } from "../../ui/use-format.ts";
import { withSearch } from "./access-url.ts";

/** 授权变动: grants given and revoked as they were recorded, newest first, for oversight. */
export function GrantChangesPage({ page }: { page: KeyedPage<GrantChange> }) {
  const { t } = useTranslation("audit");
  const locale = useLocale();
  const [search] = useSearchParams();
  const query = search.get("q") ?? "";
  const turn = (name: "after" | "before", key: string | null) =>
    key && withSearch("/oversight/grants", new URLSearchParams({ ...(query && { q: query }), [name]: key }));
  const columns: Column<GrantChange>[] = [
    { id: "at", head: t("grants.at"), width: "w-[136px]", cell: (row) => formatDateTime(row.at) },
    {
      id: "kind",
      head: t("grants.kind"),
      width: "w-[84px]",
      cell: (row) => (
        <Tag tone={row.kind === "given" ? "act" : "neutral"} icon={row.kind === "given" ? "plus" : "ban"}>
          {t(`grants.${row.kind}`)}
        </Tag>
      ),
    },
    { id: "person", head: t("grants.person"), width: "w-[84px]", cell: (row) => <b>{row.personName}</b> },
    { id: "unit", head: t("grants.unit"), width: "w-[128px]", cell: (row) => row.unitName },
    {
      id: "what",
      head: t("grants.what"),
      width: "w-[168px]",
      cell: (row) => `${inLanguage(duties[row.duty], locale)}　${row.scopeName}`,
    },
    {
      id: "term",
      head: t("grants.term"),
      width: "w-[188px]",
      cell: (row) =>
        row.term ? `${formatDate(row.term.notBefore)} ${t("grants.to")} ${formatDate(row.term.notAfter)}` : "—",
    },
    { id: "order", head: t("grants.order"), width: "w-[144px]", cell: (row) => row.orderNumber ?? "—" },
    {
      id: "reason",
      head: t("grants.reason"),
      phone: "full",
      cell: (row) => <span title={row.reason}>{row.reason || "—"}</span>,
    },
    {
      id: "by",
      head: t("grants.by"),
      width: "w-[136px]",
      cell: (row) => [row.by ?? t("grants.portal"), row.byUnit].filter(Boolean).join("　"),
    },
  ];
  return (
    <Page
      head={<PageHead title={t("grants.title")} />}
      bar={
        <QueryBar key={query} quiet resetTo="/oversight/grants" summary={query}>
          <BarField label={t("grants.who")} width="w-52">
            <TextInput name="q" defaultValue={query} placeholder={t("grants.whoHint")} maxLength={40} />
          </BarField>
        </QueryBar>
      }
      foot={<KeyPager previousTo={turn("before", page.previous)} nextTo={turn("after", page.next)} />}
    >
      <Table
        caption={t("grants.caption")}
        columns={columns}
        rows={page.rows}
        rowId={(row) => row.id}
        empty={<EmptyState icon="history" title={t("grants.empty")} text={t("grants.emptyText")} />}
      />
    </Page>
  );
}
