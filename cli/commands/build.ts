import { parseArgs } from "node:util";
import { say } from "#domain/kernel/sentence.ts";
import { listenForEnd } from "../ending.ts";
import { buildWhenStale, generateWhenStale } from "../made.ts";
import { tell } from "../report.ts";

/** Builds the pages; nothing to do while their sources are as they were. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {} });
  const ending = listenForEnd();
  ending.told.then(() => ending.run());
  await generateWhenStale();
  ending.check();
  if (!(await buildWhenStale(ending.add))) tell(say("界面已是最新。", "The pages are up to date."));
  return 0;
}
