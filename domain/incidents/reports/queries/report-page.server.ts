import { streamBefore } from "../../../events/read.server.ts";
import { type Run, snapshot, type Tx } from "../../../kernel/db.server.ts";
import { notFound } from "../../../kernel/refusal.ts";
import type { Actor } from "../../../people/actor.ts";
import { cityName } from "../../../people/queries/city.server.ts";
import { type ReportPermission, reportRules } from "../../../permissions/reports.ts";
import { type Abilities, abilities } from "../../../permissions/verdict.ts";
import type { Level } from "../../levels.ts";
import { readableIncident, withStrikes } from "../../queries/room.server.ts";
import type { RoomEntry } from "../../room.ts";
import { type Paper, paperOf } from "../paper.ts";
import type { AddresseeClass, ReportKind } from "../report-kinds.ts";
import { isDropped, isWritten, type ReportState } from "../report-machine.ts";
import { linesOf, paragraphsIn } from "../report-text.ts";
import { openTimers } from "../report-timers.ts";
import { besideReport, type ReportCommentView, type ReportWritingView } from "./report-beside.server.ts";
import { reportLimits, roomReportTimers } from "./room-reports.server.ts";

/** Entries beside a report: the newest so many; what lies further back is in the room. */
const ENTRIES_BESIDE = 400;

export type ReportAddresseeView = {
  id: string;
  class: AddresseeClass;
  name: string;
  copy: boolean;
  sentAt: string | null;
  receivedAt: string | null;
  receivedBy: string | null;
  /** When a report to this class is due; null when none is owed, or it was sent. */
  due: { at: string; from: string } | null;
};
export type OtherReport = { id: string; kind: ReportKind; no: number; state: ReportState };
/** One report with what it is drawn from. Times ISO 8601. */
export type ReportView = {
  incident: { id: string; number: string; title: string; level: Level; drill: boolean; closed: boolean };
  id: string;
  kind: ReportKind;
  no: number;
  state: ReportState;
  version: number;
  writing: boolean;
  title: string;
  contact: string;
  number: string | null;
  drafted: { by: string; at: string };
  checked: { by: string; at: string; current: boolean } | null;
  frozen: { by: string; at: string; hash: string; sources: number[] } | null;
  signed: { by: string; at: string } | null;
  returned: { by: string; at: string; reason: string } | null;
  addressees: ReportAddresseeView[];
  /** The saved text, or the frozen one: what is read without scripts and while the editor is away. */
  lines: string[];
  paper: Paper;
  others: OtherReport[];
  /** The text of the report sent before this one, for comparing; null when there is none. */
  before: { id: string; kind: ReportKind; no: number; sentAt: string; lines: string[] } | null;
  comments: ReportCommentView[];
  writings: ReportWritingView[];
  entries: RoomEntry[];
  /** Up to which entry the incident stood when the draft was begun. */
  begunAtSeq: number;
  can: Abilities<ReportPermission>;
  me: { personId: string; name: string; unitName: string };
  seq: number;
};

/** One report, for who may read reports of its incident; anybody else is told that there is none. */
export const reportPage = (actor: Actor, incidentId: string, reportId: string, now: Date): Promise<ReportView> =>
  snapshot((tx, run) => viewIn(tx, run, actor, incidentId, reportId, now));

