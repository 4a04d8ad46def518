import { posix } from "node:path";

export type SourceFile = { path: string; text: string };

/** Which part of the portal may import which (docs: the arrows). A part may always import itself; `domain` imports nobody above it. */
const arrows: Record<string, readonly string[]> = {
  domain: ["prisma/generated"],
  realtime: ["domain", "prisma/generated"],
  search: ["domain", "prisma/generated"],
  jobs: ["domain", "search", "prisma/generated"],
  // Beside its arrows: readiness asks what is not yet migrated, the sign-in page of a demonstration lists its accounts.
  app: ["domain", "search/query.server.ts", "prisma/migrate.ts", "prisma/seed/accounts.ts"],
  prisma: ["domain"],
  cli: ["domain", "prisma", "search", "jobs", "faults", "tests/support"],
};

const isTest = /\.test\.tsx?$/;
const readsEnvironment = [
  /^domain\/kernel\/env\.ts$/,
  isTest,
  /^(cli|tests|bench|faults)\//,
  /^(vite|vitest|prisma)\.config\.ts$/,
];
const knowsRemix = [/^app\//, /^server\.ts$/, /^vite\.config\.ts$/, /^remix\.config\.(js|d\.ts)$/];
const withoutDatabase = /^app\/(routes|features|ui)\//;
const databaseModule = /^(@prisma\/|pg$|prisma\/|domain\/kernel\/db\.server\.ts)/;
const bannedWords = new Set(
  "util utils helper helpers service services misc common manager managers v2 new legacy".split(" "),
);
const isSource = /\.(ts|tsx|mjs|js|css)$/;

/** Every rule of the layout that a file breaks, one sentence each. */
export function violations(files: SourceFile[]): string[] {
  return files.flatMap((file) =>
    [
      ...nameRules(file),
      ...(isSource.test(file.path) ? [...lengthRules(file), ...importRules(file), ...environmentRule(file)] : []),
    ].map((rule) => `${file.path}: ${rule}`),
  );
}

function nameRules({ path }: SourceFile): string[] {
  const found: string[] = [];
  const segments = path.split("/");
  const banned = segments
    .flatMap((segment) => segment.toLowerCase().split(/[-._]/))
    .find((word) => bannedWords.has(word));
  if (banned) found.push(`the name "${banned}" says nothing`);
  if (isSource.test(path)) {
    // Remix reads parameters ($incidentId) and pathless parts (_) from the names of routes.
    const kebab = path.startsWith("app/routes/")
      ? /^[a-z0-9$_.-]+$|\$[a-zA-Z]+/
      : /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
    if (!kebab.test(segments.at(-1)!)) found.push("file names are kebab-case");
  }
  if (path.endsWith(".tsx") && !path.startsWith("app/")) found.push("TSX stays in app/");
  return found;
}

function lengthRules({ path, text }: SourceFile): string[] {
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  const limit = isTest.test(path) ? 500 : /^app\/routes\//.test(path) ? 120 : 300;
  return lines > limit ? [`${lines} lines, at most ${limit}`] : [];
}

function importRules({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  const part = path.split("/")[0]!;
  const allowed = path.includes("/") ? arrows[part] : undefined;
  for (const specifier of importsOf(text)) {
    const target = resolveImport(path, specifier);
    if (target === undefined) {
      if (/^@remix-run\//.test(specifier) && !knowsRemix.some((rule) => rule.test(path)))
        found.push(`imports ${specifier}; Remix is known in app/ and server.ts alone`);
    } else if (
      allowed &&
      !within(target, part) &&
      !allowed.some((place) => within(target, place)) &&
      !(isTest.test(path) && within(target, "tests/support"))
    ) {
      found.push(`imports ${target}; ${part} may import ${["itself", ...allowed].join(", ")}`);
    }
    if (withoutDatabase.test(path) && databaseModule.test(target ?? specifier))
      found.push(`imports ${specifier}; pages ask queries and commands, never the database`);
  }
  return found;
}

function environmentRule({ path, text }: SourceFile): string[] {
  if (readsEnvironment.some((rule) => rule.test(path))) return [];
  return /\bprocess\.env\b|\bimport\.meta\.env\b(?!\.(DEV|PROD|SSR)\b)/.test(withoutComments(text))
    ? ["reads process.env; only domain/kernel/env.ts does"]
    : [];
}

const within = (target: string, place: string) => target === place || target.startsWith(`${place}/`);

/** The file an import names, from the root; undefined for packages. */
function resolveImport(path: string, specifier: string): string | undefined {
  if (specifier.startsWith("#http/")) return `app/${specifier.slice(1)}`;
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith("~/")) return `app/${specifier.slice(2)}`;
  if (specifier.startsWith(".")) return posix.join(posix.dirname(path), specifier);
  return undefined;
}

/** Specifiers of static, dynamic and type imports and of re-exports. */
export function importsOf(text: string): string[] {
  const found = withoutComments(text).matchAll(
    /(?:^|[\s;}])(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*(?:String\()?["']([^"']+)["']/g,
  );
  return [...found].map((match) => (match[1] ?? match[2])!);
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, "$1");
