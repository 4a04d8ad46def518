import { Link, useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { kindName, reportName } from "#domain/incidents/reports/report-kinds.ts";
import { isDropped, isOver, reportStateNames } from "#domain/incidents/reports/report-machine.ts";
import { nextKind, openTimers } from "#domain/incidents/reports/report-timers.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { useNow } from "../../../ui/clock.ts";
import { formatShort } from "../../../ui/format.ts";
import { Timer } from "../../../ui/timer.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { Panel } from "../room/panel.tsx";
import { useRoom, useRoomState } from "../room/room-context.ts";

/** Running timers of the room's incident, the nearest first. */
export function useOpenReportTimers() {
  const { reporting } = useRoom();
  const facts = useRoomState("facts");
  return openTimers(useRoomState("reportTimers"), facts.level, reporting.limits);
}

/** The last report that was sent, and the next that is owed: in the bar of facts. */
export function ReportTimers() {
  const locale = useLocale();
  const reports = useRoomState("reports");
  const [next] = useOpenReportTimers();
  const last = reports.filter((one) => one.sentAt !== null && one.kind !== "correction").at(-1);
  return (
    <>
      {last?.sentAt ? (
        <Timer
          label={inLanguage(kindName(last.kind), locale)}
          dueAt={last.sentAt}
          doneAt={last.sentAt}
          className="narrow:!hidden"
        />
      ) : null}
      {next ? (
        <Timer label={inLanguage(kindName(next.kind), locale)} dueAt={next.dueAt} startedAt={next.since} />
      ) : null}
    </>
  );
}

/** 拟续报: begins the next report, or leads to the one that is being written. */
export function DraftReport() {
  const { t } = useTranslation("reports");
  const locale = useLocale();
  const navigate = useNavigate();
  const { incidentId, act, reporting, reachable } = useRoom();
  const facts = useRoomState("facts");
  const reports = useRoomState("reports");
  const timers = useRoomState("reportTimers");
  const [busy, setBusy] = useState(false);
  const underWay = reports.find((one) => one.kind !== "correction" && !isOver(one.state));
  const to = (reportId: string) => `/incidents/${incidentId}/reports/${reportId}`;
  if (underWay && reporting.can["incidents.report.read"] === true)
    return (
      <ButtonLink to={to(underWay.id)} icon="file-text">
        {inLanguage(reportName(underWay.kind, underWay.no), locale)}
      </ButtonLink>
    );
  if (reporting.can["incidents.report.write"] !== true || timers.every((timer) => !timer.open)) return null;
  const kind = nextKind(reports, facts);
  const begin = async () => {
    setBusy(true);
    const reply = await act("draft-report", { incidentId });
    setBusy(false);
    if (reply.ok) navigate(to((reply.outcome as { reportId: string }).reportId));
  };
  return (
    <Button icon="file-text" can={reachable} busy={busy} onClick={begin}>
      {t("room.draft", { name: inLanguage(kindName(kind), locale) })}
    </Button>
  );
}

/** The reports of the incident and how far each is; for who may read them. */
export function ReportsPanel() {
  const { t } = useTranslation("reports");
  const locale = useLocale();
  const now = useNow("minute");
  const { incidentId, reporting } = useRoom();
  const reports = useRoomState("reports").filter((one) => !isDropped(one.state));
  if (reporting.can["incidents.report.read"] !== true) return null;
  return (
    <Panel title={t("room.title")} count={reports.length}>
      {reports.length === 0 ? <p className="text-12 text-text-3">{t("room.none")}</p> : null}
      <ul>
        {reports.map((one) => (
          <li key={one.id} className="flex min-h-6 items-center gap-2 text-13 phone:min-h-phone">
            <Link
              to={`/incidents/${incidentId}/reports/${one.id}`}
              className="inline-flex min-h-6 shrink-0 items-center text-act hover:underline"
            >
              {inLanguage(reportName(one.kind, one.no), locale)}
            </Link>
            <span className="min-w-0 flex-1 truncate text-12 text-text-2">{one.number ?? one.draftedBy}</span>
            <span className="shrink-0 text-12 text-text-3">
              {inLanguage(reportStateNames[one.state], locale)} {one.sentAt ? formatShort(one.sentAt, now) : null}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
