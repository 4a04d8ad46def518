import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../../cli/paths.ts";
import { isAlive, until } from "../../prisma/embedded/process-table.ts";
import { atEndOfFile } from "../support/clean-up.ts";

type Process = { pid: number; parent: number; line: string };
const processes = (): Process[] =>
  execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .flatMap((text) => {
      const [, pid, parent, line] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(text) ?? [];
      return pid ? [{ pid: Number(pid), parent: Number(parent), line: line! }] : [];
    });

/** What a process has started and what that has started, by now. */
function descendants(of: number): Process[] {
  const all = processes();
  const below = (pid: number): Process[] =>
    all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...below(one.pid)]);
  return below(of);
}

/** Runs a command, tells it to stop once `is` so, and answers what is left of it. */
async function stopped(
  args: string[],
  signal: "SIGTERM" | "SIGINT",
  is: (said: string, started: Process[]) => boolean,
) {
  const folder = mkdtempSync(join(tmpdir(), "told-"));
  // The account that PostgreSQL runs under has to reach it.
  chmodSync(folder, 0o711);
  const child: ChildProcess = spawn(process.execPath, [join(root, "cli/lianxi.ts"), ...args], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env.PATH, HOME: process.env.HOME ?? "/tmp", TMPDIR: folder, NODE_ENV: "production" },
  });
  let said = "";
  child.stderr!.on("data", (chunk) => {
    said += chunk;
  });
  let started: Process[] = [];
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  atEndOfFile(async () => {
    child.kill("SIGKILL");
    for (const { pid } of started) if (isAlive(pid)) process.kill(pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  const isSo = await until(
    () => {
      started = descendants(child.pid!);
      return is(said, started);
    },
    90_000,
    100,
  );
  if (!isSo) throw new Error(`${args.join(" ")} did not get so far:\n${said}`);
  child.kill(signal);
  const code = await ended;
  const left = started.filter(
    ({ pid, line }) => isAlive(pid) && processes().some((one) => one.pid === pid && one.line === line),
  );
  return { code, left: left.map(({ line }) => line), folders: readdirSync(folder) };
}

const NOTHING = { code: 1, left: [], folders: [] };
const postgres = ({ line }: Process) => line.includes("lianxi-") && line.includes("postgres");

it("a fault run that is told to stop under load leaves no server and no file behind", async () => {
  const writing = (said: string, started: Process[]) =>
    said.includes("writers") && started.some(({ line }) => line.endsWith("serve")) && started.some(postgres);
  expect(await stopped(["faults", "kill-server", "--seed", "7"], "SIGTERM", writing)).toEqual(NOTHING);
}, 150_000);

it("so does one that is told while its PostgreSQL is still starting", async () => {
  const starting = (_: string, started: Process[]) => started.some(({ line }) => line.includes("lianxi-fault-"));
  expect(await stopped(["faults", "kill-postgres", "--seed", "7"], "SIGINT", starting)).toEqual(NOTHING);
}, 150_000);

it("and a bench", async () => {
  const working = (_: string, started: Process[]) =>
    started.some(({ line }) => line.includes("submissions-part")) && started.some(postgres);
  expect(await stopped(["bench", "submissions"], "SIGTERM", working)).toEqual(NOTHING);
}, 150_000);
