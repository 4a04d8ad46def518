import yauzl, { type Entry } from "yauzl";

/** The texts inside a .docx, opened as any reader does. */
export const partsOf = (file: Buffer): Promise<Map<string, string>> =>
  new Promise((resolve, reject) =>
    yauzl.fromBuffer(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const parts = new Map<string, string>();
      zip.on("entry", (entry: Entry) =>
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("end", () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString("utf8"));
            zip.readEntry();
          });
        }),
      );
      zip.on("end", () => resolve(parts));
      zip.on("error", reject);
      zip.readEntry();
    }),
  );
