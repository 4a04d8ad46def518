import { type Cell, columnName, type Epoch, isBlank } from "./cell.ts";
import { type Header, type HeaderReading, readHeader } from "./columns.ts";
import { limits } from "./limits.ts";
import { readSharedStrings } from "./shared-strings.server.ts";
import { SheetRefusal } from "./sheet-refusal.ts";
import { FULL_CELL, sheetRows } from "./sheet-rows.server.ts";
import type { TextStore } from "./text-store.server.ts";
import { readWorkbook, type Workbook } from "./workbook.server.ts";
import { parseXml } from "./xml-part.server.ts";
import type { ZipArchive } from "./zip-archive.server.ts";

/** A sheet found fit to be read: its part, header and number of rows that say something. `strings` is closed by the caller. */
export type InspectedSheet = {
  part: string;
  name: string;
  epoch: Epoch;
  header: Header;
  rows: number;
  strings: TextStore | null;
};

// Where and how long a header can be; above it, titles and notes are not kept.
const HEADER_COLUMNS = 256;
const HEADER_CHARACTERS = 60;

type Options = { signal?: AbortSignal; onRows?(rows: number): void };

/**
 * Reads the workbook once from end to end and keeps nothing but the header, so that every reason to refuse the file as a
 * whole is known before its first row is given out.
 */
export async function inspectSheet(archive: ZipArchive, options: Options): Promise<InspectedSheet> {
  const workbook = await readWorkbook(archive, options.signal);
  const strings = workbook.sharedStrings
    ? await readSharedStrings(archive.unpack(workbook.sharedStrings, options.signal))
    : null;
  try {
    const found = await firstWithHeader(archive, workbook, strings, options);
    return { ...found, epoch: workbook.epoch, strings };
  } catch (error) {
    strings?.close();
    throw error;
  }
}

/** The first visible sheet with all columns: a cover sheet or notes may stand before it. */
async function firstWithHeader(archive: ZipArchive, workbook: Workbook, strings: TextStore | null, options: Options) {
  let nearest: Miss | null = null;
  for (const { name, part } of workbook.sheets) {
    const result = await inspectPart(archive, part, strings, options);
    if ("header" in result) return { part, name, ...result };
    if (!nearest || result.matched > nearest.matched) nearest = result;
  }
  throw missing(nearest!);
}

type Miss = Extract<HeaderReading, { ok: false }>;

function missing({ missing, repeated }: Miss): SheetRefusal {
  return missing.length > 0
    ? new SheetRefusal("wrong_columns", missing.join("、"))
    : new SheetRefusal("repeated_columns", repeated.join("、"));
}

async function inspectPart(archive: ZipArchive, part: string, strings: TextStore | null, { signal, onRows }: Options) {
  let header: Header | null = null;
  let used = new Set<number>();
  let nearest: Miss = readHeader([]) as Miss;
  let looked = 0;
  let rows = 0;
  let formulas: number[] = [];

  const rowsOf = sheetRows(strings, {
    keep(column) {
      if (header) return used.has(column) ? FULL_CELL : 0;
      return column <= HEADER_COLUMNS ? HEADER_CHARACTERS : 0;
    },
    formula(row, column) {
      if (!header) formulas.push(column);
      else if (used.has(column)) throw formulaAt(row, column);
    },
    row(row, cells) {
      if (header) {
        if (!isBlankRow(cells) && ++rows > limits.rows) throw new SheetRefusal("too_many_rows");
        return;
      }
      if (++looked > limits.headerRows) return;
      const reading = readHeader(headerTexts(cells));
      if (reading.ok) {
        header = { row, places: reading.places };
        used = usedColumns(header);
        const computed = formulas.find((column) => used.has(column));
        if (computed) throw formulaAt(row, computed);
      } else if (reading.matched > nearest.matched) nearest = reading;
      formulas = [];
    },
  });
  for await (const _ of parseXml(archive.unpack(part, signal), rowsOf)) {
    if (!header && looked >= limits.headerRows) return nearest;
    onRows?.(rows);
  }
  if (!rowsOf.sawSheet) throw new SheetRefusal("broken_xml");
  return header ? { header: header as Header, rows } : nearest;
}

const formulaAt = (row: number, column: number) => new SheetRefusal("formula", `${columnName(column)}${row}`);

export const usedColumns = (header: Header): Set<number> =>
  new Set(Object.values(header.places).map(({ column }) => column));

export function isBlankRow(cells: Map<number, Cell>): boolean {
  for (const cell of cells.values()) if (!isBlank(cell)) return false;
  return true;
}

function* headerTexts(cells: Map<number, Cell>): Generator<[number, string]> {
  for (const [column, { kind, text }] of cells)
    if (kind === "text" && text.length < HEADER_CHARACTERS) yield [column, text];
}
