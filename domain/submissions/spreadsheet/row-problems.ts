import { type Sentence, say } from "#domain/kernel/sentence.ts";
import { cleanLine } from "./cell-text.ts";
import { columns, type Field, type Header } from "./columns.ts";

/** good and doubtful rows are imported; bad and duplicate ones are not. */
export const grades = ["good", "doubtful", "duplicate", "bad"] as const;
export type Grade = (typeof grades)[number];

/** The closed list of what can be wrong with a row, with the grade each leads to. The worst of a row decides. */
export const problemGrade = {
  number_empty: "bad",
  number_unusable: "bad",
  number_rounded: "bad",
  number_reused: "bad",
  date_empty: "bad",
  date_unreadable: "bad",
  date_in_future: "bad",
  text_empty: "bad",
  channel_unknown: "bad",
  county_unknown: "bad",
  too_long: "bad",
  error_value: "bad",
  repeated_row: "duplicate",
  title_empty: "doubtful",
  body_empty: "doubtful",
  date_very_old: "doubtful",
  channel_empty: "doubtful",
  same_text: "doubtful",
} as const satisfies Record<string, Grade>;
export type ProblemCode = keyof typeof problemGrade;

/** One finding of a row; `column` is the header as the file spells it. Plain JSON. */
export type RowProblem = { field: Field; column: string; code: ProblemCode; sentence: Sentence };

const quote = (text: string) => {
  const characters = [...cleanLine(text)];
  return characters.length > 30 ? `${characters.slice(0, 30).join("")}…` : characters.join("");
};

/** What people read beside row and column. `seen` is the text of the cell or the number of another row. */
const sentences: Record<ProblemCode, (seen: string) => Sentence> = {
  number_empty: () => say("为空", "Empty"),
  number_unusable: (seen) => say(`不是可用的编号：「${seen}」`, `Not a usable number: “${seen}”`),
  number_rounded: (seen) =>
    say(
      `超过 15 位，末位已被表格软件舍入：「${seen}」；请设为文本后重填`,
      `Over 15 digits, rounded by the spreadsheet: “${seen}”; set the cell to text and type it again`,
    ),
  number_reused: (seen) => say(`与第 ${seen} 行编号相同而内容不同`, `Same number as row ${seen}, different content`),
  date_empty: () => say("为空", "Empty"),
  date_unreadable: (seen) => say(`不是日期：「${seen}」`, `Not a date: “${seen}”`),
  date_in_future: (seen) =>
    // A day alone is a later day; with its time it is later today.
    seen.length > 10
      ? say(`晚于现在：${seen}`, `Later than now: ${seen}`)
      : say(`晚于今天：${seen}`, `Later than today: ${seen}`),
  text_empty: () => say("标题和内容都为空", "Both title and text are empty"),
  channel_unknown: (seen) => say(`「${seen}」不在五种形式之内`, `“${seen}” is not one of the five forms`),
  county_unknown: (seen) => say(`「${seen}」不在组织树中`, `“${seen}” is not in the organisation tree`),
  too_long: () => say("超过 32,767 字，无法完整读入", "Over 32,767 characters; it cannot be read whole"),
  error_value: (seen) => say(`是错误值 ${seen}`, `Holds the error value ${seen}`),
  repeated_row: (seen) => say(`与第 ${seen} 行完全相同`, `The same as row ${seen}`),
  title_empty: () => say("为空", "Empty"),
  body_empty: () => say("为空", "Empty"),
  date_very_old: (seen) => say(`早于 1990 年：${seen}`, `Before 1990: ${seen}`),
  channel_empty: () => say("为空，按网上信访记", "Empty; taken as a web message"),
  same_text: (seen) => say(`与第 ${seen} 行文字相同，编号不同`, `Same text as row ${seen} under another number`),
};

export const headerOf = (header: Header, field: Field): string =>
  header.places[field]?.header ?? columns[field].headers[0];

export const problem = (header: Header, field: Field, code: ProblemCode, seen = ""): RowProblem => ({
  field,
  column: headerOf(header, field),
  code,
  sentence: sentences[code](quote(seen)),
});

export const gradeOf = (problems: readonly RowProblem[]): Grade =>
  problems.reduce<Grade>((worst, { code }) => {
    const grade = problemGrade[code];
    return grades.indexOf(grade) > grades.indexOf(worst) ? grade : worst;
  }, "good");
