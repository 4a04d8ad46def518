import { type Sentence, say } from "../kernel/sentence.ts";
import type { ImportState } from "./import-machine.ts";

/** What became of the rows of a file. `read` = `good` + `doubtful` + `bad` + `duplicates` + `already`. */
export type ImportFigures = {
  read: number;
  good: number;
  doubtful: number;
  bad: number;
  /** Equal to another row of the same file. */
  duplicates: number;
  /** Their number (留言编号) the unit has already. */
  already: number;
};

/** Rows that publishing writes. */
export const writableRows = ({ good, doubtful }: ImportFigures): number => good + doubtful;

/** One import as its page shows it. `refusal` says why the file as a whole was not read. */
export type ImportView = {
  id: string;
  fileName: string;
  fileSize: number;
  unit: string;
  by: string;
  createdAt: string;
  state: ImportState;
  /** Rows of the sheet that say something; null while the file is checked. */
  total: number | null;
  figures: ImportFigures;
  written: number;
  publishedAt: string | null;
  publishedBy: string | null;
  refusal: Sentence | null;
};

/** The lists of a dry run: rows that are wrong, rows that are imported with a mark, rows that are there already. */
export const problemKinds = ["bad", "doubtful", "duplicate"] as const;
export type ProblemKind = (typeof problemKinds)[number];
export const isProblemKind = (value: unknown): value is ProblemKind => problemKinds.includes(value as ProblemKind);

/** One finding: the row that the spreadsheet shows, the column as the file spells it, the reason, the closed code. */
export type ProblemLine = { row: number; column: string; code: string; reason: Sentence };

/** Findings about a number that the unit has already; they are true at the moment of asking and so belong to no row. */
export const alreadyThere = {
  already: say("编号已在库中，不再写入", "The number is there already; not written again"),
  already_differs: say(
    "编号已在库中而内容不同，不覆盖已收到的",
    "The number is there already with other content; what was received is not overwritten",
  ),
} as const;
