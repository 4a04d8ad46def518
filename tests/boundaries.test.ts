import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../cli/paths.ts";
import { importsOf, violations } from "./support/boundaries.ts";

/** Made by programs, or data whose names and lengths are their own. */
const exempt =
  /^(node_modules|build|coverage|test-results|\.git|\.data|\.lianxi|prisma\/generated|prisma\/migrations|app\/locales|public)(\/|$)/;

function sources(folder = root): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = join(folder, entry.name);
    const path = relative(root, file);
    if (exempt.test(path)) return [];
    if (entry.isDirectory()) return sources(file);
    return /\.(ts|tsx|mjs|js|css)$/.test(path) ? [{ path, text: readFileSync(file, "utf8") }] : [];
  });
}

const planted = (path: string, text = "") => violations([{ path, text }]);

describe("the checker finds what is planted", () => {
  const forbidden: [string, string, string][] = [
    ["domain importing app", "domain/cases/close.ts", 'import { x } from "#http/session.server.ts";'],
    [
      "domain importing realtime by a relative path",
      "domain/cases/close.ts",
      'import { x } from "../../realtime/relay.ts";',
    ],
    ["domain importing jobs dynamically", "domain/cases/close.ts", 'const x = await import("#jobs/main.ts");'],
    ["domain importing the seed", "domain/cases/close.ts", 'import "#prisma/seed/main.ts";'],
    ["realtime importing search", "realtime/relay.ts", 'export { x } from "#search/query.server.ts";'],
    ["search importing jobs", "search/indexer.ts", 'import type { X } from "#jobs/main.ts";'],
    ["jobs importing realtime", "jobs/main.ts", 'import {\n  a,\n  b,\n} from "#realtime/relay.ts";'],
    ["app importing the search engine", "app/http/x.server.ts", 'import { x } from "#search/engine.ts";'],
    ["app importing the command line", "app/http/x.server.ts", 'import { x } from "../../cli/paths.ts";'],
    ["a route importing Prisma", "app/routes/home.tsx", 'import { Prisma } from "@prisma/client";'],
    ["a feature importing pg", "app/features/a/b.tsx", 'import pg from "pg";'],
    ["a route importing the database", "app/routes/home.tsx", 'import { db } from "#domain/kernel/db.server.ts";'],
    ["process.env in domain", "domain/cases/a.ts", "const x = process.env.X;"],
    ["process.env in app", "app/http/a.ts", "const { X } = process.env;"],
    ["Remix in domain", "domain/cases/a.ts", 'import { json } from "@remix-run/node";'],
    ["Remix in realtime", "realtime/a.ts", 'import type { X } from "@remix-run/node";'],
    ["TSX outside app", "domain/cases/a.tsx", ""],
    ["camel case", "domain/cases/closeCase.ts", ""],
    ["utils", "domain/cases/utils.ts", ""],
    ["a folder named services", "domain/services/a.ts", ""],
    ["a banned word in a name", "domain/cases/case-helpers.server.ts", ""],
    ["a long file", "domain/cases/a.ts", "x\n".repeat(301)],
    ["a long test", "domain/cases/a.test.ts", "x\n".repeat(501)],
    ["a long route", "app/routes/a.tsx", "x\n".repeat(121)],
  ];
  it.each(forbidden)("%s", (_name, path, text) => {
    expect(planted(path, text)).toHaveLength(1);
  });

  const fine: [string, string, string][] = [
    [
      "domain importing domain",
      "domain/cases/close.ts",
      'import { x } from "../kernel/db.server.ts";\nimport { y } from "#domain/kernel/id.ts";',
    ],
    ["jobs importing search", "jobs/main.ts", 'import { x } from "#search/indexer.ts";'],
    ["app importing the search query", "app/routes/a.tsx", 'import { x } from "#search/query.server.ts";'],
    ["the one reader of the environment", "domain/kernel/env.ts", "readEnv(process.env)"],
    [
      "a word in a comment",
      "domain/cases/a.ts",
      '// process.env and import { x } from "#jobs/main.ts" are forbidden\n/* import "#app/x.ts" */',
    ],
    ["a route with a parameter", "app/routes/incidents.$incidentId.board.tsx", ""],
    [
      "tests importing everything",
      "tests/e2e/a.e2e.test.ts",
      'import { x } from "../../app/http/a.ts";\nimport { y } from "#jobs/main.ts";',
    ],
  ];
  it.each(fine)("and lets pass: %s", (_name, path, text) => {
    expect(planted(path, text)).toEqual([]);
  });

  it("reads every form of import", () => {
    const text =
      'import a from "a";\nimport "b";\nexport * from "c";\nimport type { D } from \'d\';\nawait import("e");\nimport {\n  f,\n} from "f";';
    expect(importsOf(text).sort()).toEqual(["a", "b", "c", "d", "e", "f"]);
  });
});

it("no source file breaks a rule of the layout", () => {
  const files = sources();
  expect(files.length).toBeGreaterThan(100);
  const broken = violations(files);
  if (broken.length > 0) expect.fail(`\n${broken.join("\n")}`);
});
