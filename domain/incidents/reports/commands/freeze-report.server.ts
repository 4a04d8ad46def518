import { command } from "../../../kernel/command.server.ts";
import { next } from "../../../kernel/machine.ts";
import { record } from "../../../kernel/record.server.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { say } from "../../../kernel/sentence.ts";
import { noteEntry } from "../../incident.server.ts";
import { ReportTextInput } from "../inputs.ts";
import { hashOf, lockReport, named, saveReport, textAsSeen, textHash } from "../report.server.ts";
import { reportMachine } from "../report-machine.ts";
import { linesOf } from "../report-text.ts";

/** 核稿: somebody has read the text as it is now. Writing goes on; what changes is checked again before it is frozen. */
export const checkReport = command("incidents.report.check", ReportTextInput, async ({ tx, actor, input, now }) => {
  const { incident, report } = await lockReport(tx, actor, input.reportId, now, "incidents.report.write");
  const state = next(reportMachine, report.state, "check");
  const paragraphs = await textAsSeen(tx, report, input.seen);
  await saveReport(tx, report, {
    state,
    checkedAt: now,
    checkedBy: actor.name,
    checkedHash: textHash(paragraphs),
  });
  const entry = await record(tx, "incidents.report.checked", incident.id, {
    ...named(report),
    version: report.version,
  });
  await noteEntry(tx, incident, entry);
  return { state };
});

/** 冻结: exactly the text that was checked, with the entries it was drawn from, is laid down and goes to the signer. */
export const freezeReport = command("incidents.report.freeze", ReportTextInput, async ({ tx, actor, input, now }) => {
  const { incident, report } = await lockReport(tx, actor, input.reportId, now, "incidents.report.write");
  const state = next(reportMachine, report.state, "freeze");
  const paragraphs = await textAsSeen(tx, report, input.seen);
  if (report.checkedHash !== textHash(paragraphs))
    throw new Refusal(
      "wrong_state",
      say("核稿后正文又改过，请再核一遍。", "The text has changed since it was checked; check it once more."),
    );
  const addressees = await tx.reportAddressee.findMany({ where: { reportId: report.id }, orderBy: { sort: "asc" } });
  const main = addressees.filter((one) => !one.copy).map((one) => one.name);
  const copies = addressees.filter((one) => one.copy).map((one) => one.name);
  if (main.length === 0)
    throw new Refusal("invalid", say("还没有主送单位，请先加上。", "Nobody is addressed yet; add who it goes to."));
  const lines = linesOf(paragraphs);
  const sources = [...new Set(paragraphs.flatMap((one) => one.sources))].sort((a, b) => a - b);
  const hash = hashOf([report.title, main, copies, lines, report.contact]);
  await tx.reportFrozen.create({
    data: {
      reportId: report.id,
      version: report.version,
      title: report.title,
      main,
      copies,
      paragraphs: lines,
      contact: report.contact,
      drill: incident.drill,
      sources,
      hash,
      frozenAt: now,
    },
  });
  await saveReport(tx, report, { state, frozenAt: now, frozenBy: actor.name });
  const entry = await record(tx, "incidents.report.frozen", incident.id, {
    ...named(report),
    version: report.version,
    hash,
    sources,
  });
  await noteEntry(tx, incident, entry);
  return { state, hash };
});
