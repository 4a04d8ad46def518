import type { Cell } from "./cell.ts";
import { type Field, fields, type Header } from "./columns.ts";
import { requireZip } from "./file-kind.server.ts";
import { inspectSheet, isBlankRow, usedColumns } from "./inspect-sheet.server.ts";
import { type RowCells, readRow } from "./read-row.ts";
import { type RowResult, SeenRows } from "./seen-rows.server.ts";
import { FULL_CELL, sheetRows } from "./sheet-rows.server.ts";
import { parseXml } from "./xml-part.server.ts";
import { ZipArchive } from "./zip-archive.server.ts";

export type ReadOptions = {
  now: Date;
  /** The names that the 县区 column may hold; without it any is taken. */
  isCounty?(name: string): boolean;
  /** While the file is checked `total` is undefined; then rows are read and it is known. */
  onProgress?(rows: number, total?: number): void;
  /** Ends the reading with the signal's reason; nothing is left behind. */
  signal?: AbortSignal;
};

const BATCH = 500;

/**
 * Reads an .xlsx of submissions (columns in `columns.ts`) in batches of up to 500 rows, in the order of the sheet; rows that
 * say nothing are left out. Throws SheetRefusal before the first batch when the file as a whole is not acceptable.
 * Memory stays bounded whatever the file: parts are unpacked as streams, twice (once to check, once to read).
 */
export async function* readSubmissionSheet(
  source: { path: string },
  { now, isCounty, onProgress, signal }: ReadOptions,
): AsyncGenerator<RowResult[], void> {
  signal?.throwIfAborted();
  await requireZip(source.path);
  const archive = await ZipArchive.open(source.path);
  try {
    const sheet = await inspectSheet(archive, { signal, onRows: (rows) => onProgress?.(rows) });
    try {
      const { header, epoch, strings } = sheet;
      const used = usedColumns(header);
      const seen = new SeenRows(header);
      let batch: RowResult[] = [];
      let read = 0;
      const rowsOf = sheetRows(strings, {
        keep: (column) => (used.has(column) ? FULL_CELL : 0),
        formula() {},
        row(row, cells) {
          if (row <= header.row || isBlankRow(cells)) return;
          const { value, problems } = readRow(byField(header, cells), { header, epoch, now, isCounty });
          batch.push(seen.judge(row, value, problems));
        },
      });
      onProgress?.(0, sheet.rows);
      for await (const _ of parseXml(archive.unpack(sheet.part, signal), rowsOf)) {
        if (batch.length < BATCH) continue;
        const full = batch;
        batch = [];
        read += full.length;
        yield full;
        onProgress?.(read, sheet.rows);
      }
      if (batch.length > 0) yield batch;
      onProgress?.(sheet.rows, sheet.rows);
    } finally {
      sheet.strings?.close();
    }
  } finally {
    archive.close();
  }
}

function byField(header: Header, cells: Map<number, Cell>): RowCells {
  const row: RowCells = {};
  for (const field of fields as Field[]) {
    const place = header.places[field];
    const cell = place && cells.get(place.column);
    if (cell) row[field] = cell;
  }
  return row;
}
