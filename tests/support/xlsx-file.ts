import { columnName } from "#domain/submissions/spreadsheet/cell.ts";
import { type ZipPart, zipFile } from "./zip-file.ts";

/** A cell of a planted sheet: text (inline), number, boolean, nothing, or its XML as `{ xml: (ref) => … }`. */
export type PlantedCell = string | number | boolean | null | { xml: (ref: string) => string };
export type PlantedRow = readonly PlantedCell[] | { r: number; cells: readonly PlantedCell[] };

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export const exportHeader = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数"] as const;
export const templateHeader = ["编号", "信访人", "标题", "收到时间", "内容", "形式", "县区", "地点", "电话"] as const;

export const escapeXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function cellXml(cell: PlantedCell, ref: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === "object") return cell.xml(ref);
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
}

/** Rows stand from 1 on unless a row names its own number. */
export function sheetXml(rows: readonly PlantedRow[]): string {
  let at = 0;
  const xml = rows.map((row) => {
    const cells = "r" in row ? row.cells : row;
    at = "r" in row ? row.r : at + 1;
    return `<row r="${at}">${cells.map((cell, i) => cellXml(cell, `${columnName(i + 1)}${at}`)).join("")}</row>`;
  });
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${xml.join("")}</sheetData></worksheet>`;
}

export const sharedStringsXml = (items: readonly string[]) =>
  `${HEAD}<sst xmlns="${MAIN}">${items.map((item) => `<si>${item}</si>`).join("")}</sst>`;

export type Planted = {
  sheets?: { name: string; xml: string; state?: string }[];
  rows?: readonly PlantedRow[];
  /** Inner XML of each `<si>`. */
  sharedStrings?: readonly string[];
  date1904?: boolean;
  workbookRelations?: string;
  workbook?: string;
};

/** The parts of a small workbook, for tests that change one of them before zipping. */
export function xlsxParts({
  rows,
  sheets,
  sharedStrings,
  date1904,
  workbookRelations = "",
  workbook,
}: Planted): ZipPart[] {
  const all = sheets ?? [{ name: "Sheet1", xml: sheetXml(rows ?? []) }];
  const listed = all.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"${state ? ` state="${state}"` : ""}/>`,
  );
  const relations = all.map((_, i) => relation(`rId${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`));
  if (sharedStrings) relations.push(relation("rIdS", "sharedStrings", "sharedStrings.xml"));
  return [
    {
      name: "[Content_Types].xml",
      data: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    { name: "_rels/.rels", data: relationsXml(relation("rId1", "officeDocument", "xl/workbook.xml")) },
    {
      name: "xl/workbook.xml",
      data:
        workbook ??
        `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ""}/><sheets>${listed.join("")}</sheets></workbook>`,
    },
    { name: "xl/_rels/workbook.xml.rels", data: relationsXml(relations.join("") + workbookRelations) },
    ...(sharedStrings ? [{ name: "xl/sharedStrings.xml", data: sharedStringsXml(sharedStrings) }] : []),
    ...all.map(({ xml }, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, data: xml })),
  ];
}

export const xlsxFile = (planted: Planted): Buffer => zipFile(xlsxParts(planted));

export const relation = (id: string, type: string, target: string, external = false) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ""}/>`;
const relationsXml = (inner: string) => `${HEAD}<Relationships xmlns="${PACKAGE}">${inner}</Relationships>`;
