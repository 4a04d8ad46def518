import { createHash } from "node:crypto";
import type { IncidentReport } from "#prisma/generated/client.ts";
import type { Tx } from "../../kernel/db.server.ts";
import { notFound, permit, permitRead, Refusal, stale } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { type ReportPermission, reportRules } from "../../permissions/reports.ts";
import { type LockedIncident, lockIncident } from "../incident.server.ts";
import type { ReportKind } from "./report-kinds.ts";
import { linesOf, type Paragraph, paragraphsIn } from "./report-text.ts";

/** Locks the incident of a report, then reads the report: the incident's lock serialises them. */
export async function lockReport(
  tx: Tx,
  actor: Actor,
  id: string,
  now: Date,
  permission: ReportPermission,
): Promise<{ incident: LockedIncident; report: IncidentReport }> {
  const found = await tx.incidentReport.findUnique({ where: { id }, select: { incidentId: true } });
  if (!found) throw notFound();
  const incident = await lockIncident(tx, actor, found.incidentId, now);
  permitRead(reportRules["incidents.report.read"](actor, incident, now));
  permit(reportRules[permission](actor, incident, now));
  return { incident, report: await tx.incidentReport.findUniqueOrThrow({ where: { id } }) };
}

/** Saves a report that is still in the state in which it was read. */
export async function saveReport(
  tx: Tx,
  report: IncidentReport,
  change: Parameters<Tx["incidentReport"]["updateMany"]>[0]["data"],
): Promise<void> {
  const { count } = await tx.incidentReport.updateMany({
    where: { id: report.id, state: report.state, version: report.version },
    data: change,
  });
  if (count === 0) throw stale();
}

/** What every event of a report says. */
export const named = (report: IncidentReport) => ({
  incidentId: report.incidentId,
  reportId: report.id,
  kind: report.kind as ReportKind,
  no: report.no,
});

/** The text as it is saved, of the version that is being written. */
export async function savedText(tx: Tx, report: IncidentReport): Promise<Paragraph[]> {
  const document = await tx.reportDocument.findUniqueOrThrow({
    where: { reportId_version: { reportId: report.id, version: report.version } },
  });
  return paragraphsIn(document.state);
}

/** The saved text, provided it is what the page showed: the last keystrokes may still be under way. */
export async function textAsSeen(tx: Tx, report: IncidentReport, seen: string | undefined): Promise<Paragraph[]> {
  const paragraphs = await savedText(tx, report);
  const lines = linesOf(paragraphs);
  if (lines.length === 0)
    throw new Refusal("invalid", say("正文还是空的，请先写。", "The report is still empty; write it first."));
  if (seen !== undefined && seen !== lines.join("\n"))
    throw new Refusal(
      "stale",
      say(
        "正文刚有改动，还在保存。请看一眼最新正文再按一次。",
        "The text has just changed and is being saved. Look at it and press again.",
      ),
    );
  return paragraphs;
}

export const hashOf = (parts: readonly (string | readonly string[])[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");
export const textHash = (paragraphs: readonly Paragraph[]): string => hashOf(linesOf(paragraphs));
