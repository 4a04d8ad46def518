import { randomUUID } from "node:crypto";
import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const IN_MEMORY = 16 * 1024 * 1024;

/**
 * An append-only list of texts that stays small in memory: the first 16 MiB are kept here, the rest in a temporary file that
 * has no name any more once it is open, so nothing is left behind whatever happens. Reads are random and synchronous.
 */
export class TextStore {
  #memory = Buffer.alloc(64 * 1024);
  #used = 0;
  #spill: number | null = null;
  #spilled = 0;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  /** Start of text i over memory and file together; entry `length` is the end. */
  #starts = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(text: string): void {
    const bytes = Buffer.byteLength(text);
    if (this.#length + 2 > this.#starts.length) this.#starts = grown(this.#starts);
    if (this.#spill === null && this.#used + bytes <= IN_MEMORY) {
      while (this.#used + bytes > this.#memory.length)
        this.#memory = Buffer.concat([this.#memory], this.#memory.length * 2);
      this.#used += this.#memory.write(text, this.#used);
    } else {
      this.#pending.push(Buffer.from(text));
      this.#pendingBytes += bytes;
      if (this.#pendingBytes > 1024 * 1024 || this.#spill === null) this.#flush();
    }
    this.#starts[++this.#length] = this.#used + this.#spilled + this.#pendingBytes;
  }

  /** Undefined beyond the end. */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#length) return undefined;
    const start = this.#starts[index]!;
    const end = this.#starts[index + 1]!;
    if (end <= this.#used) return this.#memory.toString("utf8", start, end);
    if (this.#pendingBytes > 0) this.#flush();
    const bytes = Buffer.alloc(end - start);
    readSync(this.#spill!, bytes, 0, bytes.length, start - this.#used);
    return bytes.toString("utf8");
  }

  close(): void {
    if (this.#spill !== null) closeSync(this.#spill);
    this.#spill = null;
    this.#length = 0;
    this.#pending = [];
    this.#memory = Buffer.alloc(0);
  }

  #flush(): void {
    this.#spill ??= openNameless();
    const bytes = Buffer.concat(this.#pending);
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#spill, bytes, done, bytes.length - done, this.#spilled + done);
    this.#spilled += bytes.length;
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}

function grown(starts: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(starts.length * 2);
  larger.set(starts);
  return larger;
}

function openNameless(): number {
  const path = join(tmpdir(), `lianxi-${randomUUID()}`);
  const file = openSync(path, "wx+", 0o600);
  unlinkSync(path);
  return file;
}
