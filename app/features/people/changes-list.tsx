import { useSearchParams } from "@remix-run/react";
import type { GrantChange, KeyedPage } from "#domain/people/register.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextInput } from "../../ui/field.tsx";
import { formatDate, formatDateTime } from "../../ui/format.ts";
import { KeyPager } from "../../ui/key-pager.tsx";
import { Page } from "../../ui/page.tsx";
import { BarField, QueryBar } from "../../ui/query-bar.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import { AdminHead } from "./admin-head.tsx";
import { useRegisterUrl } from "./register-url.ts";
import { useWords } from "./texts.ts";

/** 授权变动: grants given and revoked as they were recorded, newest first. */
export function ChangesList({ page }: { page: KeyedPage<GrantChange> }) {
  const { t, duty } = useWords();
  const { set } = useRegisterUrl();
  const [search] = useSearchParams();
  const columns: Column<GrantChange>[] = [
    { id: "at", head: t("changes.at"), width: "w-[136px]", cell: (row) => formatDateTime(row.at) },
    {
      id: "kind",
      head: t("changes.kind"),
      width: "w-[84px]",
      cell: (row) =>
        row.kind === "given" ? (
          <Tag tone="act" icon="plus">
            {t("changes.given")}
          </Tag>
        ) : (
          <Tag icon="ban">{t("changes.revoked")}</Tag>
        ),
    },
    { id: "person", head: t("column.person"), width: "w-[96px]", cell: (row) => <b>{row.personName}</b> },
    { id: "unit", head: t("column.unit"), width: "w-[150px]", cell: (row) => row.unitName },
    { id: "what", head: t("changes.what"), width: "w-[200px]", cell: (row) => `${duty(row.duty)}　${row.scopeName}` },
    {
      id: "term",
      head: t("changes.term"),
      width: "w-[196px]",
      cell: (row) =>
        row.term ? `${formatDate(row.term.notBefore)} ${t("give.to")} ${formatDate(row.term.notAfter)}` : "—",
    },
    { id: "order", head: t("column.order"), width: "w-[150px]", cell: (row) => row.orderNumber ?? "—" },
    {
      id: "reason",
      head: t("give.reason"),
      phone: "full",
      cell: (row) => <span title={row.reason}>{row.reason || "—"}</span>,
    },
    {
      id: "by",
      head: t("changes.by"),
      width: "w-[150px]",
      cell: (row) => [row.by ?? t("changes.portal"), row.byUnit].filter(Boolean).join("　"),
    },
  ];
  return (
    <Page
      head={<AdminHead tab="changes" />}
      bar={
        <QueryBar resetTo="/admin/changes" summary={search.get("q") ?? ""}>
          <BarField label={t("filter.who")} width="w-52">
            <TextInput
              name="q"
              key={search.get("q")}
              defaultValue={search.get("q") ?? ""}
              placeholder={t("filter.whoHint")}
            />
          </BarField>
        </QueryBar>
      }
      foot={
        <KeyPager
          previousTo={page.previous && set({ before: page.previous, after: null })}
          nextTo={page.next && set({ after: page.next, before: null })}
        />
      }
    >
      <Table
        caption={t("table.changes")}
        columns={columns}
        rows={page.rows}
        rowId={(row) => row.id}
        empty={<EmptyState icon="history" title={t("empty.changes")} text={t("empty.changesText")} />}
      />
    </Page>
  );
}
