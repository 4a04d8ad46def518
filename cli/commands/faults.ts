import { parseArgs } from "node:util";
import { say } from "#domain/kernel/sentence.ts";
import { Stopped } from "../ending.ts";
import { untilTold } from "../ends.ts";
import { buildWhenStale, generateWhenStale } from "../made.ts";
import { progress, tell } from "../report.ts";

/**
 * `npm run faults [-- NAME…] [--seed N]`: breaks what the portal stands on while people write, and counts what was lost, doubled or
 * leaked (docs/reliability.md). One JSON line each. Exit 0 ran and every goal met, 1 failed, 2 unknown name.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) } },
  });
  const { faults, runFault } = await import("../../faults/main.ts");
  const names = faults.map(({ name }) => name);
  const unknown = positionals.find((name) => !names.includes(name));
  const seed = Number(values.seed);
  if (unknown !== undefined || !Number.isSafeInteger(seed)) {
    tell(
      say(
        `可用的名称：${names.join("、")}；--seed 为整数。`,
        `Name any of: ${names.join(", ")}; --seed is a whole number.`,
      ),
    );
    return 2;
  }
  return untilTold(async (check) => {
    await generateWhenStale();
    await buildWhenStale();
    let failed = 0;
    for (const fault of faults.filter(({ name }) => positionals.length === 0 || positionals.includes(name)))
      try {
        check();
        if (!(await runFault(fault, seed))) failed += 1;
      } catch (error) {
        if (error instanceof Stopped) throw error;
        failed += 1;
        progress(`✗ ${fault.name}: ${error instanceof Error ? error.stack : error}`);
      }
    return failed > 0 ? 1 : 0;
  });
}
