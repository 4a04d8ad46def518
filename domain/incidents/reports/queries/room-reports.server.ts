import type { Run, Tx } from "../../../kernel/db.server.ts";
import type { Level } from "../../levels.ts";
import type { AddresseeClass, ReportKind, TimedKind } from "../report-kinds.ts";
import type { ReportState } from "../report-machine.ts";
import type { ReportLimits, ReportTimer } from "../report-timers.ts";
import type { RoomReport } from "../room-reports.ts";

/** The reports of an incident, in the order they were begun, as the room's reducer holds them. */
export async function roomReports(tx: Tx, incidentId: string): Promise<RoomReport[]> {
  const rows = await tx.incidentReport.findMany({
    where: { incidentId },
    orderBy: [{ draftedAt: "asc" }, { id: "asc" }],
    include: { addressees: { orderBy: { sort: "asc" } } },
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ReportKind,
    no: row.no,
    correctsId: row.correctsId,
    state: row.state as ReportState,
    version: row.version,
    number: row.number,
    draftedAt: row.draftedAt.toISOString(),
    draftedBy: row.draftedBy,
    signedBy: row.signedBy,
    sentAt: row.sentAt?.toISOString() ?? null,
    addressees: row.sentAt
      ? row.addressees.map((one) => ({
          id: one.id,
          class: one.class as AddresseeClass,
          name: one.name,
          receivedAt: one.receivedAt?.toISOString() ?? null,
          receivedBy: one.receivedBy,
        }))
      : [],
  }));
}

/** What each class of addressees is owed next, as the room's reducer holds it. */
export async function roomReportTimers(run: Run, incidentId: string): Promise<ReportTimer[]> {
  const rows = await run<Omit<ReportTimer, "since"> & { since: Date }>(
    `select addressee, kind, since, open from report_timer where incident_id = $1 order by addressee collate "C"`,
    [incidentId],
  );
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

/** The table of limits. */
export async function reportLimits(run: Run): Promise<ReportLimits> {
  const rows = await run<{ level: Level; kind: TimedKind; addressee: AddresseeClass; minutes: number }>(
    "select level, kind, addressee, minutes from report_limit",
  );
  const limits = {} as ReportLimits;
  for (const { level, kind, addressee, minutes } of rows) {
    limits[level] ??= {} as ReportLimits[Level];
    limits[level][kind] ??= {} as ReportLimits[Level][TimedKind];
    limits[level][kind][addressee] = minutes;
  }
  return limits;
}
