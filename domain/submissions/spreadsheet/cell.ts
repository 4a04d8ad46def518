import { limits } from "./limits.ts";

/** A cell as the sheet gives it, shared strings resolved and `_x000d_` escapes decoded. An absent cell is `undefined`. */
export type Cell = { kind: "text" | "number" | "boolean" | "error"; text: string };

/** Day 0 of serial dates: Windows workbooks count from 1900, old Mac ones from 1904. */
export type Epoch = 1900 | 1904;

export const isTooLong = (cell: Cell): boolean => cell.text.length > limits.cellCharacters;
export const isBlank = (cell: Cell | undefined): boolean => !cell || !/\S/.test(cell.text);

/** 1 → "A", 27 → "AA". */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** "B7" → 2; null when it is not the name of a cell (Excel ends at XFD). */
export function columnOf(reference: string): number | null {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > 16_384) return null;
  }
  return at > 0 && /^\d+$/.test(reference.slice(at)) ? column : null;
}
