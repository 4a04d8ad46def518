import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { root } from "./paths.ts";

export type Ran = { code: number; output: string };

/** Runs a program of the repository with this Node; its output goes to `logFile` and is answered with the exit code. `started` gets the process, to end it early. */
export function runNode(
  script: string,
  args: string[],
  logFile: string,
  env: Record<string, string> = {},
  started: (child: ChildProcess) => void = () => {},
): Promise<Ran> {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "w");
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ["ignore", log, log],
    env: { ...process.env, ...env },
  });
  closeSync(log);
  started(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve({ code: code ?? 1, output: readFileSync(logFile, "utf8") }));
  });
}
