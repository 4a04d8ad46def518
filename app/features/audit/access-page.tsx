import { Outlet, useNavigate, useNavigation, useParams, useSearchParams } from "@remix-run/react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { type AccessFilter, type AccessPage, accessTabs, pageSizes } from "#domain/audit/access-log.ts";
import { Band } from "../../ui/band.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { SegmentedLinks } from "../../ui/choice.tsx";
import { useNow } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Field, Select, TextInput } from "../../ui/field.tsx";
import { formatDate } from "../../ui/format.ts";
import { KeyPager } from "../../ui/key-pager.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { BarField, QueryBar } from "../../ui/query-bar.tsx";
import { AccessTable } from "./access-table.tsx";
import { changedUrl, daysText, tabUrl, withSearch } from "./access-url.ts";
import { ExportDialog } from "./export-dialog.tsx";

type Props = { page: AccessPage; filter: AccessFilter; size: number; unread: boolean };

/** 访问记录: who opened what, when and why. By time alone. The drawer is the child route. */
export function AccessLogPage({ page, filter, size, unread }: Props) {
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
        <>
          <QueryBar
            key={key}
            quiet
            busy={busy}
            resetTo={filter.tab === "all" ? "/oversight/access" : `/oversight/access?tab=${filter.tab}`}
            summary={t("query.summary", { from: filter.from, until: filter.until })}
          >
            {filter.tab === "all" ? null : <input type="hidden" name="tab" value={filter.tab} />}
            {size === 50 ? null : <input type="hidden" name="size" value={size} />}
            <BarField label={t("query.time")} width="w-[190px]">
              <TextInput
                name="days"
                list="access-days"
                defaultValue={daysText(filter, t("query.to"))}
                placeholder={t("query.daysHint")}
                title={t("query.daysHint")}
                maxLength={40}
                className="tabular-nums"
              />
              <DayChoices id="access-days" now={useNow()} />
            </BarField>
            <BarField label={t("query.who")} width="w-[128px]">
              <TextInput name="who" defaultValue={filter.who} placeholder={t("query.whoHint")} maxLength={40} />
            </BarField>
            <BarField label={t("query.subject")} width="w-[90px]">
              <TextInput
                name="subject"
                defaultValue={filter.subject}
                placeholder={t("query.subjectHint")}
                maxLength={40}
              />
            </BarField>
            <BarField label={t("query.reason")} width="w-[84px]">
              <Select
                name="reason"
                defaultValue={filter.unstated ? "unstated" : ""}
                placeholder={t("query.anyReason")}
                options={[{ value: "unstated", label: t("query.unstated") }]}
              />
            </BarField>
          </QueryBar>
          {unread ? (
            <Band tone="warn" shape="strip" title={t("query.unread")}>
              {t("query.unreadText", { days: daysText(filter, t("query.to")) })}
            </Band>
          ) : null}
        </>
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

/** Spans that are asked for most, offered by the field itself. */
function DayChoices({ id, now }: { id: string; now: number }) {
  const { t } = useTranslation("audit");
  const back = (days: number) => formatDate(now - (days - 1) * 86_400_000);
  return (
    <datalist id={id}>
      {[1, 3, 7, 30].map((days) => (
        <option key={days} value={daysText({ from: back(days), until: formatDate(now) }, t("query.to"))}>
          {t("query.lastDays", { count: days })}
        </option>
      ))}
    </datalist>
  );
}
