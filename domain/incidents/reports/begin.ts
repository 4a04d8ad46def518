import { kindName, type ReportKind, reportName } from "./report-kinds.ts";

const pad = (n: number) => String(n).padStart(2, "0");
const china = (iso: string | Date) => new Date(new Date(iso).getTime() + 8 * 3_600_000);
/** 11月24日11时52分, in Asia/Shanghai. */
export function chineseMoment(iso: string | Date): string {
  const at = china(iso);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日${at.getUTCHours()}时${pad(at.getUTCMinutes())}分`;
}
/** 2026年11月24日, in Asia/Shanghai. */
export function chineseDay(iso: string | Date): string {
  const at = china(iso);
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
}

/** 关于红石镇搅拌站扬尘噪声群众集体反映情况的续报（一） */
export const titleOf = (incidentTitle: string, kind: ReportKind, no: number): string =>
  `关于${incidentTitle}群众集体反映情况的${reportName(kind, no).zh}`;

type Incident = { title: string; place: string; countyName: string; occurredAt: Date; closedAt: Date | null };
/** The report before, where there is one. */
type Before = { kind: ReportKind; no: number; number: string; sentAt: Date } | null;

/** What a draft begins with: the opening sentence and the headings of its kind; the rest is drawn from the timeline. */
export function opening(kind: ReportKind, incident: Incident, before: Before): string[] {
  const place = incident.place.startsWith(incident.countyName)
    ? incident.place
    : `${incident.countyName}${incident.place}`;
  const since = before ? `${chineseMoment(before.sentAt)}${reportName(before.kind, before.no).zh}后，` : "";
  switch (kind) {
    case "first":
      return [
        `${chineseMoment(incident.occurredAt)}，${place}发生${incident.title}群众集体反映情况。现将有关情况报告如下。`,
        "一、基本情况。",
        "二、已做工作",
        "三、下一步安排",
        "后续情况及时报告。",
      ];
    case "follow_up":
      return [
        `${since}现将有关情况续报如下。`,
        "一、现场情况。",
        "二、已做工作",
        "三、下一步安排",
        "后续情况及时报告。",
      ];
    case "final":
      return [
        `${incident.closedAt ? `${chineseMoment(incident.closedAt)}，` : ""}${place}${incident.title}一事已办结。现将有关情况报告如下。`,
        "一、处置经过。",
        "二、处理结果",
        "三、后续工作",
        "特此报告。",
      ];
    case "correction":
      return [
        before
          ? `${before.number}（${kindName(before.kind).zh}）有关内容更正如下，其余不变。`
          : "有关内容更正如下，其余不变。",
      ];
  }
}
