import { existsSync } from "node:fs";
import { join } from "node:path";
import { say } from "#domain/kernel/sentence.ts";
import { untilTold } from "../ends.ts";
import { buildWhenStale, generateWhenStale } from "../made.ts";
import { root } from "../paths.ts";
import { tell } from "../report.ts";

/** Benches by name; each prints one JSON line a variant (docs/performance.md). */
const benches = ["fanout", "writes", "board", "screen", "submissions", "soak"] as const;

/** `npm run bench -- NAME`: measures against a baseline in the same run. Exit 0 ran, 1 failed, 2 unknown name. */
export async function run([name = "", ...args]: string[]): Promise<number> {
  const file = join(root, "bench", `${name}.ts`);
  if (!benches.some((known) => known === name) || !existsSync(file)) {
    tell(say(`请写明名称：${benches.join("、")}。`, `Name one of: ${benches.join(", ")}.`));
    return 2;
  }
  return untilTold(async (check) => {
    await generateWhenStale();
    if (name !== "writes" && name !== "submissions") await buildWhenStale();
    check();
    const { bench } = (await import(file)) as { bench(args: string[]): Promise<void> };
    await bench(args);
    return 0;
  });
}
