import { posix } from "node:path";
import type { Epoch } from "./cell.ts";
import { SheetRefusal } from "./sheet-refusal.ts";
import { isOn, localName, readPart } from "./xml-part.server.ts";
import type { ZipArchive } from "./zip-archive.server.ts";

/** Visible worksheets in their order, as paths of parts. */
export type Workbook = { epoch: Epoch; sheets: { name: string; part: string }[]; sharedStrings: string | null };

type Relation = { id: string; type: string; target: string; external: boolean };

/**
 * Finds the worksheets of a package by its relations, as Excel does; names of parts are free (ECMA-376 part 2).
 * Throws SheetRefusal: not_xlsx, macros, external_links, no_sheet, broken_xml, doctype.
 */
export async function readWorkbook(archive: ZipArchive, signal?: AbortSignal): Promise<Workbook> {
  refuseOtherKinds(archive);
  const root = await readRelations(archive, "_rels/.rels", signal);
  const part = root.find(({ type }) => type === "officeDocument")?.target;
  if (!part || !archive.has(part)) throw new SheetRefusal("not_xlsx");

  const relations = await readRelations(archive, relationsOf(part), signal);
  const named = new Map(relations.map((relation) => [relation.id, relation]));
  const links = relations.some(({ type, external }) => type === "externalLink" || external);
  if (links || archive.names().some((name) => name.startsWith("xl/externallinks/")))
    throw new SheetRefusal("external_links");

  let isWorkbook = false;
  let epoch: Epoch = 1900;
  const sheets: Workbook["sheets"] = [];
  await readPart(archive.unpack(part, signal), {
    open(name, attributes) {
      if (name === "workbook") isWorkbook = true;
      if (name === "workbookPr" && isOn(attributes.date1904)) epoch = 1904;
      if (name !== "sheet" || (attributes.state ?? "visible") !== "visible") return;
      const id = Object.entries(attributes).find(([key]) => key.includes(":") && localName(key) === "id")?.[1];
      const relation = id === undefined ? undefined : named.get(id);
      if (relation?.type === "worksheet") sheets.push({ name: attributes.name ?? "", part: relation.target });
    },
  });
  if (!isWorkbook) throw new SheetRefusal("not_xlsx");
  if (sheets.length === 0) throw new SheetRefusal("no_sheet");
  if (sheets.some((sheet) => !archive.has(sheet.part))) throw new SheetRefusal("broken_xml");
  const strings = relations.find(({ type }) => type === "sharedStrings")?.target ?? null;
  return { epoch, sheets, sharedStrings: strings && archive.has(strings) ? strings : null };
}

/** Kinds that are zips as well, by the part only they have. */
const otherKinds: readonly [RegExp, string][] = [
  [/^word\//, "Word 文档"],
  [/^ppt\//, "演示文稿"],
  [/^xl\/workbook\.bin$/, ".xlsb 表格"],
  [/^content\.xml$/, "ODF 文档"],
];

function refuseOtherKinds(archive: ZipArchive): void {
  const names = archive.names();
  for (const [part, kind] of otherKinds)
    if (names.some((name) => part.test(name))) throw new SheetRefusal("not_xlsx", kind);
  if (names.some((name) => name.endsWith("vbaproject.bin"))) throw new SheetRefusal("macros");
  if (!archive.has("[Content_Types].xml") || !archive.has("_rels/.rels")) throw new SheetRefusal("not_xlsx");
}

/** "xl/workbook.xml" → "xl/_rels/workbook.xml.rels" */
const relationsOf = (part: string) => posix.join(posix.dirname(part), "_rels", `${posix.basename(part)}.rels`);

/** Relation types by their last word, which transitional and strict workbooks share; targets relative to the package. */
async function readRelations(archive: ZipArchive, part: string, signal?: AbortSignal): Promise<Relation[]> {
  if (!archive.has(part)) return [];
  const base = posix.dirname(posix.dirname(part));
  const relations: Relation[] = [];
  await readPart(archive.unpack(part, signal), {
    open(name, { Id = "", Type = "", Target = "", TargetMode }) {
      if (name !== "Relationship") return;
      const external = TargetMode === "External";
      const target = external || Target.startsWith("/") ? Target.replace(/^\//, "") : posix.join(base, Target);
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf("/") + 1), target, external });
    },
  });
  return relations;
}
