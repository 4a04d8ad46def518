import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, createDeflateRaw } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import {
  exportHeader,
  type PlantedRow,
  relation,
  sheetXml,
  templateHeader,
  xlsxFile,
  xlsxParts,
} from "../../../tests/support/xlsx-file.ts";
import { type ZipPart, zipFile } from "../../../tests/support/zip-file.ts";
import { limits } from "./limits.ts";
import { readSubmissionSheet } from "./read-submission-sheet.server.ts";
import { SheetRefusal, type SheetRefusalCode, sheetRefusalCodes } from "./sheet-refusal.ts";

const folder = mkdtempSync(join(tmpdir(), "lianxi-sheet-"));
afterAll(() => rmSync(folder, { recursive: true }));
const now = new Date("2026-11-24T03:02:00Z");
const path = join(folder, "planted.xlsx");

async function refusalOf(file: Buffer | null, at = path): Promise<SheetRefusal> {
  if (file) writeFileSync(at, file);
  let rows = 0;
  try {
    for await (const batch of readSubmissionSheet({ path: at }, { now })) rows += batch.length;
  } catch (error) {
    expect(rows, "rows given out before the refusal").toBe(0);
    if (error instanceof SheetRefusal) return error;
    throw error;
  }
  throw new Error(`The file was read: ${rows} rows`);
}

const row = (number: number): PlantedRow => [number, "陶某", "标题", "2019/2/28 11:25:05", "内容", 0, 0];
const good = { rows: [exportHeader, row(1), row(2)] };
const parts = (change: Record<string, Partial<ZipPart>>, more: ZipPart[] = []): Buffer =>
  zipFile([...xlsxParts(good).map((part) => ({ ...part, ...change[part.name] })), ...more]);
const sheetPart = "xl/worksheets/sheet1.xml";
const sheetData = String(xlsxParts(good).find(({ name }) => name === sheetPart)!.data);
const withSheet = (xml: string, planted: Partial<ZipPart> = {}) => parts({ [sheetPart]: { data: xml, ...planted } });
const replaced = (text: string, word: string, bytes: Buffer) => {
  const [before, ...after] = text.split(word);
  return Buffer.concat([Buffer.from(before!), bytes, Buffer.from(after.join(word))]);
};
const formula = { xml: (ref: string) => `<c r="${ref}"><f>A1+1</f><v>7</v></c>` };
const ole = (inside: string) =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(300_000), Buffer.from(inside, "utf16le")]);

/** Zeros deflated by the megabyte: a real bomb, made without holding what it unpacks to. */
async function bomb(megabytes: number): Promise<NonNullable<ZipPart["packed"]>> {
  const deflate = createDeflateRaw({ level: 9 });
  const zeros = Buffer.alloc(1024 * 1024, " ");
  let crc = 0;
  const chunks: Buffer[] = [];
  deflate.on("data", (chunk: Buffer) => chunks.push(chunk));
  for (let i = 0; i < megabytes; i++) {
    crc = crc32(zeros, crc);
    if (!deflate.write(zeros)) await new Promise((resolve) => deflate.once("drain", resolve));
  }
  await new Promise<void>((resolve) => deflate.end(resolve));
  return { bytes: Buffer.concat(chunks), size: megabytes * zeros.length, crc };
}

