import { type Sentence, say } from "../../kernel/sentence.ts";

/** 首报 / 续报 / 终报, and the correction of one that was sent: a report of its own. */
export const reportKinds = ["first", "follow_up", "final", "correction"] as const;
export type ReportKind = (typeof reportKinds)[number];
/** Kinds that run against a limit; nobody waits for a correction. */
export const timedKinds = ["first", "follow_up", "final"] as const satisfies readonly ReportKind[];
export type TimedKind = (typeof timedKinds)[number];

/** To whom reports go up (Art. 25): each class has limits of its own. */
export const addresseeClasses = ["government", "department", "conference", "bureau"] as const;
export type AddresseeClass = (typeof addresseeClasses)[number];
export const addresseeNames: { [A in AddresseeClass]: Sentence } = {
  government: say("党委和政府", "Party committee and government"),
  department: say("主管部门", "Competent department"),
  conference: say("联席会议办公室", "Joint conference's office"),
  bureau: say("上级信访部门", "Petition bureau above"),
};

const digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
/** 1 → 一, 12 → 十二, 23 → 二十三; at most 99. */
export function chineseNumber(no: number): string {
  if (no < 10) return digits[no]!;
  const tens = Math.floor(no / 10);
  return `${tens === 1 ? "" : digits[tens]}十${no % 10 === 0 ? "" : digits[no % 10]}`;
}

const names: { [K in ReportKind]: Sentence } = {
  first: say("首报", "First report"),
  follow_up: say("续报", "Follow-up report"),
  final: say("终报", "Final report"),
  correction: say("更正", "Correction"),
};
export const kindName = (kind: ReportKind): Sentence => names[kind];

/** 首报, 续报（二）, 终报, 更正（一）: what a report is called in the room and on paper. */
export function reportName(kind: ReportKind, no: number): Sentence {
  const { zh, en } = names[kind];
  if (kind === "follow_up" || kind === "correction") return say(`${zh}（${chineseNumber(no)}）`, `${en} ${no}`);
  return no > 1 ? say(`${zh}（${chineseNumber(no)}）`, `${en} ${no}`) : { zh, en };
}
