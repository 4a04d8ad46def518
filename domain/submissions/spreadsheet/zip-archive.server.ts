import type { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { limits } from "./limits.ts";
import { SheetRefusal } from "./sheet-refusal.ts";

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER = 30;
const NESTED = /\.(zip|xls[xmb]?|docx?|pptx?|7z|rar|gz|bz2|xz|tar)$/;

/**
 * A zip opened by its central directory, which is read and judged before any entry is unpacked. Entries unpack as streams;
 * one is never held whole. Throws SheetRefusal: broken_zip, zip_bomb, nested_archive, encrypted. The caller closes it.
 */
export class ZipArchive {
  readonly #zip: ZipFile;
  readonly #entries: Map<string, Entry>;
  private constructor(zip: ZipFile, entries: Map<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  static async open(path: string): Promise<ZipArchive> {
    const zip = await openZip(path);
    try {
      return new ZipArchive(zip, judgeEntries(await readDirectory(zip)));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** Names as kept: lower case, without a leading slash. */
  names(): string[] {
    return [...this.#entries.keys()];
  }
  has(name: string): boolean {
    return this.#entries.has(keyOf(name));
  }
  close(): void {
    this.#zip.close();
  }

  /** The unpacked bytes of an entry; its real size is held to the declared one and its CRC is checked at the end. */
  async *unpack(name: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(keyOf(name));
    if (!entry) throw new SheetRefusal("broken_xml");
    const packed = await this.#openPacked(entry);
    const bytes = entry.compressionMethod === DEFLATED ? inflate(packed) : packed;
    let size = 0;
    let crc = 0;
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        signal?.throwIfAborted();
        size += chunk.length;
        if (size > entry.uncompressedSize) throw new SheetRefusal("zip_bomb", entry.fileName);
        crc = crc32(chunk, crc);
        yield chunk;
      }
    } catch (error) {
      throw error instanceof SheetRefusal || signal?.aborted || !isBadData(error)
        ? error
        : new SheetRefusal("broken_zip", entry.fileName);
    } finally {
      packed.destroy();
      bytes.destroy();
    }
    if (size !== entry.uncompressedSize || crc !== entry.crc32) throw new SheetRefusal("broken_zip", entry.fileName);
  }

  #openPacked(entry: Entry): Promise<Readable> {
    const decompress = entry.compressionMethod === DEFLATED ? false : null;
    return new Promise((resolve, reject) =>
      this.#zip.openReadStream(entry, { decompress, decrypt: null, start: null, end: null }, (error, stream) =>
        error ? reject(new SheetRefusal("broken_zip", entry.fileName)) : resolve(stream),
      ),
    );
  }
}

const keyOf = (name: string) => name.replace(/^\/+/, "").toLowerCase();

function inflate(packed: Readable): Readable {
  const inflater = createInflateRaw({ chunkSize: 64 * 1024 });
  packed.on("error", (error) => inflater.destroy(error));
  return packed.pipe(inflater);
}

/** zlib's own codes, and yauzl's errors, which have none; anything else (EIO) is no fault of the file. */
const isBadData = (error: unknown) => {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined || code.startsWith("Z_");
};

const openZip = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.open(path, { autoClose: false, lazyEntries: true, validateEntrySizes: false }, (error, zip) =>
      error ? reject(new SheetRefusal("broken_zip")) : resolve(zip),
    ),
  );

function readDirectory(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  return new Promise((resolve, reject) => {
    if (zip.entryCount > limits.zipEntries) return reject(new SheetRefusal("zip_bomb"));
    zip.on("error", () => reject(new SheetRefusal("broken_zip")));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** What the directory alone tells: passwords, odd methods, twins, archives within, and every known shape of a bomb. */
function judgeEntries(all: Entry[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let total = 0;
  for (const entry of all) {
    const name = keyOf(entry.fileName);
    if (name.endsWith("/")) continue;
    if (entry.isEncrypted()) throw new SheetRefusal("encrypted");
    const { compressedSize, uncompressedSize, compressionMethod } = entry;
    total += uncompressedSize;
    const swollen = uncompressedSize > limits.ratioFrom && uncompressedSize > compressedSize * limits.ratio;
    if (NESTED.test(name)) throw new SheetRefusal("nested_archive", entry.fileName);
    if (total > limits.unpackedBytes || swollen) throw new SheetRefusal("zip_bomb", entry.fileName);
    const known =
      compressionMethod === DEFLATED || (compressionMethod === STORED && compressedSize === uncompressedSize);
    if (!known || entries.has(name)) throw new SheetRefusal("broken_zip", entry.fileName);
    entries.set(name, entry);
  }
  if (overlaps(all)) throw new SheetRefusal("zip_bomb");
  return entries;
}

/** Entries that share packed bytes multiply a small file without a high ratio. */
function overlaps(entries: readonly Entry[]): boolean {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const { relativeOffsetOfLocalHeader: start, compressedSize, fileNameLength } of sorted) {
    if (start < end) return true;
    end = start + LOCAL_HEADER + fileNameLength + compressedSize;
  }
  return false;
}
