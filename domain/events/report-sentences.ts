import type { z } from "zod";
import { addresseeNames, kindName, reportName } from "../incidents/reports/report-kinds.ts";
import { type Sentence, say } from "../kernel/sentence.ts";
import type { By } from "./incident-sentences.ts";
import type { ReportEventName, reportEvents } from "./reports.ts";

type Data<N extends ReportEventName> = z.infer<(typeof reportEvents)[N]>;
const of = (d: Parameters<typeof reportName> extends [infer K, infer N] ? { kind: K; no: N } : never) =>
  reportName(d.kind, d.no);
const names = (list: { name: string }[]) => list.map((one) => one.name);

/** One line an event of reports. Reasons and texts stay in the report itself. */
export const reportSentences: { [N in ReportEventName]: (data: Data<N>, by: By) => Sentence } = {
  "incidents.report.drafted": (d, by) => say(`${by.name} 起草${of(d).zh}`, `${by.name} began ${of(d).en}`),
  "incidents.report.dropped": (d, by) => say(`${by.name} 撤下${of(d).zh}`, `${by.name} dropped ${of(d).en}`),
  "incidents.report.checked": (d, by) => say(`${by.name} 核稿${of(d).zh}`, `${by.name} checked ${of(d).en}`),
  "incidents.report.frozen": (d, by) =>
    say(`${by.name} 冻结${of(d).zh}，送签`, `${by.name} froze ${of(d).en} for signature`),
  "incidents.report.returned": (d, by) => say(`${by.name} 退回${of(d).zh}`, `${by.name} sent ${of(d).en} back`),
  "incidents.report.signed": (d, by) =>
    say(`${by.name} 签发${of(d).zh}，${d.number}`, `${by.name} signed ${of(d).en}, ${d.number}`),
  "incidents.report.sent": (d) =>
    say(`${of(d).zh}已报送 ${names(d.addressees).join("、")}`, `${of(d).en} went to ${names(d.addressees).join(", ")}`),
  "incidents.report.received": (d, by) =>
    say(
      `${by.name} 记录：${d.name} 收到${of(d).zh}（${d.receivedBy}）`,
      `${by.name} noted: ${d.name} received ${of(d).en} (${d.receivedBy})`,
    ),
  "incidents.report.overdue": (d) =>
    say(
      `${kindName(d.kind).zh}超时未报：${d.addressees.map((one) => addresseeNames[one].zh).join("、")}`,
      `${kindName(d.kind).en} is overdue: ${d.addressees.map((one) => addresseeNames[one].en).join(", ")}`,
    ),
};
