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
};

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
  };
}
