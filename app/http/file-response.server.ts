import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { opensInline } from "#domain/incidents/attachments/file-kinds.ts";

type StoredFile = { path: string; fileName: string; contentType: string; size: number };

/**
 * A stored file as an answer. What a browser can show without running anything is shown, the rest is saved; it is
 * never cached (nor sniffed: every response says so), and whatever it holds runs nothing and loads nothing.
 */
export function fileResponse(file: StoredFile, { download = false } = {}): Response {
  const inline = !download && opensInline(file.contentType);
  const plain = file.fileName.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const coded = encodeURIComponent(file.fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  const body = Readable.toWeb(createReadStream(file.path)) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      "Content-Type": file.contentType,
      "Content-Length": String(file.size),
      "Content-Disposition": `${inline ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${coded}`,
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Cache-Control": "private, no-store",
    },
  });
}
