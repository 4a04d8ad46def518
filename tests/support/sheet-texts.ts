import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ZipArchive } from "../../domain/submissions/spreadsheet/zip-archive.server.ts";

/** The rows of a workbook's first sheet as texts, as written by the portal. Throws where a cell is a formula. */
export async function sheetTexts(content: Buffer): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), "lianxi-sheet-"));
  const path = join(folder, "sheet.xlsx");
  writeFileSync(path, content);
  const archive = await ZipArchive.open(path);
  try {
    const sheet = await textOf(archive, "xl/worksheets/sheet1.xml");
    if (/<f[ >/]/.test(sheet)) throw new Error("the sheet holds a formula");
    const shared = await textOf(archive, "xl/sharedStrings.xml").catch(() => "");
    const strings = [...shared.matchAll(/<si>(.*?)<\/si>/gs)].map(([, inner]) => plain(inner!));
    return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) =>
      [...row!.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes, inner = ""]) => {
        const value = plain(inner);
        return /t="s"/.test(attributes!) ? (strings[Number(value)] ?? "") : value;
      }),
    );
  } finally {
    archive.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function textOf(archive: ZipArchive, part: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of archive.unpack(part)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString();
}

const plain = (xml: string) =>
  xml
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
