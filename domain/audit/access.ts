import { say } from "../kernel/sentence.ts";

/** What the access log distinguishes. */
export const accessActions = {
  open: say("打开", "Opened"),
  reveal: say("查看遮蔽", "Revealed"),
  export: say("导出", "Exported"),
  print: say("打印", "Printed"),
  download: say("下载附件", "Downloaded"),
  search: say("查询记录", "Read the log"),
  refused: say("未允许", "Refused"),
} as const;
export type AccessAction = keyof typeof accessActions;
export const isAccessAction = (value: string): value is AccessAction => Object.hasOwn(accessActions, value);

/** What can be opened. */
export type SubjectKind =
  | "incident"
  | "submission"
  | "attachment"
  | "representative"
  | "person"
  | "grants"
  | "access-log"
  | "board";

/** Fields that are masked by default (design 8.5). */
export const personalFields = {
  phone: say("电话", "Phone"),
  idNumber: say("证件号", "ID number"),
  address: say("住址", "Address"),
} as const;
export type PersonalField = keyof typeof personalFields;
export const isPersonalField = (value: string): value is PersonalField => Object.hasOwn(personalFields, value);

/** A revealed value is shown so long, in seconds. */
export const REVEAL_SECONDS = 60;

/** A reason that says nothing (其他, 工作需要, one character again and again): shown to oversight as 未写明. */
export function saysNothing(reason: string): boolean {
  const bare = reason.replace(/[\s\p{P}\p{S}]/gu, "");
  return (
    bare.length < 4 ||
    /^(其他|其它|工作|需要|查看|看看|核实|了解|情况|一下|other|work|check)+$/iu.test(bare) ||
    new Set(bare).size <= 2
  );
}
