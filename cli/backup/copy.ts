import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { Client, Connection } from "pg";

type Told = { resolve: (rows: number) => void; reject: (error: Error) => void };
type Wire = Connection & {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

/** PostgreSQL's COPY as `pg` lets a query of one's own speak it: one statement, bytes on their way, the number of rows at the end. */
abstract class Copy {
  readonly #text: string;
  readonly #told: Told;
  #rows = 0;
  #failed: Error | undefined;
  callback = () => {};

  constructor(text: string, told: Told) {
    this.#text = text;
    this.#told = told;
  }
  submit(connection: Connection): void {
    (connection as Wire).query(this.#text);
  }
  handleCommandComplete({ text }: { text: string }): void {
    this.#rows = Number(/^COPY (\d+)/.exec(text)?.[1] ?? 0);
  }
  handleError(error: Error): void {
    this.#failed ??= error;
    this.#told.reject(error);
  }
  handleReadyForQuery(connection: Connection): void {
    // A stream that ends tells nobody any more that it has room.
    connection.stream.resume();
    if (!this.#failed) this.#told.resolve(this.#rows);
  }
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  abstract handleCopyInResponse(connection: Connection): void;
  abstract handleCopyData(message: { chunk: Buffer }, connection: Connection): void;
}

class CopyOut extends Copy {
  readonly #to: Writable;
  constructor(text: string, to: Writable, told: Told) {
    super(text, told);
    this.#to = to;
  }
  handleCopyData({ chunk }: { chunk: Buffer }, connection: Connection): void {
    // The chunk lies in a buffer that the connection uses again.
    if (this.#to.write(Buffer.from(chunk))) return;
    connection.stream.pause();
    this.#to.once("drain", () => connection.stream.resume());
  }
  handleCopyInResponse(connection: Connection): void {
    (connection as Wire).sendCopyFail("this statement was to read");
  }
}

class CopyIn extends Copy {
  readonly #from: Readable;
  constructor(text: string, from: Readable, told: Told) {
    super(text, told);
    this.#from = from;
  }
  handleCopyInResponse(connection: Connection): void {
    const wire = connection as Wire;
    this.#send(wire).catch((error: Error) => {
      wire.sendCopyFail(error.message.slice(0, 200));
      this.handleError(error);
    });
  }
  async #send(wire: Wire): Promise<void> {
    for await (const chunk of this.#from) {
      wire.sendCopyFromChunk(chunk as Buffer);
      if (wire.stream.writableNeedDrain) await once(wire.stream, "drain");
    }
    wire.endCopyFrom();
  }
  handleCopyData(): void {}
}

const run = (client: Client, make: (told: Told) => Copy): Promise<number> =>
  new Promise((resolve, reject) => {
    client.query(make({ resolve, reject }) as never);
  });

/** `copy … to stdout` into a stream, which is not ended. Answers the number of rows. */
export const copyOut = (client: Client, text: string, to: Writable): Promise<number> =>
  run(client, (told) => new CopyOut(text, to, told));

/** `copy … from stdin` out of a stream. Answers the number of rows. */
export const copyIn = (client: Client, text: string, from: Readable): Promise<number> =>
  run(client, (told) => new CopyIn(text, from, told));
