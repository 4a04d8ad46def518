import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import {
  exportHeader,
  type Planted,
  type PlantedCell,
  sheetXml,
  templateHeader,
  xlsxFile,
  xlsxParts,
} from "../../../tests/support/xlsx-file.ts";
import { zipFile } from "../../../tests/support/zip-file.ts";
import { type ReadOptions, readSubmissionSheet } from "./read-submission-sheet.server.ts";
import type { RowResult } from "./seen-rows.server.ts";

const folder = mkdtempSync(join(tmpdir(), "lianxi-sheet-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "planted.xlsx");
const now = new Date("2026-11-24T03:02:00Z");

async function read(file: Buffer | Planted, options: Partial<ReadOptions> = {}): Promise<RowResult[]> {
  writeFileSync(path, Buffer.isBuffer(file) ? file : xlsxFile(file));
  const rows: RowResult[] = [];
  for await (const batch of readSubmissionSheet({ path }, { now, ...options })) rows.push(...batch);
  return rows;
}
const row = (
  number: PlantedCell,
  body: PlantedCell = "内容",
  date: PlantedCell = "2019/2/28 11:25:05",
): PlantedCell[] => [number, "陶某", `标题${number}`, date, body];
const xml = (inner: string, type: string) => ({ xml: (ref: string) => `<c r="${ref}" t="${type}">${inner}</c>` });
const body = async (cell: PlantedCell, planted: Planted = {}) =>
  (await read({ rows: [exportHeader, row(1, cell)], ...planted }))[0]!.value.body;

describe("cells", () => {
  it.each<[string, PlantedCell, string]>([
    ["inline text", "甲 & <乙>", "甲 & <乙>"],
    [
      "inline rich text",
      xml(
        '<is><r><rPr><b/></rPr><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r><rPh sb="0" eb="1"><t>jiǎ</t></rPh></is>',
        "inlineStr",
      ),
      "甲 乙",
    ],
    ["a string value", xml("<v>甲_x000d_\n\t\t乙</v>", "str"), "甲\n乙"],
    ["CDATA", xml("<v><![CDATA[甲 <b>]]></v>", "str"), "甲 <b>"],
    ["a number", 12.5, "12.5"],
    ["a boolean", true, "TRUE"],
    ["a shared string", xml("<v>1</v>", "s"), "共享 文字\n第二行"],
    ["rich shared text", xml("<v>2</v>", "s"), "粗细"],
    ["an empty shared string", xml("<v>0</v>", "s"), ""],
    ["a cell with a style alone", { xml: (ref) => `<c r="${ref}" s="3"/>` }, ""],
  ])("%s", async (_, cell, text) => {
    const sharedStrings = [
      "<t/>",
      '<t xml:space="preserve"> 共享\u00a0文字_x000D_\n第二行 </t>',
      "<r><t>粗</t></r><r><t>细</t></r><rPh><t>cū</t></rPh><phoneticPr/>",
    ];
    expect(await body(cell, { sharedStrings })).toBe(text);
  });

  it("an over-long cell makes its row bad, wherever the text is kept, and not the file", async () => {
    const long = "长".repeat(32_768);
    const shared = { rows: [exportHeader, row(1, xml("<v>0</v>", "s")), row(2)], sharedStrings: [`<t>${long}</t>`] };
    for (const planted of [
      shared,
      { rows: [exportHeader, row(1, long), row(2)] },
      { rows: [exportHeader, row(1, xml(`<v>${long}</v>`, "str")), row(2)] },
    ]) {
      const rows = await read(planted);
      expect(rows.map(({ grade, problems }) => [grade, problems[0]?.code])).toEqual([
        ["bad", "too_long"],
        ["good", undefined],
      ]);
    }
  });

  it("escapes count as the one character they stand for", async () => {
    expect((await body(xml(`<v>${"_x4e00_".repeat(32_767)}</v>`, "str"))).length).toBe(32_767);
  });

  it("an error value in a used column makes the row bad, elsewhere it is not looked at", async () => {
    const rows = await read({
      rows: [exportHeader, row(1, xml("<v>#N/A</v>", "e")), [...row(2), xml("<v>#REF!</v>", "e")]],
    });
    expect(rows.map(({ grade }) => grade)).toEqual(["bad", "good"]);
  });

  it("a formula outside the used columns is not looked at", async () => {
    const formula = { xml: (ref: string) => `<c r="${ref}"><f>1+1</f><v>2</v></c>` };
    expect(await read({ rows: [["统计", formula], exportHeader, [...row(1), formula]] })).toHaveLength(1);
  });

  it.each<[string, PlantedCell, boolean]>([
    ["text", "2019-02-28 11:25:05", false],
    ["a serial number", 43524.4757523148, false],
    ["a serial number of a 1904 workbook", 42062.4757523148, true],
    ["an ISO date of a strict workbook", xml("<v>2019-02-28T11:25:05</v>", "d"), false],
    ["a shared string in full-width digits", xml("<v>0</v>", "s"), false],
  ])("a date as %s", async (_, cell, date1904) => {
    const [first] = await read({
      rows: [exportHeader, row(1, "内容", cell)],
      date1904,
      sharedStrings: ["<t>２０１９／２／２８　１１：２５：０５</t>"],
    });
    expect(first!.value.receivedAt?.toISOString()).toBe("2019-02-28T03:25:05.000Z");
  });
});

describe("rows", () => {
  it("keep the numbers of the sheet; empty ones are left out, missing cells are empty", async () => {
    const rows = await read({
      rows: [
        ["关于报送信访件的说明"],
        [],
        exportHeader,
        row(1),
        { r: 7, cells: [] },
        { r: 9, cells: [null, " ", "\u00a0"] },
        { r: 12, cells: [2, null, null, "2019/3/1", "内容"] },
        [3],
      ],
    });
    expect(rows.map(({ row, grade }) => [row, grade])).toEqual([
      [4, "good"],
      [12, "doubtful"],
      [13, "bad"],
    ]);
    expect(rows[1]!.problems.map(({ code, column }) => [code, column])).toEqual([["title_empty", "留言主题"]]);
  });

  it("are found without cell and row references", async () => {
    const bare = sheetXml([exportHeader, row(1), row(2)]).replace(/ r="[^"]*"/g, "");
    expect((await read({ sheets: [{ name: "一", xml: bare }] })).map(({ row, grade }) => [row, grade])).toEqual([
      [2, "good"],
      [3, "good"],
    ]);
  });

  it("are read under a namespace prefix", async () => {
    const prefixed = sheetXml([exportHeader, row(1)])
      .replace(/<(\/?)(?!\?)/g, "<$1x:")
      .replace("xmlns=", "xmlns:x=");
    expect(await read({ sheets: [{ name: "一", xml: prefixed }] })).toHaveLength(1);
  });

  it("of the template, with its optional columns", async () => {
    const cells = ["甲-1", "陶某", "标题", "2026-11-24 09:18", "内容", "来访", "青崖县", "红石镇", "0731-5550100"];
    const [first] = await read({ rows: [[...templateHeader].reverse(), [...cells].reverse()] });
    expect(first).toMatchObject({
      grade: "good",
      value: { externalNumber: "甲-1", channel: "visit", county: "青崖县", place: "红石镇", phone: "0731-5550100" },
    });
  });

  it("come from the first visible sheet that has the columns", async () => {
    const sheets = [
      { name: "填写说明", xml: sheetXml([["编号"], ["每行一件"]]) },
      { name: "旧数据", xml: sheetXml([exportHeader, row(8)]), state: "hidden" },
      { name: "数据", xml: sheetXml([exportHeader, row(1)]) },
    ];
    expect((await read({ sheets })).map(({ value }) => value.externalNumber)).toEqual(["1"]);
  });

  it("a header without rows is an empty file, not a refusal", async () => {
    expect(await read({ rows: [exportHeader] })).toEqual([]);
  });

  it("of a package with absolute targets and stored parts", async () => {
    const parts = xlsxParts({ rows: [exportHeader, row(1)] }).map((part) => ({
      ...part,
      stored: true,
      data: String(part.data)
        .replace('Target="xl/', 'Target="/xl/')
        .replace('Target="worksheets/', 'Target="/xl/worksheets/'),
    }));
    expect(await read(zipFile(parts))).toHaveLength(1);
  });

  it("that another library wrote", async () => {
    const day = new Date(Date.UTC(2019, 1, 28, 11, 25, 5));
    await writeExcelFile([
      exportHeader.map((value) => ({ value, type: String })),
      [
        { value: 188006, type: Number },
        { value: "陶某", type: String },
        { value: "标题", type: String },
        { value: day, type: Date, format: "yyyy/mm/dd hh:mm:ss" },
        { value: "第一段\n第二段", type: String },
      ],
    ]).toFile(path);
    const rows: RowResult[] = [];
    for await (const batch of readSubmissionSheet({ path }, { now })) rows.push(...batch);
    expect(rows).toMatchObject([
      {
        row: 2,
        grade: "good",
        value: { externalNumber: "188006", body: "第一段\n第二段", receivedAt: new Date("2019-02-28T03:25:05Z") },
      },
    ]);
  });
});

describe("reading", () => {
  const many: Planted = { rows: [exportHeader, ...Array.from({ length: 5_000 }, (_, i) => row(i + 1, `内容${i}`))] };
  const openFiles = () =>
    readdirSync("/proc/self/fd")
      .flatMap((fd) => {
        try {
          return [readlinkSync(`/proc/self/fd/${fd}`)];
        } catch {
          return [];
        }
      })
      .filter((name) => name.includes("lianxi-"));
  const untilClosed = () => expect.poll(openFiles, { timeout: 2_000 }).toEqual([]);

  it("tells rows first without, then with the total", async () => {
    const told: [number, number | undefined][] = [];
    await read(many, { onProgress: (rows, total) => told.push([rows, total]) });
    const start = told.findIndex(([, total]) => total !== undefined);
    expect(start).toBeGreaterThan(0);
    const reading = told.slice(start);
    expect(reading[0]).toEqual([0, 5_000]);
    expect(reading.at(-1)).toEqual([5_000, 5_000]);
    expect(reading.map(([rows]) => rows)).toEqual(reading.map(([rows]) => rows).sort((a, b) => a - b));
  });

  it.skipIf(process.platform !== "linux")(
    "stops at the signal, while checking and while reading, and closes the file",
    async () => {
      for (const during of ["checking", "reading"]) {
        const abort = new AbortController();
        const reason = new Error("cancelled");
        const onProgress = (_: number, total?: number) => {
          if ((total === undefined) === (during === "checking")) abort.abort(reason);
        };
        await expect(read(many, { onProgress, signal: abort.signal })).rejects.toBe(reason);
        await untilClosed();
      }
      await expect(read(many, { signal: AbortSignal.abort() })).rejects.toThrow("aborted");
    },
  );

  it.skipIf(process.platform !== "linux")("closes the file when its reader leaves early", async () => {
    writeFileSync(path, xlsxFile(many));
    for await (const batch of readSubmissionSheet({ path }, { now })) {
      expect(batch.length).toBeLessThanOrEqual(2_000);
      break;
    }
    await untilClosed();
  });
});
