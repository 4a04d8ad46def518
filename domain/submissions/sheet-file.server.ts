import writeExcelFile, { type Cell } from "write-excel-file/node";
import { cleanText } from "./spreadsheet/cell-text.ts";

export type SheetColumn<T> = { head: string; width: number; cell: (row: T) => string | number };

/** An .xlsx of rows. Every text is written as text: one that begins with = + - @ is never a formula. Numbers stay numbers. */
export async function sheetFile<T>(
  name: string,
  columns: readonly SheetColumn<T>[],
  rows: readonly T[],
): Promise<Buffer> {
  const head: Cell[] = columns.map((column) => ({ value: column.head, type: String, fontWeight: "bold" }));
  const body = rows.map((row) => columns.map((column): Cell => cellOf(column.cell(row))));
  const written = writeExcelFile([head, ...body], {
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  });
  return written.toBuffer();
}

function cellOf(value: string | number): Cell {
  if (typeof value === "number") return { value, type: Number };
  // What XML cannot hold goes; what Excel cannot hold is cut.
  const text = cleanText(value).slice(0, 32_767);
  return text === "" ? null : { value: text, type: String };
}