async function viewIn(tx: Tx, run: Run, actor: Actor, incidentId: string, reportId: string, now: Date) {
  const thing = await readableIncident(actor, incidentId, now, run);
  if (reportRules["incidents.report.read"](actor, thing, now) !== true || !/^[0-9a-f-]{36}$/i.test(reportId))
    throw notFound();
  const row = await tx.incidentReport.findFirst({
    where: { id: reportId, incidentId },
    include: { addressees: { orderBy: { sort: "asc" } } },
  });
  if (!row) throw notFound();
  const incident = await tx.incident.findUniqueOrThrow({ where: { id: incidentId } });
  const writing = isWritten(row.state);
  const frozen = writing
    ? null
    : await tx.reportFrozen.findUnique({ where: { reportId_version: { reportId, version: row.version } } });
  const lines = frozen?.paragraphs ?? (await textOf(tx, reportId, row.version));
  const all = await tx.incidentReport.findMany({
    where: { incidentId },
    orderBy: [{ draftedAt: "asc" }, { id: "asc" }],
  });
  const previous = all.filter((one) => one.sentAt !== null && one.id !== reportId && one.draftedAt <= row.draftedAt);
  const last =
    all.find((one) => one.id === row.correctsId) ?? previous.filter((one) => one.kind !== "correction").at(-1);
  const timers = openTimers(await roomReportTimers(run, incidentId), incident.level as Level, await reportLimits(run));
  const entries = await withStrikes(incidentId, await streamBefore(incidentId, null, ENTRIES_BESIDE, run), run);
  const office = `${(await cityName()) ?? ""}信访工作联席会议办公室`;
  const names = (copy: boolean) => row.addressees.filter((one) => one.copy === copy).map((one) => one.name);
  const drafted = entries.find((e) => e.name === "incidents.report.drafted" && e.data.reportId === reportId);
  return {
    incident: {
      id: incident.id,
      number: incident.number,
      title: incident.title,
      level: incident.level as Level,
      drill: incident.drill,
      closed: incident.closedAt !== null,
    },
    id: row.id,
    kind: row.kind as ReportKind,
    no: row.no,
    state: row.state as ReportState,
    version: row.version,
    writing,
    title: row.title,
    contact: row.contact,
    number: row.number,
    drafted: { by: row.draftedBy, at: row.draftedAt.toISOString() },
    checked:
      row.checkedAt && row.checkedBy && row.checkedHash
        ? { by: row.checkedBy, at: row.checkedAt.toISOString(), current: row.state !== "draft" }
        : null,
    frozen: frozen && {
      by: row.frozenBy ?? "",
      at: frozen.frozenAt.toISOString(),
      hash: frozen.hash,
      sources: frozen.sources,
    },
    signed: row.signedAt && { by: row.signedBy ?? "", at: row.signedAt.toISOString() },
    returned: row.returnedAt && {
      by: row.returnedBy ?? "",
      at: row.returnedAt.toISOString(),
      reason: row.returnedReason ?? "",
    },
    addressees: row.addressees.map((one) => {
      const timer = row.sentAt ? undefined : timers.find((open) => open.addressee === one.class);
      return {
        id: one.id,
        class: one.class as AddresseeClass,
        name: one.name,
        copy: one.copy,
        sentAt: one.sentAt?.toISOString() ?? null,
        receivedAt: one.receivedAt?.toISOString() ?? null,
        receivedBy: one.receivedBy,
        due: timer && row.kind !== "correction" ? { at: timer.dueAt, from: timer.since } : null,
      };
    }),
    lines,
    paper: paperOf({
      office,
      number: row.number,
      signedBy: row.signedBy,
      drill: incident.drill,
      title: frozen?.title ?? row.title,
      main: frozen?.main ?? names(false),
      copies: frozen?.copies ?? names(true),
      lines,
      contact: frozen?.contact ?? row.contact,
      at: (row.signedAt ?? now).toISOString(),
    }),
    others: all
      .filter((one) => one.id !== reportId && !isDropped(one.state))
      .map((one) => ({ id: one.id, kind: one.kind as ReportKind, no: one.no, state: one.state as ReportState })),
    before: last
      ? {
          id: last.id,
          kind: last.kind as ReportKind,
          no: last.no,
          sentAt: (last.sentAt ?? last.draftedAt).toISOString(),
          lines:
            (
              await tx.reportFrozen.findUnique({
                where: { reportId_version: { reportId: last.id, version: last.version } },
              })
            )?.paragraphs ?? [],
        }
      : null,
    ...(await besideReport(tx, reportId)),
    entries,
    begunAtSeq: drafted?.seq ?? 0,
    can: abilities(reportRules, actor, thing, now),
    me: { personId: actor.personId, name: actor.name, unitName: actor.unitName },
    seq: entries.at(-1)?.seq ?? 0,
  } satisfies ReportView;
}

async function textOf(tx: Tx, reportId: string, version: number): Promise<string[]> {
  const document = await tx.reportDocument.findUnique({ where: { reportId_version: { reportId, version } } });
  return document ? linesOf(paragraphsIn(document.state)) : [];
}
