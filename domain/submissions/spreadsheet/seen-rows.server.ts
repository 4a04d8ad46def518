import type { Header } from "./columns.ts";
import type { SheetSubmission } from "./read-row.ts";
import { type Grade, gradeOf, problem, type RowProblem } from "./row-problems.ts";
import { shortHash, textHash } from "./text-hash.server.ts";

/** One row of the sheet, read and judged. `row` is the number that the spreadsheet shows beside it. */
export type RowResult = { row: number; problems: RowProblem[]; textHash: string; sameTextAsRow: number | null } & (
  | { grade: Exclude<Grade, "bad">; value: SheetSubmission & { receivedAt: Date } }
  | { grade: "bad"; value: SheetSubmission }
);

/**
 * Compares rows of one file. The first usable row with a number stands: the same number again is a duplicate when everything
 * is equal and bad when it is not. The same text under another number stays and is marked (a repeat submission is joined
 * later, never refused). Bad rows are not compared with.
 */
export class SeenRows {
  readonly #byNumber = new Map<string, { row: number; content: string }>();
  readonly #byText = new Map<string, number>();
  readonly #header: Header;
  constructor(header: Header) {
    this.#header = header;
  }

  judge(row: number, value: SheetSubmission, own: readonly RowProblem[]): RowResult {
    const hash = textHash(value.title, value.body);
    const { receivedAt } = value;
    if (gradeOf(own) === "bad" || !receivedAt)
      return { row, grade: "bad", problems: [...own], textHash: hash, sameTextAsRow: null, value };

    const problems = [...own];
    const content = contentHash(value);
    const first = this.#byNumber.get(value.externalNumber);
    const sameTextAsRow = first ? null : (this.#byText.get(hash) ?? null);
    if (first) {
      const code = first.content === content ? "repeated_row" : "number_reused";
      problems.push(problem(this.#header, "externalNumber", code, String(first.row)));
    } else {
      this.#byNumber.set(owned(value.externalNumber), { row, content });
      if (sameTextAsRow === null) this.#byText.set(hash, row);
      else problems.push(problem(this.#header, "body", "same_text", String(sameTextAsRow)));
    }
    return { row, grade: gradeOf(problems), problems, textHash: hash, sameTextAsRow, value: { ...value, receivedAt } };
  }
}

/** Everything a row says, as cleaned. */
const contentHash = ({ receivedAt, ...texts }: SheetSubmission): string =>
  shortHash(JSON.stringify([receivedAt?.getTime(), ...Object.values(texts)]));

/** A copy with memory of its own: a substring would keep the chunk of the file it was cut from. */
const owned = (text: string): string => Buffer.from(text).toString();
