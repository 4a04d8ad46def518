import { type FileHandle, open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import yauzl, { type ZipFile } from "yauzl";
import { archive, executable, macros, notAccepted, spoofed } from "./attachment-refusal.ts";
import { type ContentFamily, extensionOf, familiesOf } from "./file-kinds.ts";

/** What a stored file is: its family and the type it is served with. `extension` is the content's usual ending. */
export type Content = { family: ContentFamily; contentType: string; extension: string };

const office = "application/vnd.openxmlformats-officedocument";
const images: { [extension: string]: string } = {
  jpg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  heic: "image/heic",
};
const programs = new Set([
  "exe",
  "elf",
  "macho",
  "class",
  "jar",
  "apk",
  "wasm",
  "lnk",
  "swf",
  "deb",
  "rpm",
  "crx",
  "xpi",
  "chm",
  "reg",
  "dmg",
  "alias",
]);
const archives = new Set([
  "zip",
  "rar",
  "7z",
  "tar",
  "gz",
  "tar.gz",
  "bz2",
  "xz",
  "zst",
  "lz4",
  "lz",
  "cab",
  "arj",
  "ace",
  "lzh",
  "iso",
]);
const ole: { [extension: string]: string } = {
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
  wps: "application/vnd.ms-works",
};

/**
 * Judges an upload by its content; the name only has to agree. Throws Refusal: executable, macros, archive, not accepted, spoofed.
 * `fileName` is clean already.
 */
export async function judgeContent(path: string, fileName: string): Promise<Content> {
  const named = extensionOf(fileName);
  const content = await contentOf(path, named);
  if (named === "") return content;
  if (familiesOf(named).length === 0) throw notAccepted(named);
  if (!familiesOf(named).includes(content.family)) throw spoofed(named);
  return content;
}

async function contentOf(path: string, named: string): Promise<Content> {
  const found = (await fileTypeFromFile(path))?.ext;
  if (found && programs.has(found)) throw executable();
  if (found && images[found]) return { family: "image", contentType: images[found], extension: found };
  if (found === "pdf") return { family: "pdf", contentType: "application/pdf", extension: "pdf" };
  if (found === "rtf") return { family: "rtf", contentType: "application/rtf", extension: "rtf" };
  if (found === "cfb") return await compoundFile(path, named);
  const zipped = await zipNames(path);
  if (zipped) return zipContent(zipped, named);
  if (found && archives.has(found)) throw archive();
  const text =
    found === undefined || found === "xml" || found === "vcf" || found === "ics" ? await textContent(path) : null;
  if (text) return text;
  if (familiesOf(named).length > 0) throw spoofed(named);
  throw notAccepted(named);
}

/** Class id of Windows Installer packages, a compound file as Word documents are. */
const INSTALLER = Buffer.from("84100c0000000000c000000000000046", "hex");

async function compoundFile(path: string, named: string): Promise<Content> {
  const file = await open(path, "r");
  try {
    const head = await bytesAt(file, 0, 512);
    const sector = 2 ** (head.length >= 52 ? head.readUInt16LE(30) : 9);
    const root = await bytesAt(file, head.length >= 52 ? (head.readUInt32LE(48) + 1) * sector : 0, 128);
    if (root.subarray(80, 96).equals(INSTALLER)) throw executable();
  } finally {
    await file.close();
  }
  return { family: "old_office", contentType: ole[named] ?? "application/octet-stream", extension: named || "doc" };
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}

function zipContent(names: readonly string[], named: string): Content {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/(^|\/)vbaproject\.bin$/)) throw macros();
  if (
    has(/^(meta-inf\/manifest\.mf|androidmanifest\.xml|classes\.dex)$/) ||
    has(/\.(exe|dll|scr|com|bat|cmd|ps1|vbs|js|jar|msi)$/)
  )
    throw executable();
  if (has(/^ofd\.xml$/)) return { family: "ofd", contentType: "application/ofd", extension: "ofd" };
  if (has(/^\[content_types\]\.xml$/)) {
    if (has(/^word\//))
      return { family: "docx", contentType: `${office}.wordprocessingml.document`, extension: "docx" };
    if (has(/^xl\//)) return { family: "xlsx", contentType: `${office}.spreadsheetml.sheet`, extension: "xlsx" };
    if (has(/^ppt\//))
      return { family: "pptx", contentType: `${office}.presentationml.presentation`, extension: "pptx" };
  }
  if (familiesOf(named).length > 0) throw spoofed(named);
  throw archive();
}

/** More entries than any document has; reading the list of a hostile archive ends there. */
const MOST_ENTRIES = 20_000;

/** The names in a zip, lower case; null when the file is none. Nothing is unpacked. */
async function zipNames(path: string): Promise<string[] | null> {
  const zip = await new Promise<ZipFile | null>((resolve) =>
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, opened) =>
      resolve(error ? null : (opened ?? null)),
    ),
  );
  if (!zip) return null;
  const names: string[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on("error", reject);
      zip.on("end", resolve);
      zip.on("entry", (entry: { fileName: string }) => {
        names.push(entry.fileName.toLowerCase());
        if (names.length > MOST_ENTRIES) reject(archive());
        else zip.readEntry();
      });
      zip.readEntry();
    });
  } finally {
    zip.close();
  }
  return names;
}

/** Plain text in UTF-8, UTF-16 with its mark, or GB18030, without control characters; null when it is none. A script is an executable. */
async function textContent(path: string): Promise<Content | null> {
  const file = await open(path, "r");
  try {
    const head = await bytesAt(file, 0, 4);
    if (head.subarray(0, 2).toString("latin1") === "#!") throw executable();
    const utf16 =
      head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : null;
    for (const charset of utf16 ? [utf16] : ["utf-8", "gb18030"])
      if (await reads(file, charset))
        return { family: "text", contentType: `text/plain; charset=${charset}`, extension: "txt" };
    return null;
  } finally {
    await file.close();
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells text from other bytes
const control = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/;

async function reads(file: FileHandle, charset: string): Promise<boolean> {
  const decoder = new TextDecoder(charset, { fatal: true });
  const window = Buffer.alloc(256 * 1024);
  try {
    for (let at = 0; ; at += window.length) {
      const { bytesRead } = await file.read(window, 0, window.length, at);
      const last = bytesRead < window.length;
      if (control.test(decoder.decode(window.subarray(0, bytesRead), { stream: !last }))) return false;
      if (last) return true;
    }
  } catch {
    return false;
  }
}
