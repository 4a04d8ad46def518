import { type Sentence, say } from "../kernel/sentence.ts";
import type { ProblemCode, problemGrade } from "./spreadsheet/row-problems.ts";

/** Findings with which a row is written all the same, and which stay with the submission. */
export type Doubt = { [C in ProblemCode]: (typeof problemGrade)[C] extends "doubtful" ? C : never }[ProblemCode];

export const doubtNames: { [D in Doubt]: Sentence } = {
  title_empty: say("标题为空", "No title"),
  body_empty: say("内容为空", "No text"),
  date_very_old: say("收到时间早于 1990 年", "Received before 1990"),
  channel_empty: say("形式为空，按网上信访记", "No form; taken as a web message"),
  same_text: say("与同一份文件中另一件文字相同", "Same text as another row of the same file"),
};
export const isDoubt = (code: string): code is Doubt => Object.hasOwn(doubtNames, code);
