import { existsSync } from "node:fs";
import { join } from "node:path";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";
import { root, workFolder } from "./paths.ts";
import { runNode } from "./process.ts";
import { tell } from "./report.ts";
import { type Made, makeWhenStale } from "./stale.ts";

const client: Made = {
  name: "generate",
  inputs: ["prisma/schema", "prisma.config.ts", "node_modules/prisma/package.json"],
  stamp: "prisma/generated/.made-from",
};

export const pages: Made = {
  name: "build",
  inputs: [
    "app",
    "domain",
    "realtime",
    "search",
    "public",
    "vite.config.ts",
    "remix.config.js",
    "tsconfig.json",
    "package-lock.json",
  ],
  stamp: "build/.made-from",
};

/** Generates the database client when prisma/schema has changed. Offline: Prisma looks for a schema engine and does not use it here. */
export const generateWhenStale = () =>
  makeWhenStale(client, async () => {
    tell(say("正在生成数据库客户端…", "Generating the database client …"));
    const log = join(workFolder, "generate.log");
    const env = {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    };
    const { code, output } = await runNode(join(root, "node_modules/prisma/build/index.js"), ["generate"], log, env);
    if (code !== 0) throw failed("数据库客户端", "database client", log, output);
  });

/** Builds pages and their server bundle when their sources have changed. `onEnd` gets what ends the build early. */
export const buildWhenStale = (onEnd: (end: () => void) => void = () => {}) =>
  makeWhenStale(pages, async () => {
    tell(say("正在构建界面(首次约半分钟)…", "Building the pages (about half a minute the first time) …"));
    const log = join(workFolder, "build.log");
    const script = join(root, "node_modules/@remix-run/dev/dist/cli.js");
    const { code, output } = await runNode(script, ["vite:build"], log, { NODE_ENV: "production" }, (child) =>
      onEnd(() => child.kill()),
    );
    if (code !== 0 || !existsSync(join(root, "build/server/index.js"))) throw failed("界面", "pages", log, output);
  });

function failed(zh: string, en: string, log: string, output: string): Halt {
  process.stderr.write(`${output.trim().split("\n").slice(-25).join("\n")}\n`);
  return new Halt(
    say(`${zh}未能生成:请查看 ${log} 并改正。`, `The ${en} could not be made: see ${log} and correct it.`),
  );
}
