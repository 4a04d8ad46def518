import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError } from "#domain/kernel/env.ts";
import { Halt } from "#prisma/halt.ts";
import { Stopped } from "./ending.ts";
import { root } from "./paths.ts";
import { progress } from "./report.ts";

/** Commands and what they do; one file each in cli/commands, with `run(args)` → exit code (0 ran, 1 failed, 2 bad input). */
const commands: Record<string, string> = {
  start: "starts the portal with everything it needs",
  dev: "starts the portal for development: pages are compiled as they are asked for",
  serve: "starts the server alone; needs DATABASE_URL, prints its address as a JSON line",
  build: "builds the pages where they have changed",
  generate: "generates the database client where the schema has changed",
  migrate: "applies pending migrations; --create NAME writes a new one",
  import: "import submissions FILE [--dry-run] [--unit SHORTNAME] [--good-only]",
  user: "user add …: adds a person",
  doctor: "checks this installation",
  test: "runs all tests; --only STAGE[,STAGE], -t PATTERN",
  bench: "bench NAME: measures",
  faults: "faults [NAME…] [--seed N]: breaks things under load and counts what was lost",
  backup: "backup DIR: copies database and attachments while the portal is in use",
  restore: "restore DIR --into FOLDER: makes a data folder of a backup",
};

function usage(): void {
  progress("npm run lianxi -- COMMAND\n");
  for (const [name, what] of Object.entries(commands)) progress(`  ${name.padEnd(10)}${what}`);
}

async function main([name = "", ...args]: string[]): Promise<number> {
  const file = resolve(root, "cli/commands", `${name}.ts`);
  if (!(name in commands) || !existsSync(file)) {
    usage();
    return name === "" || name === "help" || name === "--help" ? 0 : 2;
  }
  try {
    const { run } = (await import(file)) as { run(args: string[]): Promise<number> };
    return await run(args);
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof Stopped) return 0;
  if (error instanceof Halt) {
    progress(`\n✗ ${error.sentence.zh}\n✗ ${error.sentence.en}`);
    return error.exitCode;
  }
  if (error instanceof ConfigError) {
    progress(
      `\n✗ 配置有误:请改正以下变量后重试。\n✗ The configuration is wrong: correct these variables and try again.`,
    );
    progress(error.message.replace(/^/gm, "    "));
    return 2;
  }
  const code = (error as NodeJS.ErrnoException)?.code;
  if (typeof code === "string" && code.startsWith("ERR_PARSE_ARGS")) {
    progress(`✗ ${(error as Error).message}`);
    return 2;
  }
  progress(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

process.exit(await main(process.argv.slice(2)));
