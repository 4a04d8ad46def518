/** Thrown between two steps of a command that was told to stop. */
export class Stopped extends Error {}

/** What has to be ended when a command ends, in reverse order, exactly once, however it ends and however often it is told to. */
export type Ending = {
  /** Adds something to end. */
  add(end: () => unknown): void;
  /** Throws Stopped when the command was told to stop. Called between steps. */
  check(): void;
  /** Resolves when the command is told to stop: by SIGINT, SIGTERM, SIGHUP, or because the process that started it is gone. */
  told: Promise<void>;
  /** Ends everything. */
  run(): Promise<void>;
  /** 0, or 1 when an error that nobody caught has ended it. */
  exitCode(): 0 | 1;
};

/** The terminal or pipe behind stdout and stderr may go away before the process does; what it would have shown is then nobody's loss. */
const gone = new Set(["EIO", "EPIPE"]);

export function listenForEnd(): Ending {
  const ends: (() => unknown)[] = [];
  let stopped = false;
  let running: Promise<void> | undefined;
  let resolve = () => {};
  const told = new Promise<void>((done) => {
    resolve = done;
  });
  const stop = () => {
    stopped = true;
    resolve();
  };
  let crashed = false;
  process.on("uncaughtException", (error: NodeJS.ErrnoException) => {
    if (gone.has(error.code ?? "")) return;
    crashed = true;
    process.stderr.write(`${error?.stack ?? error}\n`);
    stop();
  });
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  if (process.channel) {
    process.once("disconnect", stop);
    process.channel.unref();
  }
  const runAll = async () => {
    for (const end of ends.reverse()) {
      try {
        await end();
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      }
    }
  };
  return {
    add: (end) => void ends.push(end),
    check() {
      if (stopped) throw new Stopped();
    },
    told,
    run: () => (running ??= runAll()),
    exitCode: () => (crashed ? 1 : 0),
  };
}
