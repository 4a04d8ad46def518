import { parseArgs } from "node:util";
import { rereadEnv } from "#domain/kernel/env.ts";
import { serveUntilTold } from "./start.ts";

/** `npm run dev`: the portal with pages compiled as they are asked for. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {} });
  process.env.NODE_ENV = "development";
  rereadEnv();
  return serveUntilTold("dev");
}
