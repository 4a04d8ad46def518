import { newId } from "#domain/kernel/id.ts";
import { command } from "../../../kernel/command.server.ts";
import { next } from "../../../kernel/machine.ts";
import { record } from "../../../kernel/record.server.ts";
import { notFound, permit, permitRead, Refusal } from "../../../kernel/refusal.ts";
import { say } from "../../../kernel/sentence.ts";
import { reportRules } from "../../../permissions/reports.ts";
import { lockIncident, noteEntry } from "../../incident.server.ts";
import { usualAddressees } from "../addressees.server.ts";
import { opening, titleOf } from "../begin.ts";
import { DraftReportInput, ReportReasonInput } from "../inputs.ts";
import { lockReport, named, saveReport } from "../report.server.ts";
import type { ReportKind } from "../report-kinds.ts";
import { isOver, reportMachine } from "../report-machine.ts";
import { beginDocument } from "../report-text.ts";
import { nextKind } from "../report-timers.ts";

/**
 * 拟报: begins the next report of the series, or the correction of one that was sent. The kind follows from what was sent and whether
 * the incident is closed. One of the series is written at a time; who asks again is led to it.
 */
export const draftReport = command("incidents.report.draft", DraftReportInput, async ({ tx, actor, input, now }) => {
  const incident = await lockIncident(tx, actor, input.incidentId, now);
  permitRead(reportRules["incidents.report.read"](actor, incident, now));
  permit(reportRules["incidents.report.write"](actor, incident, now));
  const facts = await tx.incident.findUniqueOrThrow({ where: { id: incident.id } });
  const reports = await tx.incidentReport.findMany({
    where: { incidentId: incident.id },
    orderBy: { draftedAt: "asc" },
  });
  const corrected = input.correctsId === null ? null : reports.find((one) => one.id === input.correctsId);
  if (corrected === undefined) throw notFound();
  if (corrected && corrected.sentAt === null)
    throw new Refusal(
      "wrong_state",
      say("还没有报送，不用更正，直接改正文。", "It was not sent yet: change its text instead of correcting it."),
    );
  const underWay = corrected ? undefined : reports.find((one) => one.kind !== "correction" && !isOver(one.state));
  if (underWay) return { reportId: underWay.id, begun: false };
  const kind: ReportKind = corrected
    ? "correction"
    : nextKind(
        reports.map((one) => ({ kind: one.kind as ReportKind, state: one.state })),
        facts,
      );
  const no = reports.filter((one) => one.kind === kind && one.state !== "dropped").length + 1;
  const last = corrected ?? reports.filter((one) => one.sentAt !== null && one.kind !== "correction").at(-1);
  const before = last?.sentAt
    ? { kind: last.kind as ReportKind, no: last.no, number: last.number ?? "", sentAt: last.sentAt }
    : null;
  const id = newId(now.getTime());
  await tx.incidentReport.create({
    data: {
      id,
      incidentId: incident.id,
      kind,
      no,
      correctsId: corrected?.id ?? null,
      state: "draft",
      title: titleOf(incident.title, kind, no),
      contact: actor.name,
      draftedAt: now,
      draftedById: actor.personId,
      draftedBy: actor.name,
    },
  });
  const addressees = corrected
    ? await tx.reportAddressee.findMany({ where: { reportId: corrected.id }, orderBy: { sort: "asc" } })
    : await usualAddressees(tx, incident.id);
  await tx.reportAddressee.createMany({
    data: addressees.map((one, sort) => ({
      id: newId(now.getTime()),
      reportId: id,
      class: one.class,
      name: one.name,
      copy: one.copy,
      sort,
    })),
  });
  await tx.reportDocument.create({
    data: {
      reportId: id,
      version: 1,
      state: Buffer.from(beginDocument(opening(kind, facts, before))),
      updatedAt: now,
    },
  });
  const entry = await record(tx, "incidents.report.drafted", incident.id, {
    incidentId: incident.id,
    reportId: id,
    kind,
    no,
    correctsId: corrected?.id ?? null,
  });
  await noteEntry(tx, incident, entry);
  return { reportId: id, begun: true };
});

/** Takes a draft off the desk: begun by mistake, or overtaken. It stays readable. */
export const dropReport = command("incidents.report.drop", ReportReasonInput, async ({ tx, actor, input, now }) => {
  const { incident, report } = await lockReport(tx, actor, input.reportId, now, "incidents.report.write");
  const state = next(reportMachine, report.state, "drop");
  await saveReport(tx, report, { state });
  const entry = await record(tx, "incidents.report.dropped", incident.id, { ...named(report), reason: input.reason });
  await noteEntry(tx, incident, entry);
  return { state };
});
