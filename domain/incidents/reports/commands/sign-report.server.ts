import { command } from "../../../kernel/command.server.ts";
import { next } from "../../../kernel/machine.ts";
import { chinaDate, takeNumber } from "../../../kernel/numbers.server.ts";
import { record } from "../../../kernel/record.server.ts";
import { stale } from "../../../kernel/refusal.ts";
import { cityShort } from "../../../people/queries/city.server.ts";
import { noteEntry, refreshCard } from "../../incident.server.ts";
import { ReturnReportInput, SignReportInput } from "../inputs.ts";
import { lockReport, named, saveReport } from "../report.server.ts";
import type { AddresseeClass, ReportKind } from "../report-kinds.ts";
import { reportMachine } from "../report-machine.ts";
import { moveReportTimers } from "../timers.server.ts";

/** 签发: the frozen text gets its number and goes out at once to all it is addressed to. Exercises have a series of their own. */
export const signReport = command("incidents.report.sign", SignReportInput, async ({ tx, actor, input, now }) => {
  const { incident, report } = await lockReport(tx, actor, input.reportId, now, "incidents.report.sign");
  if (report.version !== input.version) throw stale();
  const signed = next(reportMachine, report.state, "sign");
  const { hash } = await tx.reportFrozen.findUniqueOrThrow({
    where: { reportId_version: { reportId: report.id, version: report.version } },
  });
  const { year } = chinaDate(now);
  const series = incident.drill ? "演报" : "报";
  const taken = await takeNumber(tx, `report:${series}:${year}`);
  const number = `${await cityShort()}联办${series}〔${year}〕${taken}号`;
  const state = next(reportMachine, signed, "send");
  await saveReport(tx, report, { state, number, signedAt: now, signedBy: actor.name, sentAt: now });
  await tx.reportAddressee.updateMany({ where: { reportId: report.id }, data: { sentAt: now } });
  const addressees = await tx.reportAddressee.findMany({ where: { reportId: report.id }, orderBy: { sort: "asc" } });
  const entry = await record(tx, "incidents.report.signed", incident.id, {
    ...named(report),
    version: report.version,
    number,
    hash,
  });
  await record(tx, "incidents.report.sent", incident.id, {
    ...named(report),
    number,
    addressees: addressees.map((one) => ({ addresseeId: one.id, class: one.class as AddresseeClass, name: one.name })),
  });
  const kind = report.kind as ReportKind;
  const classes = addressees.map((one) => one.class as AddresseeClass);
  await moveReportTimers(tx, incident, { does: "sent", at: now.toISOString(), kind, addressees: classes });
  await refreshCard(tx, incident);
  await noteEntry(tx, incident, entry);
  return { state, number };
});

/** 退回: the draft goes on as a new version, with the signer's reason on top; what was frozen stays as it was. */
export const returnReport = command("incidents.report.return", ReturnReportInput, async ({ tx, actor, input, now }) => {
  const { incident, report } = await lockReport(tx, actor, input.reportId, now, "incidents.report.sign");
  if (report.version !== input.version) throw stale();
  const state = next(reportMachine, report.state, "sendBack");
  const version = report.version + 1;
  const { state: text } = await tx.reportDocument.findUniqueOrThrow({
    where: { reportId_version: { reportId: report.id, version: report.version } },
  });
  await tx.reportDocument.create({ data: { reportId: report.id, version, state: text, updatedAt: now } });
  await saveReport(tx, report, {
    state,
    version,
    checkedHash: null,
    returnedAt: now,
    returnedBy: actor.name,
    returnedReason: input.reason,
  });
  const entry = await record(tx, "incidents.report.returned", incident.id, { ...named(report), version });
  await noteEntry(tx, incident, entry);
  return { state, version };
});
