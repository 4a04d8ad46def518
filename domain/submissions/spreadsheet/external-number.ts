import type { Cell } from "./cell.ts";
import { cleanLine, foldWidth } from "./cell-text.ts";

export type NumberReading = { number: string } | { problem: "number_empty" | "number_unusable" | "number_rounded" };

const USABLE = /^[\p{L}\p{N}][\p{L}\p{N}\-_/.:#()[\]〔〕]{0,63}$/u;

/**
 * 留言编号 of the source: the identity of a row. Numbers and digits as text are the same number; leading zeros of text stay.
 * Excel keeps 15 digits of a number, so a longer one is no longer what was typed.
 */
export function readExternalNumber(cell: Cell | undefined): NumberReading {
  const text = foldWidth(cleanLine(cell?.text ?? "")).replace(/\s+/g, "");
  if (!cell || text === "") return { problem: "number_empty" };
  if (cell.kind === "number") {
    const value = Number(text);
    if (!Number.isInteger(value) || value <= 0) return { problem: "number_unusable" };
    return value < 1e15 ? { number: String(value) } : { problem: "number_rounded" };
  }
  if (cell.kind !== "text") return { problem: "number_unusable" };
  // What a number becomes when software turned it into text: 1.90228E+17 has lost digits, 188006.0 has not.
  if (/^\d(\.\d+)?E\+\d+$/i.test(text)) return { problem: "number_rounded" };
  const number = text.replace(/^(\d+)\.0+$/, "$1");
  return USABLE.test(number) && /[1-9]/.test(number) ? { number } : { problem: "number_unusable" };
}
