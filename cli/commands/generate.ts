import { parseArgs } from "node:util";
import { say } from "#domain/kernel/sentence.ts";
import { generateWhenStale } from "../made.ts";
import { tell } from "../report.ts";

/** Generates the database client; nothing to do while prisma/schema is as it was. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {} });
  if (!(await generateWhenStale())) tell(say("数据库客户端已是最新。", "The database client is up to date."));
  return 0;
}
