import { type Cell, columnOf } from "./cell.ts";
import { decodeEscapes } from "./cell-text.ts";
import { limits } from "./limits.ts";
import { RichText } from "./rich-text.ts";
import { SheetRefusal } from "./sheet-refusal.ts";
import type { TextStore } from "./text-store.server.ts";
import type { Attributes, XmlHandlers } from "./xml-part.server.ts";

/** What a reader of rows does with them. Columns count from 1; rows are the numbers that the spreadsheet shows. */
export type RowSink = {
  /** How many characters of this column's cells to keep as they stand in the file; 0 skips them unread. */
  keep(column: number): number;
  formula(row: number, column: number): void;
  row(row: number, cells: Map<number, Cell>): void;
};

const LAST_ROW = 1_048_576;
/** Enough to hold a full cell of which every character is escaped (`_x4e00_`), and to see that one is over-long. */
export const FULL_CELL = (limits.cellCharacters + 1) * 7;

/**
 * Turns the events of a worksheet part into rows (ECMA-376, 18.3.1.73). Cells and rows without a reference follow their
 * predecessor. Cached values of formulas are read like values: whoever does not want them refuses in `formula`.
 */
export function sheetRows(strings: TextStore | null, sink: RowSink): XmlHandlers & { readonly sawSheet: boolean } {
  const rich = new RichText();
  let sawSheet = false;
  let inData = false;
  let row = 0;
  let cells = new Map<number, Cell>();
  let column = 0;
  let type = "n";
  let room = 0;
  let inValue = false;
  let raw = "";

  function openRow({ r }: Attributes) {
    const number = r === undefined ? row + 1 : Number(r);
    if (!Number.isInteger(number) || number <= row || number > LAST_ROW) throw new SheetRefusal("broken_xml");
    row = number;
    column = 0;
    cells = new Map();
  }

  function openCell({ r, t = "n" }: Attributes) {
    const next = r === undefined ? column + 1 : columnOf(r);
    if (next === null || next > 16_384) throw new SheetRefusal("broken_xml");
    column = next;
    type = t;
    room = sink.keep(column);
    raw = "";
    inValue = false;
    rich.begin(room);
  }

  function closeCell() {
    if (room === 0) return;
    const cell = toCell(type, type === "inlineStr" ? rich.value : raw, strings);
    if (cell.text !== "") cells.set(column, cell);
  }

  return {
    get sawSheet() {
      return sawSheet;
    },
    open(name, attributes) {
      if (name === "sheetData") sawSheet = inData = true;
      if (!inData) return;
      if (name === "row") openRow(attributes);
      else if (name === "c") openCell(attributes);
      else if (name === "f") sink.formula(row, column);
      else if (room === 0) return;
      else if (name === "v") inValue = true;
      else rich.open(name);
    },
    text(text) {
      if (!inData || room === 0) return;
      if (!inValue) rich.text(text);
      else if (raw.length < room) raw += text.slice(0, room);
    },
    close(name) {
      if (!inData) return;
      if (name === "sheetData") inData = false;
      else if (name === "row") sink.row(row, cells);
      else if (name === "c") closeCell();
      else if (name === "v") inValue = false;
      else rich.close(name);
    },
  };
}

function toCell(type: string, raw: string, strings: TextStore | null): Cell {
  switch (type) {
    case "s": {
      const text = raw === "" ? "" : strings?.get(Number(raw));
      if (text === undefined) throw new SheetRefusal("broken_xml");
      return { kind: "text", text };
    }
    case "b":
      return { kind: "boolean", text: raw.trim() === "1" ? "TRUE" : raw === "" ? "" : "FALSE" };
    case "e":
      return { kind: "error", text: raw.trim() };
    case "n":
      return { kind: "number", text: raw.trim() };
    default:
      // str, inlineStr, and d: ISO 8601 of strict workbooks.
      return { kind: "text", text: decodeEscapes(raw) };
  }
}
