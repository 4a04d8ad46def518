import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { Refusal } from "../../kernel/refusal.ts";
import { diskFull, emptyFile, interrupted, noFile, tooLarge } from "./attachment-refusal.ts";
import { cleanFileName, MAX_ATTACHMENT_BYTES } from "./file-kinds.ts";
import { discard, freshStorageName, incomingPath } from "./storage.server.ts";

/** A file that has arrived whole and lies in the incoming folder; `fields` are the form's other values. */
export type ReceivedFile = {
  path: string;
  storageName: string;
  fileName: string;
  size: number;
  sha256: string;
  fields: { [name: string]: string };
};

/** Beyond this much over the limit a sender is cut off instead of being heard to the end. */
const PATIENCE = 4 * MAX_ATTACHMENT_BYTES;

/**
 * Reads one file of a multipart form as it streams in, never whole in memory. The limit holds while streaming: what is over
 * it is read to its end without being kept, so that the browser hears the answer. Throws Refusal: too_large, empty, none,
 * interrupted, disk full; then nothing is left on disk.
 */
export async function receiveFile(headers: Headers, body: ReadableStream<Uint8Array> | null): Promise<ReceivedFile> {
  const announced = Number(headers.get("Content-Length") ?? 0);
  if (announced > PATIENCE) throw tooLarge(announced);
  if (!body) throw noFile();
  const storageName = freshStorageName();
  const path = await incomingPath(storageName).catch(refuseFullDisk);
  try {
    const received = await readForm(headers, body, path, announced);
    return { path, storageName, ...received };
  } catch (error) {
    await discard(path);
    if (error instanceof Refusal) throw error;
    return refuseFullDisk(error);
  }
}

/** ENOSPC and EDQUOT are expected of a disk; anything else is thrown on. */
export function refuseFullDisk(error: unknown): never {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === "ENOSPC" || code === "EDQUOT") throw diskFull();
  throw error;
}

type Read = Pick<ReceivedFile, "fileName" | "size" | "sha256" | "fields">;

function readForm(headers: Headers, body: ReadableStream<Uint8Array>, path: string, announced: number): Promise<Read> {
  return new Promise<Read>((resolve, reject) => {
    let form: busboy.Busboy;
    try {
      form = busboy({
        headers: { "content-type": headers.get("Content-Type") ?? "" },
        defParamCharset: "utf8",
        limits: { files: 1, fields: 10, fieldSize: 10_000, fileSize: MAX_ATTACHMENT_BYTES + 1 },
      });
    } catch {
      reject(noFile());
      return;
    }
    const fields: Read["fields"] = {};
    let writing: Promise<Omit<Read, "fields">> | null = null;
    const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    form.on("field", (name, value) => {
      fields[name] = value;
    });
    form.on("file", (_name, file, info) => {
      writing = keepBytes(file, path, announced).then((kept) => ({
        ...kept,
        fileName: cleanFileName(info.filename ?? ""),
      }));
      // The form is read to its end first; then this is awaited.
      writing.catch(() => file.resume());
    });
    form.on("close", () => {
      if (!writing) reject(noFile());
      else writing.then((kept) => resolve({ ...kept, fields }), reject);
    });
    form.on("error", () => reject(interrupted()));
    source.on("error", () => {
      form.destroy();
      reject(interrupted());
    });
    source.pipe(form);
  });
}

async function keepBytes(file: Readable & { truncated?: boolean }, path: string, announced: number) {
  const hash = createHash("sha256");
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > MAX_ATTACHMENT_BYTES) return done(tooLarge(announced));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  // The source must outlive a refusal, to be read to its end.
  const unbroken = new Transform({ transform: (chunk, _encoding, done) => done(null, chunk) });
  file.on("data", (chunk: Buffer) => {
    if (!unbroken.destroyed && !unbroken.write(chunk)) file.pause();
  });
  unbroken.on("drain", () => file.resume());
  file.on("end", () => unbroken.end());
  file.on("error", (error) => unbroken.destroy(error));
  try {
    await pipeline(unbroken, meter, createWriteStream(path, { flags: "wx", mode: 0o600 }));
  } catch (error) {
    if (file.errored) throw interrupted();
    throw error;
  }
  if (size === 0) throw emptyFile();
  return { size, sha256: hash.digest("hex") };
}
