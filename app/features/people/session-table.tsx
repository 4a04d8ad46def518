import { Link, useFetcher, useSearchParams } from "@remix-run/react";
import { useEffect, useMemo } from "react";
import { newId } from "#domain/kernel/id.ts";
import type { SessionOfPerson, SessionsPage } from "#domain/people/register.ts";
import type { CommandResult } from "#http/run-command.server.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextInput } from "../../ui/field.tsx";
import { formatNear } from "../../ui/format.ts";
import { KeyPager } from "../../ui/key-pager.tsx";
import { Page } from "../../ui/page.tsx";
import { BarField, QueryBar } from "../../ui/query-bar.tsx";
import { Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import { toast } from "../../ui/toast-queue.ts";
import { deviceName } from "../account/device-name.ts";
import { AdminHead } from "./admin-head.tsx";
import { useRegisterUrl } from "./register-url.ts";
import { useTexts } from "./texts.ts";

/** 登录中: who is signed in, and from where. A session can be ended; what its person was writing stays in his browser. */
export function SessionTable({ page, now }: { page: SessionsPage; now: string }) {
  const t = useTexts();
  const { set } = useRegisterUrl();
  const [search] = useSearchParams();
  return (
    <Page
      head={<AdminHead tab="sessions" />}
      bar={
        <QueryBar resetTo="/admin/sessions" summary={search.get("q") ?? ""}>
          <BarField label={t("column.person")} width="w-52">
            <TextInput
              name="q"
              key={search.get("q")}
              defaultValue={search.get("q") ?? ""}
              placeholder={t("filter.nameHint")}
            />
          </BarField>
        </QueryBar>
      }
      foot={
        <KeyPager
          total={page.total}
          unit={t("unitOf.sessions")}
          previousTo={page.previous && set({ before: page.previous, after: null })}
          nextTo={page.next && set({ after: page.next, before: null })}
        />
      }
    >
      <Table
        caption={t("table.sessions")}
        tall
        rows={page.rows}
        rowId={(row) => row.session}
        columns={[
          {
            id: "person",
            head: t("column.person"),
            width: "w-[160px]",
            cell: (row) => (
              <span className="inline-flex items-center gap-2">
                <b>{row.personName}</b>
                {row.own ? <Tag tone="ok">{t("session.own")}</Tag> : null}
              </span>
            ),
          },
          { id: "unit", head: t("column.unit"), width: "w-[180px]", cell: (row) => row.unitName },
          {
            id: "device",
            head: t("session.device"),
            cell: (row) => <span title={row.userAgent}>{deviceName(row.userAgent) || t("session.unknown")}</span>,
          },
          { id: "since", head: t("session.since"), width: "w-[140px]", cell: (row) => formatNear(row.startedAt, now) },
          { id: "seen", head: t("session.seen"), width: "w-[140px]", cell: (row) => formatNear(row.lastSeenAt, now) },
          {
            id: "end",
            head: <span className="sr-only">{t("column.more")}</span>,
            width: "w-[104px]",
            align: "right",
            cut: false,
            cell: (row) =>
              row.own ? (
                <Link to="/me/sessions" className="py-1 text-act hover:underline">
                  {t("session.mine")}
                </Link>
              ) : (
                <EndSession row={row} />
              ),
          },
        ]}
        empty={<EmptyState icon="person" title={t("empty.sessions")} text={t("empty.sessionsText")} />}
      />
    </Page>
  );
}

function EndSession({ row }: { row: SessionOfPerson }) {
  const t = useTexts();
  const fetcher = useFetcher<CommandResult>();
  const answer = fetcher.data;
  useEffect(() => {
    if (answer && !answer.ok) toast({ tone: "bad", title: answer.message });
    if (answer?.ok) toast({ tone: "ok", title: t("session.ended") });
  }, [answer, t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer asks for a new id
  const commandId = useMemo(() => newId(), [answer]);
  return (
    <fetcher.Form method="post" className="inline">
      <input type="hidden" name="intent" value="end-session" />
      <input type="hidden" name="commandId" value={commandId} suppressHydrationWarning />
      <input type="hidden" name="personId" value={row.personId} />
      <input type="hidden" name="session" value={row.session} />
      <Button type="submit" kind="careful" can={row.canEnd} busy={fetcher.state !== "idle"}>
        {t("session.end")}
      </Button>
    </fetcher.Form>
  );
}
