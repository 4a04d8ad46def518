import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { closingLines, type Outcome, stageLine } from "./outcome.ts";
import { readVitestReport } from "./vitest-report.ts";

const folder = mkdtempSync(join(tmpdir(), "lianxi-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (testResults: unknown[], exitCode: number) => {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify({ testResults }));
  return readVitestReport("unit", file, exitCode, "the output", 1);
};
const test = (fullName: string, status: string, failureMessages: string[] = []) => ({
  fullName,
  status,
  failureMessages,
});

it("counts passed, failed and skipped tests, and names the failed and skipped ones", () => {
  const outcome = read(
    [
      {
        name: "a.test.ts",
        status: "passed",
        assertionResults: [test("one", "passed"), test("two", "skipped"), test("three", "todo")],
      },
      {
        name: "b.test.ts",
        status: "failed",
        assertionResults: [test("four", "failed", ["Error: no\n    at node_modules/x"])],
      },
    ],
    1,
  );
  expect(outcome).toMatchObject({ passed: 1, failed: 1 });
  expect(outcome.skipped.map(({ name, reason }) => `${name.replace(/.* › /, "")} ${reason}`)).toEqual([
    "two skipped in the test file",
    "three to be written",
  ]);
  expect(outcome.report).toContain("four");
  expect(outcome.report).not.toContain("node_modules");
});

it("a file that does not load, a run that breaks and a report that is missing are failures", () => {
  expect(
    read([{ name: "a.test.ts", status: "failed", message: "cannot find module", assertionResults: [] }], 1),
  ).toMatchObject({ failed: 1 });
  expect(read([{ name: "a.test.ts", status: "passed", assertionResults: [test("one", "passed")] }], 1)).toMatchObject({
    passed: 1,
    failed: 1,
  });
  expect(readVitestReport("unit", join(folder, "none.json"), 1, "crashed", 1)).toMatchObject({ passed: 0, failed: 1 });
});

it("ends with one line of counts, after one line for each skip", () => {
  const outcome = (part: Partial<Outcome>): Outcome => ({
    stage: "unit",
    passed: 0,
    failed: 0,
    skipped: [],
    report: "",
    seconds: 1,
    ...part,
  });
  const lines = closingLines([
    outcome({ stage: "format", passed: 1 }),
    outcome({ passed: 20, failed: 2 }),
    outcome({
      stage: "redis",
      skipped: [{ name: "two-node tests", reason: "redis-server is not installed", lacksProgram: true }],
    }),
  ]);
  expect(lines).toEqual([
    "skipped  redis: two-node tests (redis-server is not installed)",
    "21 passed, 2 failed, 1 skipped",
  ]);
  expect(stageLine(outcome({ failed: 1 }))).toMatch(/^unit +FAILED/);
});
