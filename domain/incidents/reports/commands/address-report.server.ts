import { newId } from "#domain/kernel/id.ts";
import { command } from "../../../kernel/command.server.ts";
import type { Tx } from "../../../kernel/db.server.ts";
import { next } from "../../../kernel/machine.ts";
import { record } from "../../../kernel/record.server.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { say } from "../../../kernel/sentence.ts";
import { eventTimeOf, noteEntry } from "../../incident.server.ts";
import { refuseLower } from "../addressees.server.ts";
import { AddAddresseeInput, AddresseeInput, HeadReportInput, ReceivedInput } from "../inputs.ts";
import { lockReport, named, saveReport } from "../report.server.ts";
import type { AddresseeClass } from "../report-kinds.ts";
import { reportMachine } from "../report-machine.ts";

async function addresseeOf(tx: Tx, id: string) {
  const addressee = await tx.reportAddressee.findUnique({ where: { id } });
  if (!addressee) throw notFound();
  return addressee;
}

/** Adds whom a report goes to, while it is written. What is drafted is no history: the frozen row says who was addressed. */
export const addAddressee = command(
  "incidents.report.address",
  AddAddresseeInput,
  async ({ tx, actor, input, now }) => {
    const { report } = await lockReport(tx, actor, input.reportId, now, "incidents.report.write");
    next(reportMachine, report.state, "check");
    await refuseLower(tx, input.name);
    const present = await tx.reportAddressee.findMany({ where: { reportId: report.id } });
    if (present.some((one) => one.name === input.name))
      throw new Refusal("invalid", say("已经在收文单位里了。", "It is addressed already."), {
        fields: { name: say("已在列", "Already there") },
      });
    const id = newId(now.getTime());
    await tx.reportAddressee.create({
      data: {
        id,
        reportId: report.id,
        class: input.class,
        name: input.name,
        copy: input.copy,
        sort: Math.max(-1, ...present.map((one) => one.sort)) + 1,
      },
    });
    return { addresseeId: id };
  },
);

export const removeAddressee = command(
  "incidents.report.unaddress",
  AddresseeInput,
  async ({ tx, actor, input, now }) => {
    const addressee = await addresseeOf(tx, input.addresseeId);
    const { report } = await lockReport(tx, actor, addressee.reportId, now, "incidents.report.write");
    next(reportMachine, report.state, "check");
    await tx.reportAddressee.deleteMany({ where: { id: addressee.id } });
    return {};
  },
);

/** Title and contact line, while the report is written. */
export const headReport = command("incidents.report.head", HeadReportInput, async ({ tx, actor, input, now }) => {
  const { report } = await lockReport(tx, actor, input.reportId, now, "incidents.report.write");
  next(reportMachine, report.state, "check");
  await saveReport(tx, report, { title: input.title, contact: input.contact });
  return {};
});

/** Notes that an addressee has a report in hand: who took it, and when. */
export const receiveReport = command("incidents.report.receive", ReceivedInput, async ({ tx, actor, input, now }) => {
  const addressee = await addresseeOf(tx, input.addresseeId);
  const { incident, report } = await lockReport(tx, actor, addressee.reportId, now, "incidents.report.write");
  if (addressee.sentAt === null || addressee.receivedAt !== null)
    throw new Refusal(
      "wrong_state",
      say("这一份还没有报送，或者已经记过签收。", "It was not sent yet, or its receipt is noted already."),
    );
  const at = eventTimeOf(input.eventTime, now, incident);
  await tx.reportAddressee.update({
    where: { id: addressee.id },
    data: { receivedAt: at, receivedBy: input.receivedBy },
  });
  const entry = await record(
    tx,
    "incidents.report.received",
    incident.id,
    {
      ...named(report),
      addresseeId: addressee.id,
      class: addressee.class as AddresseeClass,
      name: addressee.name,
      receivedBy: input.receivedBy,
    },
    { eventTime: at },
  );
  await noteEntry(tx, incident, entry);
  return {};
});
