import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";
import { holderOf, takeLock } from "../../prisma/embedded/lock.ts";

const folder = mkdtempSync(join(tmpdir(), "lianxi-lock-"));
const file = join(folder, "portal.lock");
beforeEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Id of a process that has just ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.once("exit", resolve));
  return child.pid!;
}

it("lets one in and tells the others who it is and where it listens", () => {
  const taken = takeLock(file, "start");
  if (!("lock" in taken)) throw new Error("not taken");
  taken.lock.setAddress("http://127.0.0.1:3000");
  expect(takeLock(file, "start")).toMatchObject({
    holder: { pid: process.pid, command: "start", address: "http://127.0.0.1:3000" },
  });
  expect(holderOf(file)?.pid).toBe(process.pid);
  taken.lock.release();
  expect(holderOf(file)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

it("does not count a holder that was killed", async () => {
  writeFileSync(file, JSON.stringify({ pid: await deadPid(), started: "1", command: "start", since: "", nonce: "x" }));
  expect(holderOf(file)).toBeUndefined();
  expect(takeLock(file, "start")).toHaveProperty("lock");
  expect(readdirSync(folder)).toEqual(["portal.lock"]);
});

it("does not take another process with the same id for the holder", () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: "1", command: "start", since: "", nonce: "x" }));
  expect(takeLock(file, "start")).toHaveProperty("lock");
});

it("survives a file cut short", () => {
  const taken = takeLock(file, "start");
  if (!("lock" in taken)) throw new Error("not taken");
  writeFileSync(file, readFileSync(file, "utf8").slice(0, 10));
  expect(holderOf(file)).toBeUndefined();
});

it("of many that come at once after a crash exactly one gets in", async () => {
  writeFileSync(file, JSON.stringify({ pid: await deadPid(), started: "1", command: "start", since: "", nonce: "x" }));
  const script = `
    import { takeLock } from ${JSON.stringify(new URL("../../prisma/embedded/lock.ts", import.meta.url).href)};
    const taken = takeLock(${JSON.stringify(file)}, "start");
    process.stdout.write("lock" in taken ? "in" : "out");
    process.stdin.resume();`;
  const starters = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ["--input-type=module-typescript", "-e", script], { stdio: ["pipe", "pipe", "inherit"] }),
  );
  const answers = await Promise.all(
    starters.map(
      (starter) => new Promise<string>((resolve) => starter.stdout.once("data", (data) => resolve(String(data)))),
    ),
  );
  for (const starter of starters) starter.kill();
  expect(answers.filter((answer) => answer === "in")).toHaveLength(1);
});
