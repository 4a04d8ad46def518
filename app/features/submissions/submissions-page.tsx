import { Outlet, useLocation, useNavigate, useNavigation, useParams, useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { daysIn, type ListQuestion, questionParams, usualPageSize } from "#domain/submissions/filter.ts";
import type { SubmissionsPage as PageView } from "#domain/submissions/queries/page.server.ts";
import { Band } from "../../ui/band.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { KeyPager } from "../../ui/key-pager.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { SkeletonRows, useSlow } from "../../ui/skeleton.tsx";
import { JoinDialog } from "./join-dialog.tsx";
import { ListBar } from "./list-bar.tsx";
import { QueryForm } from "./query-form.tsx";
import { SubmissionTable } from "./submission-table.tsx";
import { useListSearch, useTexts } from "./texts.ts";
import { useKeptSelection } from "./use-kept-selection.ts";
import { useTotal } from "./use-total.ts";

/** The list of submissions, with whatever drawer the address names beside it. */
export function SubmissionsPage({ page, question }: { page: PageView; question: ListQuestion }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { submissionId = null } = useParams();
  const search = useListSearch();
  const loading = useLoading();
  const slow = useSlow(loading);
  const [joining, setJoining] = useState(false);
  const { list, counties, can } = page;
  const days = useSearchParams()[0].get("days")?.trim();
  const unread = Boolean(days) && !daysIn(days ?? "");
  const { filter, size } = question;
  const asked = questionParams({ filter, at: null, size: usualPageSize }).toString();
  const kept = useKeptSelection(list.lines, asked);
  const total = useTotal(list, asked);
  const to = (at: ListQuestion["at"], pageSize = size) => {
    const params = questionParams({ filter, at, size: pageSize }).toString();
    return `${pathname}${params && `?${params}`}`;
  };
  const openLine = (line: { id: string }) =>
    navigate(`/submissions/${line.id}${search}`, { preventScrollReset: true, replace: pathname !== "/submissions" });
  const bar = (
    <>
      <QueryForm question={question} counties={counties} quiet={kept.selection.count > 0} busy={loading} />
      {unread ? (
        <Band tone="warn" shape="strip" title={t("filter.unread")}>
          {t("filter.unreadText")}
        </Band>
      ) : null}
      <ListBar page={page} total={total} question={question} kept={kept} onJoin={() => setJoining(true)} />
    </>
  );
  return (
    <Page
      head={
        <PageHead
          title={t("title")}
          actions={
            <>
              <ButtonLink to={`/submissions/import${search}`} icon="upload" aria-disabled={can.write !== true}>
                {t("act.import")}
              </ButtonLink>
              <ButtonLink to={`/submissions/export${search}`} icon="download">
                {t("act.export")}
              </ButtonLink>
              <ButtonLink to="/submissions/receive" icon="plus">
                {t("act.receive")}
              </ButtonLink>
            </>
          }
        />
      }
      bar={bar}
      foot={
        <KeyPager
          total={total}
          countTo={`${pathname}?${[asked, "count=1"].filter(Boolean).join("&")}`}
          unit={t("unit")}
          previousTo={list.previous && to({ before: list.previous })}
          nextTo={list.next && to({ after: list.next })}
          pageSize={size}
          pageSizeTo={(pageSize) => to(null, pageSize)}
          hints={[
            { keys: [t("hint.space")], label: t("hint.select") },
            { keys: ["Shift"], label: t("hint.range") },
            { keys: ["Enter"], label: t("hint.open") },
          ]}
        />
      }
      drawer={<Outlet context={total} />}
    >
      {slow ? (
        <SkeletonRows rows={Math.max(8, list.lines.length)} columns={6} />
      ) : (
        <SubmissionTable
          lines={list.lines}
          selection={kept.selection}
          openId={submissionId}
          onOpen={openLine}
          empty={<Empty filtered={asked !== ""} canWrite={can.write === true} />}
        />
      )}
      <JoinDialog
        open={joining}
        onClose={() => setJoining(false)}
        submissionIds={kept.ids}
        onDone={kept.selection.clear}
      />
    </Page>
  );
}

/** Another list is on its way: a drawer that opens, or a form in it, is not. */
function useLoading(): boolean {
  const { state, location, formMethod } = useNavigation();
  const here = useLocation();
  return (
    state === "loading" &&
    !formMethod &&
    location.pathname.startsWith("/submissions") &&
    location.search !== here.search
  );
}

function Empty({ filtered, canWrite }: { filtered: boolean; canWrite: boolean }) {
  const t = useTexts();
  if (filtered)
    return (
      <EmptyState
        icon="search"
        title={t("empty.filtered")}
        text={t("empty.filteredText")}
        actions={<ButtonLink to="/submissions">{t("empty.clear")}</ButtonLink>}
      />
    );
  return (
    <EmptyState
      icon="mail"
      title={t("empty.title")}
      text={t("empty.text")}
      actions={
        canWrite ? (
          <>
            <ButtonLink to="/submissions/import" icon="upload">
              {t("act.import")}
            </ButtonLink>
            <ButtonLink to="/submissions/receive" icon="plus" kind="filled">
              {t("act.receive")}
            </ButtonLink>
          </>
        ) : null
      }
    />
  );
}
