import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import nodeFlags from "../../cli/node-flags.json" with { type: "json" };
import { root, workFolder } from "../../cli/paths.ts";
import { isAlive, until } from "../../prisma/embedded/process-table.ts";
import { atEndOfFile } from "./clean-up.ts";
import { createDatabase, portalEnv } from "./databases.ts";

export type Portal = {
  /** For example http://127.0.0.1:41234 */
  address: string;
  databaseUrl: string;
  pid: number;
  /** What it has written so far, stdout and stderr; also kept in .lianxi/portals. */
  logs(): string;
  /** Ends it in order and expects exit code 0. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
};

export type PortalOptions = {
  /** Variables of its environment; DATABASE_URL shares a database with another portal. Default: a database of its own with the demo city. */
  env?: Record<string, string>;
  seeded?: boolean;
  /** Where the program stands; default: this repository. */
  folder?: string;
};

/** Starts a real server process on a free port. It is ended, and its database dropped, at the end of the test file. */
export async function startPortal({ env = {}, seeded = true, folder = root }: PortalOptions = {}): Promise<Portal> {
  const database = env.DATABASE_URL ? undefined : await createDatabase({ seeded });
  const databaseUrl = env.DATABASE_URL ?? database!.url;
  const child = spawn(process.execPath, [...nodeFlags, join(folder, "cli/lianxi.ts"), "serve"], {
    cwd: folder,
    // The channel lets it end by itself when the test process is killed.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: portalEnv(databaseUrl, { PORT: "0", LIANXI_LOG: "info", ...env }),
  });
  const pid = child.pid!;
  const logFile = join(workFolder, "portals", `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}-${pid}.log`);
  mkdirSync(join(workFolder, "portals"), { recursive: true });
  let output = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
      appendFileSync(logFile, chunk);
    });
  let ended: string | undefined;
  const exited = new Promise<void>((resolve) =>
    child.once("exit", (code, signal) => {
      ended = String(code ?? signal);
      resolve();
    }),
  );
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    if (ended === undefined) child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
    await exited;
    clearTimeout(late);
  };
  atEndOfFile(async () => {
    await end("SIGTERM");
    if (isAlive(pid)) throw new Error(`the portal ${pid} is still running`);
    await database?.drop();
  });
  const addressOf = () => /^\{"address":"([^"]+)"\}$/m.exec(output)?.[1];
  await until(() => addressOf() !== undefined || ended !== undefined, 60_000);
  const address = addressOf();
  if (!address) throw new Error(`the portal did not start (${ended ?? "no answer"}):\n${output}`);
  return {
    address,
    databaseUrl,
    pid,
    logs: () => readFileSync(logFile, "utf8"),
    kill: () => end("SIGKILL"),
    async stop() {
      await end("SIGTERM");
      if (ended !== "0") throw new Error(`the portal ended with ${ended}:\n${output.slice(-4000)}`);
    },
  };
}
