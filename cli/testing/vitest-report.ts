import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "../paths.ts";
import type { Outcome } from "./outcome.ts";

type Assertion = { fullName: string; status: string; failureMessages?: string[] | null };
type Report = { testResults: { name: string; status: string; message?: string; assertionResults: Assertion[] }[] };

const PASSED = "passed";
const FAILED = "failed";

/** Counts and failures of a vitest run from its JSON report. A file that could not be run, or a run that broke, counts as one failure. */
export function readVitestReport(
  stage: string,
  jsonFile: string,
  exitCode: number,
  output: string,
  seconds: number,
): Outcome {
  const report = existsSync(jsonFile) ? (JSON.parse(readFileSync(jsonFile, "utf8")) as Report) : undefined;
  const outcome: Outcome = { stage, passed: 0, failed: 0, skipped: [], report: "", seconds };
  const texts: string[] = [];
  for (const file of report?.testResults ?? []) {
    const path = relative(root, file.name);
    for (const { fullName, status, failureMessages } of file.assertionResults) {
      if (status === PASSED) outcome.passed++;
      else if (status === FAILED) {
        outcome.failed++;
        texts.push(`✗ ${path} › ${fullName}\n${indent(shortened(failureMessages?.join("\n") ?? ""))}`);
      } else
        outcome.skipped.push({
          name: `${path} › ${fullName}`,
          reason: status === "todo" ? "to be written" : "skipped in the test file",
        });
    }
    if (file.status === FAILED && !file.assertionResults.some(({ status }) => status === FAILED)) {
      outcome.failed++;
      texts.push(`✗ ${path}\n${indent(shortened(file.message ?? ""))}`);
    }
  }
  if (exitCode !== 0 && outcome.failed === 0) {
    outcome.failed++;
    texts.push(`✗ the run ended with ${exitCode}\n${indent(output.trim().split("\n").slice(-40).join("\n"))}`);
  }
  return { ...outcome, report: texts.join("\n") };
}

const shortened = (text: string) =>
  text
    .split("\n")
    .filter((line) => !/^\s+at .*(node_modules|node:internal)/.test(line))
    .slice(0, 25)
    .join("\n");
const indent = (text: string) => text.replace(/^/gm, "    ");
