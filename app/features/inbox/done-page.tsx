import { useTranslation } from "react-i18next";
import type { DoneItem } from "#domain/inbox/inbox.ts";
import type { KeyedPage } from "#domain/people/register.ts";
import { TextLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatDateTime } from "../../ui/format.ts";
import { KeyPager } from "../../ui/key-pager.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { type Column, Table } from "../../ui/table.tsx";

/** 查看已办: what I did lately, newest first. */
export function DonePage({ page }: { page: KeyedPage<DoneItem> }) {
  const { t } = useTranslation("inbox");
  const columns: Column<DoneItem>[] = [
    { id: "at", head: t("done.at"), width: "w-[150px]", cell: (row) => formatDateTime(row.at) },
    {
      id: "what",
      head: t("done.what"),
      phone: "full",
      cell: (row) => <span title={row.text}>{row.text}</span>,
    },
    {
      id: "about",
      head: t("done.about"),
      width: "w-[380px]",
      phone: "full",
      cell: (row) => (row.to && row.about ? <TextLink to={row.to}>{row.about}</TextLink> : row.about || "—"),
    },
  ];
  const turn = (name: "before" | "after", key: string | null) =>
    key && `/inbox/done?${new URLSearchParams({ [name]: key })}`;
  return (
    <Page
      head={<PageHead title={t("done.title")} crumbs={[{ label: t("title"), to: "/inbox" }]} backTo="/inbox" />}
      foot={<KeyPager previousTo={turn("before", page.previous)} nextTo={turn("after", page.next)} />}
    >
      <Table
        caption={t("done.caption")}
        columns={columns}
        rows={page.rows}
        rowId={(row) => row.id}
        empty={<EmptyState icon="history" title={t("done.empty")} text={t("done.emptyText")} />}
      />
    </Page>
  );
}
