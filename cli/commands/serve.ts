import { parseArgs } from "node:util";
import { readEnv } from "#domain/kernel/env.ts";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";
import { listenForEnd } from "../ending.ts";
import { result } from "../report.ts";
import { startServer } from "../server.ts";

/** The server alone, on a database that is ready: one node of several, and what the tests start. Prints `{"address":…}`. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {} });
  const env = readEnv(process.env);
  if (!env.DATABASE_URL) throw new Halt(say("serve 需要 DATABASE_URL。", "serve needs DATABASE_URL."), 2);
  const ending = listenForEnd();
  try {
    const server = await startServer(env);
    ending.add(() => server.close());
    result(JSON.stringify({ address: server.address }));
    await ending.told;
    return ending.exitCode();
  } finally {
    await ending.run();
  }
}
