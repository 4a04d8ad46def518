import { cleanLine, comparable, foldWidth } from "./cell-text.ts";

/** The columns a sheet of submissions may have: our template's header, then those of message-board exports. Order in the sheet is free. */
export const columns = {
  externalNumber: { headers: ["编号", "留言编号"], required: true },
  petitioner: { headers: ["信访人", "留言用户"], required: true },
  title: { headers: ["标题", "留言主题"], required: true },
  receivedAt: { headers: ["收到时间", "留言时间"], required: true },
  body: { headers: ["内容", "留言详情"], required: true },
  channel: { headers: ["形式"], required: false },
  county: { headers: ["县区"], required: false },
  place: { headers: ["地点"], required: false },
  phone: { headers: ["电话"], required: false },
} as const satisfies Record<string, { headers: readonly [string, ...string[]]; required: boolean }>;

export type Field = keyof typeof columns;
export const fields = Object.keys(columns) as Field[];
export const requiredFields = fields.filter((field) => columns[field].required);

/** Where a field stands: sheet column (1 = A) and the header as the file spells it. */
export type Place = { column: number; header: string };
export type Header = { row: number; places: Partial<Record<Field, Place>> };

export type HeaderReading =
  | { ok: true; places: Partial<Record<Field, Place>> }
  | { ok: false; matched: number; missing: string[]; repeated: string[] };

const fieldOf = new Map(
  fields.flatMap((field) => columns[field].headers.map((word) => [comparable(word), field] as const)),
);

/**
 * Reads one row as a header. Missing columns are named in the spelling the row otherwise uses (留言编号 or 编号); a field
 * that stands twice is ambiguous and refused as well.
 */
export function readHeader(cells: Iterable<readonly [column: number, text: string]>): HeaderReading {
  const places: Partial<Record<Field, Place>> = {};
  const repeated: string[] = [];
  let asExported = 0;
  let asTemplate = 0;
  for (const [column, text] of cells) {
    // A header may carry a remark: 收到时间（必填）.
    const header = foldWidth(text).replace(/\(.*\)|\*/gs, "");
    const field = fieldOf.get(comparable(header));
    if (!field) continue;
    if (places[field]) repeated.push(text.trim());
    else places[field] = { column, header: cleanLine(text) };
    if (comparable(header) === comparable(columns[field].headers[0])) asTemplate++;
    else asExported++;
  }
  const missing = requiredFields
    .filter((field) => !places[field])
    .map((field) => (asExported > asTemplate ? columns[field].headers.at(-1)! : columns[field].headers[0]));
  if (missing.length === 0 && repeated.length === 0) return { ok: true, places };
  return { ok: false, matched: Object.keys(places).length, missing, repeated };
}
