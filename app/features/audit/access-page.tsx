import { Outlet, useNavigate, useNavigation, useParams, useSearchParams } from "@remix-run/react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { type AccessFilter, type AccessPage, accessTabs, pageSizes } from "#domain/audit/access-log.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { SegmentedLinks } from "../../ui/choice.tsx";
import { DateTimeInput } from "../../ui/date-time-input.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Field, Select, TextInput } from "../../ui/field.tsx";
import { KeyPager } from "../../ui/key-pager.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { BarField, QueryBar } from "../../ui/query-bar.tsx";
import { AccessTable } from "./access-table.tsx";
import { changedUrl, tabUrl, withSearch } from "./access-url.ts";
import { ExportDialog } from "./export-dialog.tsx";

type Props = { page: AccessPage; filter: AccessFilter; size: number };

/** 访问记录: who opened what, when and why. By time alone. The drawer is the child route. */
export function AccessLogPage({ page, filter, size }: Props) {
  const { t } = useTranslation("audit");
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { entryId = null } = useParams();
  const [exporting, setExporting] = useState(false);
  const busy = useNavigation().state === "loading";
  const to = useCallback((id: string) => withSearch(`/oversight/access/${id}`, search), [search]);
  const open = (id: string) => navigate(to(id), { preventScrollReset: true });
  const key = search.toString();

  return (
    <Page
      head={
        <PageHead
          title={t("title")}
          figures={
            <SegmentedLinks
              label={t("tabs.label")}
              value={filter.tab}
              options={accessTabs.map((tab) => ({ value: tab, label: t(`tabs.${tab}`), to: tabUrl(search, tab) }))}
            />
          }
          actions={
            <Button icon="download" onClick={() => setExporting(true)}>
              {t("export.button")}
            </Button>
          }
        />
      }
      bar={
        <QueryBar
          key={key}
          quiet
          busy={busy}
          resetTo={filter.tab === "all" ? "/oversight/access" : `/oversight/access?tab=${filter.tab}`}
          summary={t("query.summary", { from: filter.from, until: filter.until })}
        >
          {filter.tab === "all" ? null : <input type="hidden" name="tab" value={filter.tab} />}
          {size === 50 ? null : <input type="hidden" name="size" value={size} />}
          <fieldset className="flex items-center gap-1.5 text-13 text-text-2">
            <legend className="sr-only">{t("query.time")}</legend>
            <span aria-hidden="true">{t("query.time")}</span>
            <DateTimeInput
              kind="date"
              name="from"
              aria-label={t("query.from")}
              defaultValue={filter.from}
              className="!w-[124px] phone:!w-full"
            />
            <span aria-hidden="true">{t("query.to")}</span>
            <DateTimeInput
              kind="date"
              name="until"
              aria-label={t("query.until")}
              defaultValue={filter.until}
              className="!w-[124px] phone:!w-full"
            />
          </fieldset>
          <BarField label={t("query.who")} width="w-[118px]">
            <TextInput name="who" defaultValue={filter.who} placeholder={t("query.whoHint")} maxLength={40} />
          </BarField>
          <BarField label={t("query.subject")} width="w-[100px]">
            <TextInput
              name="subject"
              defaultValue={filter.subject}
              placeholder={t("query.subjectHint")}
              maxLength={40}
            />
          </BarField>
          <BarField label={t("query.reason")} width="w-[86px]">
            <Select
              name="reason"
              defaultValue={filter.unstated ? "unstated" : ""}
              placeholder={t("query.anyReason")}
              options={[{ value: "unstated", label: t("query.unstated") }]}
            />
          </BarField>
        </QueryBar>
      }
      foot={
        <KeyPager
          total={page.total ?? undefined}
          unit={t("list.unit")}
          previousTo={page.previous && changedUrl(search, { before: page.previous, after: null })}
          nextTo={page.next && changedUrl(search, { after: page.next, before: null })}
          pageSize={size}
          pageSizes={pageSizes}
          pageSizeTo={(chosen) => changedUrl(search, { size: String(chosen), after: null, before: null })}
        >
          <span className="text-text-3">{t("list.byTime")}</span>
        </KeyPager>
      }
      drawer={<Outlet />}
    >
      {page.rows.length === 0 ? (
        <EmptyState
          icon="history"
          title={t("list.empty")}
          text={t("list.emptyText")}
          actions={<ButtonLink to="/oversight/access">{t("list.clear")}</ButtonLink>}
        />
      ) : (
        <AccessTable rows={page.rows} openId={entryId} to={to} onOpen={open} />
      )}
      <ExportWithoutScripts filter={filter} />
      <ExportDialog open={exporting} onClose={() => setExporting(false)} filter={filter} />
    </Page>
  );
}

/** The export as a plain form, where the dialog cannot open. */
function ExportWithoutScripts({ filter }: { filter: AccessFilter }) {
  const { t } = useTranslation("audit");
  const { unstated, ...texts } = filter;
  return (
    <noscript>
      <form method="post" action="/oversight/access/export" className="flex items-end gap-2 p-4">
        {Object.entries({ ...texts, unstated: unstated ? "1" : "" }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field label={t("export.reason")} required>
          <TextInput name="reason" required minLength={2} maxLength={300} />
        </Field>
        <Button type="submit">{t("export.submit")}</Button>
      </form>
    </noscript>
  );
}