const rename = { name: "xl/worksheets/sheet1.XML" };
type Case = [reason: SheetRefusalCode, what: string, file: () => Buffer | Promise<Buffer>, about?: string];
const table: Case[] = [
  ["empty_file", "nothing at all", () => Buffer.alloc(0)],
  ["not_xlsx", "a CSV", () => Buffer.from("编号,标题\n1,甲\n")],
  ["not_xlsx", "an HTML table named .xlsx", () => Buffer.from("<html><table></table></html>")],
  ["not_xlsx", "a PDF", () => Buffer.from("%PDF-1.7\n"), "PDF 文档"],
  ["not_xlsx", "a .docx", () => parts({}, [{ name: "word/document.xml", data: "<w/>" }]), "Word 文档"],
  ["not_xlsx", "a .pptx", () => parts({}, [{ name: "ppt/presentation.xml", data: "<p/>" }]), "演示文稿"],
  ["not_xlsx", "an .ods", () => zipFile([{ name: "content.xml", data: "<o/>" }]), "ODF 文档"],
  ["not_xlsx", "an .xlsb", () => parts({}, [{ name: "xl/workbook.bin", data: "" }]), ".xlsb 表格"],
  ["not_xlsx", "some other zip", () => zipFile([{ name: "a.txt", data: "a" }])],
  ["not_xlsx", "a package whose document is no workbook", () => zipFile(xlsxParts({ ...good, workbook: "<chart/>" }))],
  ["old_xls", "an .xls", () => ole("Workbook")],
  ["encrypted", "a workbook with a password", () => ole("EncryptedPackage")],
  ["encrypted", "a zip entry with a password", () => withSheet(sheetData, { encrypted: true })],
  ["macros", "an .xlsm", () => parts({}, [{ name: "xl/vbaProject.bin", data: "x" }])],
  ["broken_zip", "a file cut off in the middle", () => xlsxFile(good).subarray(0, 1500)],
  ["broken_zip", "a file cut off at the very end", () => xlsxFile(good).subarray(0, -1)],
  ["broken_zip", "a wrong checksum of the sheet", () => withSheet(sheetData, { crc: 7 })],
  ["broken_zip", "a wrong checksum of a stored sheet", () => withSheet(sheetData, { crc: 7, stored: true })],
  ["broken_zip", "a sheet shorter than declared", () => withSheet(sheetData, { declared: sheetData.length * 9 })],
  [
    "broken_zip",
    "packed bytes overwritten",
    () => withSheet("", { packed: { bytes: Buffer.alloc(500, 0xff), size: 900, crc: 1 } }),
  ],
  ["broken_zip", "an unknown packing method", () => withSheet(sheetData, { method: 99 })],
  ["broken_zip", "two parts of one name", () => parts({}, [{ name: sheetPart, data: sheetData }])],
  ["broken_zip", "two parts of one name but for the case", () => parts({}, [{ ...rename, data: sheetData }])],
  ["broken_zip", "a part that climbs out of the archive", () => parts({}, [{ name: "../../etc/passwd", data: "x" }])],
  ["broken_zip", "a part that stands beyond the file", () => withSheet(sheetData, { offset: 9_000_000 })],
  ["zip_bomb", "a part that unpacks a thousandfold", async () => withSheet("", { packed: await bomb(12) })],
  [
    "zip_bomb",
    "a part that declares little and unpacks to much",
    async () => withSheet("", { packed: await bomb(64), declared: 4096 }),
  ],
  [
    "zip_bomb",
    "parts that are too large together, each below the ratio's floor",
    () =>
      parts(
        {},
        Array.from({ length: 50 }, (_, i) => ({ name: `x/${i}`, data: "x", declared: limits.ratioFrom })),
      ),
  ],
  ["zip_bomb", "parts that share their packed bytes", () => parts({}, [{ name: "a.xml", data: sheetData, offset: 0 }])],
  [
    "zip_bomb",
    "too many parts",
    () =>
      parts(
        {},
        Array.from({ length: limits.zipEntries }, (_, i) => ({ name: `x/${i}`, data: "" })),
      ),
  ],
  [
    "zip_bomb",
    "an endless workbook part",
    () => parts({ "xl/workbook.xml": { data: `<workbook>${" ".repeat(limits.smallPartBytes)}</workbook>` } }),
  ],
  [
    "nested_archive",
    "a zip inside",
    () => parts({}, [{ name: "xl/embeddings/inner.zip", data: zipFile([]) }]),
    "xl/embeddings/inner.zip",
  ],
  ["nested_archive", "a workbook inside", () => parts({}, [{ name: "xl/embeddings/Sheet1.XLSX", data: "PK" }])],
  [
    "doctype",
    "entities in the sheet",
    () =>
      withSheet(
        `<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>${sheetData.replace(/^<\?.*?\?>/, "").replace("内容", "&c;")}`,
      ),
  ],
  [
    "doctype",
    "an outer DTD in the workbook",
    () => parts({ "xl/workbook.xml": { data: '<!DOCTYPE w SYSTEM "http://example.org/a.dtd"><workbook/>' } }),
  ],
  [
    "doctype",
    "a DTD in the shared strings",
    () => {
      const all = xlsxParts({ ...good, sharedStrings: ["<t>a</t>"] });
      all.find(({ name }) => name.endsWith("Strings.xml"))!.data = "<!DOCTYPE s><sst/>";
      return zipFile(all);
    },
  ],
  ["broken_xml", "an entity nobody declared", () => withSheet(sheetData.replace("内容", "&c;"))],
  ["broken_xml", "a sheet that ends early", () => withSheet(sheetData.slice(0, -30))],
  ["broken_xml", "UTF-16", () => withSheet("", { data: Buffer.from(sheetData, "utf16le") })],
  [
    "broken_xml",
    "text in GBK",
    () => withSheet("", { data: replaced(sheetData, "内容", Buffer.from("c4dac8dd", "hex")) }),
  ],
  [
    "broken_xml",
    "rows out of order",
    () =>
      withSheet(
        sheetXml([
          { r: 1, cells: exportHeader },
          { r: 3, cells: row(1) as never },
          { r: 3, cells: row(2) as never },
        ]),
      ),
  ],
  ["broken_xml", "a cell of no column", () => withSheet(sheetData.replace('r="A2"', 'r="2A"'))],
  [
    "broken_xml",
    "a shared string that is not there",
    () => withSheet(sheetData.replace(/<c r="E2".*?<\/c>/, '<c r="E2" t="s"><v>12</v></c>')),
  ],
  [
    "broken_xml",
    "bottomless nesting",
    () => withSheet(sheetData.replace("<sheetData>", `${"<a>".repeat(500)}${"</a>".repeat(500)}<sheetData>`)),
  ],
  [
    "broken_xml",
    "one endless text",
    () => withSheet(sheetData.replace("内容", "长文".repeat(limits.xmlQuiet / 2 + 100_000)), { stored: true }),
  ],
  ["broken_xml", "a sheet part that is something else", () => withSheet("<chartsheet/>")],
  [
    "external_links",
    "a link to another workbook",
    () =>
      zipFile(
        xlsxParts({ ...good, workbookRelations: relation("rId9", "externalLink", "externalLinks/externalLink1.xml") }),
      ),
  ],
  [
    "external_links",
    "a sheet that lies elsewhere",
    () =>
      zipFile(
        xlsxParts({ ...good, workbookRelations: relation("rId9", "worksheet", "http://example.org/s.xml", true) }),
      ),
  ],
  [
    "external_links",
    "the part of a link",
    () => parts({}, [{ name: "xl/externalLinks/externalLink1.xml", data: "<a/>" }]),
  ],
  [
    "no_sheet",
    "hidden sheets only",
    () =>
      xlsxFile({
        sheets: [
          { name: "一", xml: sheetData, state: "hidden" },
          { name: "二", xml: sheetData, state: "veryHidden" },
        ],
      }),
  ],
  ["no_sheet", "no sheets", () => xlsxFile({ sheets: [] })],
  [
    "wrong_columns",
    "two columns missing",
    () => xlsxFile({ rows: [["留言编号", "留言用户", "留言主题"], row(1)] }),
    "留言时间、留言详情",
  ],
  [
    "wrong_columns",
    "one column of the template missing",
    () => xlsxFile({ rows: [templateHeader.filter((name) => name !== "内容")] }),
    "内容",
  ],
  [
    "wrong_columns",
    "a header below the first rows",
    () => xlsxFile({ rows: [...Array.from({ length: limits.headerRows }, () => ["说明"]), exportHeader, row(1)] }),
    "编号、信访人、标题、收到时间、内容",
  ],
  ["wrong_columns", "an empty sheet", () => xlsxFile({ rows: [] }), "编号、信访人、标题、收到时间、内容"],
  [
    "repeated_columns",
    "two columns of one meaning",
    () => xlsxFile({ rows: [[...exportHeader, "内容"], row(1)] }),
    "内容",
  ],
  [
    "formula",
    "a formula in a used column",
    () => xlsxFile({ rows: [exportHeader, row(1), [2, formula, "标题"]] }),
    "B3",
  ],
  [
    "formula",
    "a shared formula far below",
    () =>
      xlsxFile({
        rows: [
          exportHeader,
          row(1),
          { r: 900, cells: [null, null, null, null, { xml: (ref) => `<c r="${ref}"><f t="shared" si="0"/></c>` }] },
        ],
      }),
    "E900",
  ],
  [
    "formula",
    "a formula in the header",
    () =>
      xlsxFile({
        rows: [
          ["说明"],
          [
            { xml: (ref) => `<c r="${ref}" t="str"><f>"留言"&amp;"编号"</f><v>留言编号</v></c>` },
            ...exportHeader.slice(1),
          ],
          row(1),
        ],
      }),
    "A2",
  ],
  [
    "too_many_rows",
    "more rows than the limit",
    () => xlsxFile({ rows: [exportHeader, ...Array.from({ length: limits.rows + 1 }, (_, i) => [i + 1, null, "甲"])] }),
  ],
];

