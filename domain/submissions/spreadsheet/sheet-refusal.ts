import { Refusal } from "#domain/kernel/refusal.ts";
import { type Sentence, say } from "#domain/kernel/sentence.ts";
import { limits } from "./limits.ts";

const MiB = (bytes: number) => bytes / 1024 / 1024;

/** Why a file as a whole is not read: the closed list, what happened and what to do. `about` names cells, columns or parts. */
const sentences = {
  no_file: () =>
    say(
      "没有找到这个文件，或者无法打开；请检查文件位置。",
      "The file does not exist or cannot be opened; check its path.",
    ),
  empty_file: () => say("文件是空的；请重新导出后再选。", "The file is empty; export it again."),
  too_large: () =>
    say(
      `文件超过 ${MiB(limits.fileBytes)} MB；请拆成几份分别导入。`,
      `The file is over ${MiB(limits.fileBytes)} MB; split it and import the parts.`,
    ),
  not_xlsx: (about) =>
    say(
      `这不是 .xlsx 表格${about && `，而是${about}`}；请用表格软件另存为 .xlsx 后再选。`,
      "This is not an .xlsx workbook; save it as .xlsx in your spreadsheet software.",
    ),
  old_xls: () => say("这是旧版 .xls 表格；请另存为 .xlsx 后再选。", "This is an old .xls workbook; save it as .xlsx."),
  macros: () =>
    say("表格带有宏；请另存为不带宏的 .xlsx 后再选。", "The workbook carries macros; save it as a plain .xlsx."),
  encrypted: () =>
    say(
      "文件设有打开密码；请去掉密码、另存后再选。",
      "The file is protected by a password; remove it, save and try again.",
    ),
  broken_zip: () =>
    say(
      "文件不完整或已损坏；请重新导出或重新下载后再选。",
      "The file is incomplete or damaged; export or download it again.",
    ),
  broken_xml: () =>
    say(
      "表格内部结构有误，无法读取；请用表格软件打开、另存为 .xlsx 后再选。",
      "The workbook is malformed; open it in your spreadsheet software and save it as .xlsx.",
    ),
  zip_bomb: () =>
    say(
      "文件解压后大得反常，已拒绝读取；请用表格软件打开、另存为 .xlsx 后再选。",
      "The file unpacks to an abnormal size and is not read; open it in your spreadsheet software and save it as .xlsx.",
    ),
  nested_archive: (about) =>
    say(
      `文件里嵌有压缩包或其他文档（${about}）；请去掉嵌入的附件、另存后再选。`,
      `The workbook embeds an archive or document (${about}); remove it, save and try again.`,
    ),
  doctype: () =>
    say(
      "表格内含文档类型声明（DTD），已拒绝读取；请另存为 .xlsx 后再选。",
      "The workbook contains a document type declaration (DTD) and is not read; save it as .xlsx.",
    ),
  external_links: () =>
    say(
      "表格引用了外部文件；请断开外部链接（粘贴为数值）后再选。",
      "The workbook refers to other files; break the links (paste as values) and try again.",
    ),
  no_sheet: () =>
    say("文件里没有可见的工作表；请检查后再选。", "The file has no visible worksheet; check it and try again."),
  wrong_columns: (about) =>
    say(`缺少列：${about}；请补上这些表头后再选。`, `Missing columns: ${about}; add these headers and try again.`),
  repeated_columns: (about) =>
    say(`表头重复：${about}；每列只留一个后再选。`, `Repeated columns: ${about}; keep one of each and try again.`),
  formula: (about) =>
    say(
      `单元格 ${about} 是公式；请复制后“粘贴为数值”再选。`,
      `Cell ${about} holds a formula; copy and paste as values, then try again.`,
    ),
  too_many_rows: () =>
    say(
      `超过 ${limits.rows.toLocaleString("en")} 行；请拆成几份分别导入。`,
      `Over ${limits.rows.toLocaleString("en")} rows; split the file and import the parts.`,
    ),
} as const satisfies Record<string, (about: string) => Sentence>;

export type SheetRefusalCode = keyof typeof sentences;
export const sheetRefusalCodes = Object.keys(sentences) as SheetRefusalCode[];

/** A file refused as a whole: `reason` is the closed code, `about` the cell (B7), the columns or the kind of file it names. */
export class SheetRefusal extends Refusal {
  readonly reason: SheetRefusalCode;
  readonly about: string;
  constructor(reason: SheetRefusalCode, about = "") {
    super(reason === "too_large" ? "too_large" : "invalid", sentences[reason](about));
    this.name = "SheetRefusal";
    this.reason = reason;
    this.about = about;
  }
}
