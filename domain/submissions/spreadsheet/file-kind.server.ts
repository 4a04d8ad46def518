import { type FileHandle, open } from "node:fs/promises";
import { limits } from "./limits.ts";
import { SheetRefusal } from "./sheet-refusal.ts";

const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");
const ZIP = Buffer.from("PK\x03\x04", "latin1");
const ENCRYPTED_PACKAGE = Buffer.from("EncryptedPackage", "utf16le");

/** Looks at size and first bytes only: throws SheetRefusal unless the file is a zip of acceptable size. */
export async function requireZip(path: string): Promise<void> {
  const file = await open(path, "r").catch(() => {
    throw new SheetRefusal("no_file");
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new SheetRefusal("no_file");
    if (stat.size > limits.fileBytes) throw new SheetRefusal("too_large");
    if (stat.size === 0) throw new SheetRefusal("empty_file");
    const head = Buffer.alloc(8);
    await file.read(head, 0, 8, 0);
    if (head.equals(OLE)) throw new SheetRefusal((await isEncryptedPackage(file)) ? "encrypted" : "old_xls");
    if (head.subarray(0, 4).equals(ZIP)) return;
    throw new SheetRefusal("not_xlsx", head.toString("latin1").startsWith("%PDF") ? "PDF 文档" : "");
  } finally {
    await file.close();
  }
}

/** A workbook with a password is an OLE file that names a stream EncryptedPackage ([MS-OFFCRYPTO] 2.3.4.4); an .xls is OLE without it. */
async function isEncryptedPackage(file: FileHandle): Promise<boolean> {
  const overlap = ENCRYPTED_PACKAGE.length;
  const window = Buffer.alloc(256 * 1024);
  for (let at = 0; ; at += window.length - overlap) {
    const { bytesRead } = await file.read(window, 0, window.length, at);
    if (window.subarray(0, bytesRead).includes(ENCRYPTED_PACKAGE)) return true;
    if (bytesRead < window.length) return false;
  }
}