describe("a file refused as a whole, before its first row", { timeout: 30_000 }, () => {
  it.each(table)("%s: %s", async (reason, _, file, about) => {
    const refusal = await refusalOf(await file());
    expect(refusal.reason).toBe(reason);
    if (about !== undefined) {
      expect(refusal.about).toBe(about);
      expect(refusal.sentence.zh).toContain(about);
    }
    expect(refusal.code).toBe("invalid");
  });

  it("too_large: a file over 50 MB", async () => {
    writeFileSync(path, xlsxFile(good));
    truncateSync(path, limits.fileBytes + 1);
    expect(await refusalOf(null)).toMatchObject({ reason: "too_large", code: "too_large" });
  });

  it.each([
    ["a file that is not there", join(folder, "nowhere.xlsx")],
    ["a folder", folder],
  ])("no_file: %s", async (_, at) => expect((await refusalOf(null, at)).reason).toBe("no_file"));

  it("every code of the closed list is met above, and says in both languages what to do", () => {
    const met = new Set<string>([...table.map(([reason]) => reason), "too_large", "no_file"]);
    expect([...met].sort()).toEqual([...sheetRefusalCodes].sort());
    for (const code of sheetRefusalCodes) {
      const { sentence } = new SheetRefusal(code, "B7");
      expect(sentence.zh).toMatch(/，|；/);
      expect(sentence.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it("the file behind the table is read when nothing is planted in it", async () => {
    await expect(refusalOf(xlsxFile(good))).rejects.toThrow("The file was read: 2 rows");
    await expect(refusalOf(parts({}))).rejects.toThrow("The file was read: 2 rows");
  });
});
