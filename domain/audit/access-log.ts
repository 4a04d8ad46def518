import { inLanguage, type Locale, type Sentence, say } from "../kernel/sentence.ts";
import { type Duty, duties, dutyNames } from "../people/duties.ts";
import type { Allowed, KeyedPage } from "../people/register.ts";
import { type AccessAction, type PersonalField, personalFields, type SubjectKind } from "./access.ts";

/** View models of the access log. Times ISO 8601. By time alone: no totals a person, no order by person. */
export type AccessLine = {
  id: string;
  at: string;
  personName: string;
  unitName: string;
  duty: string;
  action: AccessAction;
  subjectKind: SubjectKind;
  label: string;
  field: PersonalField | null;
  reason: string | null;
  /** A reason was asked and says nothing: 未写明. */
  unstated: boolean;
};

export const accessTabs = ["all", "reveal", "export", "refused"] as const;
export type AccessTab = (typeof accessTabs)[number];
/** Which actions stand under a tab; under "all" every one. */
export const tabActions: { [T in Exclude<AccessTab, "all">]: readonly AccessAction[] } = {
  reveal: ["reveal"],
  export: ["export", "print"],
  refused: ["refused"],
};

/** What is asked of the log. `from` and `until` are days (YYYY-MM-DD, both included, Asia/Shanghai). */
export type AccessFilter = {
  tab: AccessTab;
  from: string;
  until: string;
  /** Name of a person or unit: characters, pinyin, initials. */
  who: string;
  /** Part of a number. */
  subject: string;
  /** Only reasons that say nothing. */
  unstated: boolean;
};
/** Days shown when none are asked for, today included. */
export const DEFAULT_DAYS = 3;
export const pageSizes = [20, 50, 100] as const;

export type AccessPage = KeyedPage<AccessLine> & {
  /** Above 10,000 it is 10,001; null where it would have to read every reason. */
  total: number | null;
};

export type AccessInquiryView = {
  id: string;
  state: "asked" | "answered" | "checked";
  question: string;
  askedBy: string;
  askedAt: string;
  answer: string | null;
  answeredAt: string | null;
};

/** One entry in its place. */
export type AccessDetail = {
  line: AccessLine;
  /** By which grant it was possible; null for what was refused. */
  grant: { orderNumber: string; scopeName: string; notAfter: string; revokedAt: string | null } | null;
  session: { startedAt: string; userAgent: string } | null;
  /** Of a reveal: everybody who has seen the same field in the last 30 days, as far as the reader may know. */
  sameField: { at: string; personName: string; reason: string }[] | null;
  /** Other entries of the same session within five minutes before and after, oldest first. */
  around: AccessLine[];
  /** The beginning and end of its hash, and whether it fits the one before. */
  seal: { hash: string; fits: boolean };
  inquiries: AccessInquiryView[];
  can: { ask: Allowed; check: Allowed };
};

const subjects: { [S in SubjectKind]: Sentence } = {
  incident: say("群体事件", "Incident"),
  submission: say("信访件", "Submission"),
  attachment: say("附件", "Attachment"),
  representative: say("代表", "Representative"),
  person: say("人员", "Person"),
  grants: say("授权变动", "Changes of grants"),
  "access-log": say("访问记录", "Access log"),
  board: say("调度台", "Dispatch board"),
};
/** Kinds whose label alone says what they are: 群 2026-0117, 20261122-0140. */
const named: readonly SubjectKind[] = ["incident", "submission"];

/** What was opened, in words: its number (never a name or a value), what of it, and that it showed nothing where it was refused. */
export function subjectText(
  {
    subjectKind,
    label,
    field,
    action,
  }: Pick<AccessLine, "subjectKind" | "field" | "action"> & { label: string | null },
  locale: string,
): string {
  const tell = (sentence: Sentence) => inLanguage(sentence, locale);
  const kind = tell(subjects[subjectKind]);
  const alone = label !== null && label !== "" && named.includes(subjectKind);
  const parts = alone
    ? [label]
    : subjectKind === "access-log" || subjectKind === "grants"
      ? [kind, label]
      : [label, kind];
  if (label === null) parts.push(tell(say("（编号不显示）", "(number not shown)")));
  if (field) parts.push(tell(personalFields[field]));
  if (action === "refused" && label !== null) parts.push(tell(say("显示未找到", "shown as not found")));
  return parts.filter(Boolean).join("　");
}

/** For opening no reason is asked. */
export const asksReason = (action: AccessAction): boolean =>
  action === "reveal" || action === "export" || action === "print";
export const noReasonAsked = say("不须填", "Not asked");

/** The duty as the entry keeps it (in Chinese), in the reader's language. */
export function dutyText(duty: string, locale: Locale | string): string {
  const known = dutyNames.find((name: Duty) => duties[name].zh === duty);
  return known ? inLanguage(duties[known], locale) : duty;
}
