import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Cell } from "./cell.ts";
import { readSubmissionSheet } from "./read-submission-sheet.server.ts";
import type { RowResult } from "./seen-rows.server.ts";
import { FULL_CELL, sheetRows } from "./sheet-rows.server.ts";
import { parseXml } from "./xml-part.server.ts";
import { ZipArchive } from "./zip-archive.server.ts";

const path = fileURLToPath(new URL("../../../../shared/data/grievances.xlsx", import.meta.url));
const present = existsSync(path);
const NUMBER = 1;
const DATE = 4;

/** The cells as they stand, by row: what the results are held against. */
async function cellsByRow(): Promise<Map<number, Map<number, Cell>>> {
  const rows = new Map<number, Map<number, Cell>>();
  const archive = await ZipArchive.open(path);
  const sink = {
    keep: () => FULL_CELL,
    formula() {},
    row: (row: number, cells: Map<number, Cell>) => void rows.set(row, cells),
  };
  for await (const _ of parseXml(archive.unpack("xl/worksheets/sheet1.xml"), sheetRows(null, sink)));
  archive.close();
  return rows;
}

it.skipIf(!present)(
  `reads the export of 3,823 messages${present ? "" : " (skipped: ../shared/data/grievances.xlsx is absent)"}`,
  async () => {
    const started = performance.now();
    const results: RowResult[] = [];
    for await (const batch of readSubmissionSheet({ path }, { now: new Date("2026-11-24T03:02:00Z") }))
      results.push(...batch);
    process.stdout.write(`3,823 rows read in ${Math.round(performance.now() - started)} ms\n`);

    const count = (grade: string) => results.filter((result) => result.grade === grade).length;
    expect(results).toHaveLength(3_823);
    expect({
      good: count("good"),
      doubtful: count("doubtful"),
      bad: count("bad"),
      duplicate: count("duplicate"),
    }).toEqual({
      good: 3_777,
      doubtful: 46,
      bad: 0,
      duplicate: 0,
    });
    expect(new Set(results.flatMap(({ problems }) => problems.map(({ code }) => code)))).toEqual(
      new Set(["same_text"]),
    );
    expect(new Set(results.map(({ value }) => value.externalNumber)).size).toBe(3_823);
    for (const { value } of results) expect(value.body).not.toMatch(/_x000d_|[\t\r]|^\s|\s$/);

    const raw = await cellsByRow();
    const dateCells = results.map((result) => ({ result, cell: raw.get(result.row)!.get(DATE)! }));
    const texts = dateCells.filter(({ cell }) => cell.kind === "text");
    for (const { result, cell } of texts) {
      const [year, month, day, hour, minute, second] = cell.text.split(/\D/).map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      expect(result.value.receivedAt?.getTime()).toBe(Date.UTC(year, month - 1, day, hour - 8, minute, second));
    }
    const serials = dateCells.filter(({ cell }) => cell.kind === "number");
    expect([texts.length, serials.length]).toEqual([3_761, 62]);
    for (const { result, cell } of serials) {
      expect(result.value.receivedAt!.getTime() / 1000).toBe(
        Math.round((Number(cell.text) - 25_569) * 86_400) - 8 * 3600,
      );
      expect(result.value.receivedAt!.getTime()).toBeGreaterThan(Date.UTC(2017, 0, 1));
      expect(result.value.receivedAt!.getTime()).toBeLessThan(Date.UTC(2020, 1, 1));
    }

    // The file ends with a run of serial dates whose numbers were given out in order of time: each lies after its neighbour.
    const neighbours = serials.filter(
      ({ result }) => result.row > 3_806 && Number(raw.get(result.row)!.get(NUMBER)!.text) < 360_000,
    );
    expect(neighbours).toHaveLength(13);
    const times = neighbours.map(({ result }) => result.value.receivedAt!.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  },
);
