import { rmSync } from "node:fs";
import { join } from "node:path";
import { chromiumPath, hasChineseFont, programPath } from "../../tests/support/programs.ts";
import { root, workFolder } from "../paths.ts";
import { runNode } from "../process.ts";
import type { Outcome } from "./outcome.ts";
import { readVitestReport } from "./vitest-report.ts";

export type StageOptions = {
  /** Only tests whose name matches, and only files whose path contains one of these. */
  pattern?: string | undefined;
  files: string[];
  onStart: (child: { kill(): void }) => void;
};
export type Stage = { name: string; isVitest: boolean; run(options: StageOptions): Promise<Outcome> };

/** In the order of `npm test`: cheap first. */
export const stages: Stage[] = [
  program("format", "node_modules/@biomejs/biome/bin/biome", ["format", "--reporter=summary", "."]),
  program("lint", "node_modules/@biomejs/biome/bin/biome", [
    "lint",
    "--error-on-warnings",
    "--max-diagnostics=20",
    ".",
  ]),
  program("types", "node_modules/typescript/bin/tsc", ["--noEmit", "--pretty", "false"]),
  {
    ...tests("boundaries"),
    isVitest: false,
    run: async (options) => asOne(await vitest("boundaries", { ...options, pattern: undefined, files: [] })),
  },
  tests("unit"),
  tests("db"),
  {
    ...tests("redis"),
    run: (options) =>
      programPath("redis-server")
        ? vitest("redis", options)
        : lacking("redis", "two-node tests", "redis-server is not installed"),
  },
  { ...tests("e2e"), run: browserTests },
];

function program(name: string, script: string, args: string[]): Stage {
  return {
    name,
    isVitest: false,
    async run({ onStart }) {
      const start = performance.now();
      const { code, output } = await runNode(
        join(root, script),
        args,
        join(workFolder, `test-${name}.log`),
        {},
        onStart,
      );
      const failed = code === 0 ? 0 : 1;
      return {
        stage: name,
        passed: 1 - failed,
        failed,
        skipped: [],
        report: failed ? lastLines(output, 60) : "",
        seconds: secondsSince(start),
      };
    },
  };
}

function tests(name: string): Stage {
  return { name, isVitest: true, run: (options) => vitest(name, options) };
}

async function vitest(name: string, { pattern, files, onStart }: StageOptions): Promise<Outcome> {
  const start = performance.now();
  const json = join(workFolder, `test-${name}.json`);
  rmSync(json, { force: true });
  const args = [
    "run",
    "--project",
    name,
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${json}`,
    ...files,
  ];
  if (pattern !== undefined) args.push("-t", pattern);
  const { code, output } = await runNode(
    join(root, "node_modules/vitest/vitest.mjs"),
    args,
    join(workFolder, `test-${name}.log`),
    { NO_COLOR: "1" },
    onStart,
  );
  const outcome = readVitestReport(name, json, code, output, secondsSince(start));
  // With a pattern everything else is skipped by intention.
  return pattern === undefined ? outcome : { ...outcome, skipped: [] };
}

async function browserTests(options: StageOptions): Promise<Outcome> {
  if (!(await chromiumPath())) return lacking("e2e", "browser tests", "no Chromium runs on this machine");
  const outcome = await vitest("e2e", options);
  if (!hasChineseFont())
    outcome.skipped.push({ name: "looks of Chinese text", reason: "no Chinese font is installed", lacksProgram: true });
  return outcome;
}

async function lacking(stage: string, name: string, reason: string): Promise<Outcome> {
  return { stage, passed: 0, failed: 0, skipped: [{ name, reason, lacksProgram: true }], report: "", seconds: 0 };
}

/** Format, lint, types and boundaries count as one test each. */
function asOne(outcome: Outcome): Outcome {
  const failed = outcome.failed > 0 || outcome.passed === 0 ? 1 : 0;
  return { ...outcome, passed: 1 - failed, failed, skipped: [] };
}

const secondsSince = (start: number) => (performance.now() - start) / 1000;
const lastLines = (text: string, count: number) => text.trim().split("\n").slice(-count).join("\n");
