import { parseArgs } from "node:util";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";
import { listenForEnd } from "../ending.ts";
import { buildWhenStale, generateWhenStale } from "../made.ts";
import { result } from "../report.ts";
import { closingLines, type Outcome, stageLine } from "../testing/outcome.ts";
import { type Stage, stages } from "../testing/stages.ts";

/**
 * `npm test`: every stage, one after the other, also after one has failed. The last line is the counts. Full logs are in
 * .lianxi/test-*.log. `--only unit,db` chooses stages, `-t PATTERN` tests by name, other words test files by path.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { only: { type: "string" }, t: { type: "string", short: "t" } },
  });
  const chosen = choose(values.only, values.t !== undefined || positionals.length > 0);
  const ending = listenForEnd();
  ending.told.then(() => ending.run());
  const outcomes: Outcome[] = [];
  await generateWhenStale();
  // The pages are built beside the first stages; those that need them find them made, or fail with the reason.
  const built = chosen.some(({ name }) => name === "redis" || name === "e2e")
    ? buildWhenStale(ending.add).catch(() => false)
    : undefined;
  for (const stage of chosen) {
    if (stage.name === "redis" || stage.name === "e2e") await built;
    ending.check();
    const outcome = strict(
      await stage.run({ pattern: values.t, files: positionals, onStart: (child) => ending.add(() => child.kill()) }),
    );
    ending.check();
    outcomes.push(outcome);
    result(stageLine(outcome));
    if (outcome.report) result(`${outcome.report.replace(/^/gm, "    ")}\n`);
  }
  await built;
  for (const line of closingLines(outcomes)) result(line);
  return outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
}

function choose(only: string | undefined, vitestAlone: boolean): Stage[] {
  if (only === undefined) return vitestAlone ? stages.filter(({ isVitest }) => isVitest) : stages;
  const names = only.split(",");
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown)
    throw new Halt(
      say(
        `没有名为 ${unknown} 的阶段:可用 ${stages.map(({ name }) => name).join("、")}。`,
        `There is no stage ${unknown}: choose from ${stages.map(({ name }) => name).join(", ")}.`,
      ),
      2,
    );
  return stages.filter(({ name }) => names.includes(name));
}

/** On a build machine a stage that lacks Redis, a browser or a font is a failure, not a skip. */
function strict(outcome: Outcome): Outcome {
  const lacks = outcome.skipped.filter(({ lacksProgram }) => lacksProgram);
  if (!onBuildMachine() || lacks.length === 0) return outcome;
  return {
    ...outcome,
    failed: outcome.failed + lacks.length,
    skipped: outcome.skipped.filter(({ lacksProgram }) => !lacksProgram),
    report: [outcome.report, ...lacks.map(({ name, reason }) => `✗ ${name}: ${reason}`)].filter(Boolean).join("\n"),
  };
}

const onBuildMachine = () => !["", "0", "false", undefined].includes(process.env.CI);
