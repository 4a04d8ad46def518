import { Link, useNavigate, useSearchParams } from "@remix-run/react";
import { dutyNames } from "#domain/people/duties.ts";
import { type GrantLine, type GrantsPage, grantFilters } from "#domain/people/register.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Select, TextInput } from "../../ui/field.tsx";
import { formatDate } from "../../ui/format.ts";
import { KeyPager } from "../../ui/key-pager.tsx";
import { Page } from "../../ui/page.tsx";
import { BarField, QueryBar } from "../../ui/query-bar.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { AdminHead } from "./admin-head.tsx";
import { GrantEnd, GrantState } from "./grant-state.tsx";
import { grantUrl, personUrl, useRegisterUrl } from "./register-url.ts";
import { useWords } from "./texts.ts";

/** 全部授权 and 将到期: every grant of the reader's territory, those that end first at the top. */
export function GrantsList({ page, now }: { page: GrantsPage; now: string }) {
  const { t, duty, scope } = useWords();
  const { set } = useRegisterUrl();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const state = search.get("state") ?? "open";
  const columns: Column<GrantLine>[] = [
    {
      id: "person",
      head: t("column.person"),
      width: "w-[112px]",
      cell: (row) => (
        <Link
          to={personUrl(row.unitId, row.personId)}
          className="block truncate py-0.5 font-bold hover:text-act hover:underline"
        >
          {row.personName}
        </Link>
      ),
    },
    { id: "unit", head: t("column.unit"), width: "w-[160px]", cell: (row) => row.unitName },
    { id: "duty", head: t("column.duty"), width: "w-[100px]", cell: (row) => duty(row.duty) },
    { id: "scope", head: t("column.scope"), width: "w-[160px]", cell: (row) => scope(row.scope) },
    { id: "from", head: t("column.from"), width: "w-[100px]", phone: "hide", cell: (row) => formatDate(row.notBefore) },
    { id: "until", head: t("column.until"), width: "w-[100px]", cell: (row) => <GrantEnd grant={row} /> },
    { id: "order", head: t("column.order"), cell: (row) => row.orderNumber },
    { id: "state", head: t("column.state"), width: "w-[180px]", cell: (row) => <GrantState grant={row} now={now} /> },
  ];
  const narrowed = Boolean(search.get("q") || search.get("duty"));
  return (
    <Page
      head={<AdminHead tab={state === "soon" ? "ending" : "grants"} />}
      bar={
        <QueryBar resetTo="/admin/grants" summary={t(`filter.${state}`)}>
          <BarField label={t("filter.who")} width="w-52">
            <TextInput
              name="q"
              key={search.get("q")}
              defaultValue={search.get("q") ?? ""}
              placeholder={t("filter.whoHint")}
            />
          </BarField>
          <BarField label={t("column.duty")}>
            <Select
              name="duty"
              key={search.get("duty")}
              defaultValue={search.get("duty") ?? ""}
              placeholder={t("filter.anyDuty")}
              options={dutyNames.map((name) => ({ value: name, label: duty(name) }))}
            />
          </BarField>
          <BarField label={t("column.state")}>
            <Select
              name="state"
              key={state}
              defaultValue={state}
              options={grantFilters.map((name) => ({ value: name, label: t(`filter.${name}`) }))}
            />
          </BarField>
        </QueryBar>
      }
      foot={
        <KeyPager
          total={page.total}
          unit={t("unitOf.grants")}
          previousTo={page.previous && set({ before: page.previous, after: null })}
          nextTo={page.next && set({ after: page.next, before: null })}
          hints={[
            { keys: ["j", "k"], label: t("keys.move") },
            { keys: ["Enter"], label: t("keys.open") },
          ]}
        />
      }
    >
      <Table
        caption={t("table.grants")}
        columns={columns}
        rows={page.rows}
        rowId={(row) => row.id}
        onOpen={(row) => navigate(grantUrl(row.unitId, row.id))}
        isFaded={(row) => row.state === "revoked" || row.state === "over"}
        empty={
          <EmptyState
            icon="key"
            title={t(state === "soon" && !narrowed ? "empty.ending" : "empty.grants")}
            text={t(state === "soon" && !narrowed ? "empty.endingText" : "empty.grantsText")}
            actions={
              narrowed || state !== "open" ? <ButtonLink to="/admin/grants">{t("filter.clear")}</ButtonLink> : null
            }
          />
        }
      />
    </Page>
  );
}
