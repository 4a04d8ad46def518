import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { exportHeader, sharedStringsXml, sheetXml, xlsxParts } from "../../../tests/support/xlsx-file.ts";
import { zipFile } from "../../../tests/support/zip-file.ts";
import { limits } from "./limits.ts";

const folder = mkdtempSync(join(tmpdir(), "lianxi-sheet-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS = 60_000;
/** Runs of Chinese characters that deflate cannot shorten much, different from row to row. */
const noise = Array.from({ length: 200_000 }, (_, i) =>
  String.fromCharCode(0x4e00 + ((Math.imul(i ^ 0x9e37, 2654435761) >>> 13) % 8_000)),
).join("");
const body = (row: number) => noise.slice((row * 397) % 190_000, ((row * 397) % 190_000) + 480) + row;
const date = (row: number) => 43_000 + row / 100;

/** A worksheet with its text in the cells, and one with its text in the table of shared strings. */
const layouts: Record<string, () => Buffer> = {
  "text in the cells": () => planted((row) => [row, "陶某", `标题${row}`, date(row), body(row)]),
  "text in shared strings": () =>
    planted(
      // From the last to the first, as in a sheet that was sorted: nothing may rely on the order of the table.
      (row) => [
        row,
        "陶某",
        `标题${row}`,
        date(row),
        { xml: (ref: string) => `<c r="${ref}" t="s"><v>${ROWS - row}</v></c>` },
      ],
      Array.from({ length: ROWS }, (_, i) => `<t>${body(ROWS - i)}</t>`),
    ),
};

type Row = Parameters<typeof sheetXml>[0][number];
function planted(row: (number: number) => Row, sharedStrings?: string[]): Buffer {
  const parts = xlsxParts({ rows: [exportHeader], sharedStrings: sharedStrings && [] });
  const texts: Record<string, string> = {
    "xl/worksheets/sheet1.xml": sheetXml([exportHeader, ...Array.from({ length: ROWS }, (_, i) => row(i + 1))]),
    ...(sharedStrings && { "xl/sharedStrings.xml": sharedStringsXml(sharedStrings) }),
  };
  const packed = (text: string) => {
    const plain = Buffer.from(text);
    return { bytes: deflateRawSync(plain, { level: 1 }), size: plain.length, crc: crc32(plain) };
  };
  return zipFile(parts.map((part) => (texts[part.name] ? { ...part, packed: packed(texts[part.name]!) } : part)));
}

/** Reads in a process of its own and tells by how much its memory grew at most. */
async function readAlone(path: string): Promise<{ rows: number; grownMiB: number; ms: number }> {
  const reader = new URL("./read-submission-sheet.server.ts", import.meta.url).href;
  const script = `
    const { readSubmissionSheet } = await import(${JSON.stringify(reader)});
    const before = process.memoryUsage().rss;
    const started = performance.now();
    let rows = 0;
    for await (const batch of readSubmissionSheet({ path: ${JSON.stringify(path)} }, { now: new Date() })) rows += batch.length;
    const grownMiB = process.resourceUsage().maxRSS / 1024 - before / 1024 / 1024;
    process.stdout.write(JSON.stringify({ rows, grownMiB, ms: performance.now() - started }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
  return JSON.parse(stdout);
}

describe("memory while a file of nearly 50 MB is read", () => {
  it.each(Object.keys(layouts))(
    "%s: grows by less than 300 MiB",
    async (layout) => {
      const path = join(folder, "large.xlsx");
      writeFileSync(path, layouts[layout]!());
      const { size } = statSync(path);
      const { rows, grownMiB, ms } = await readAlone(path);
      process.stdout.write(
        `${layout}: ${Math.round(size / 1024 / 1024)} MiB read in ${Math.round(ms)} ms, +${Math.round(grownMiB)} MiB\n`,
      );
      expect(size).toBeGreaterThan(40 * 1024 * 1024);
      expect(size).toBeLessThanOrEqual(limits.fileBytes);
      expect(rows).toBe(ROWS);
      expect(grownMiB).toBeLessThan(300);
    },
    120_000,
  );
});
