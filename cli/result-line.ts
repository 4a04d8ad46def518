import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { sql } from "#domain/kernel/db.server.ts";
import { env } from "#domain/kernel/env.ts";
import { root } from "./paths.ts";

export type RowError = { row: number; column: string; code: string };
export type ImportLine = {
  name: string;
  variant: string;
  startedAt: Date;
  n: Record<"read" | "good" | "doubtful" | "bad" | "duplicates" | "written" | "already", number>;
  metrics: Record<string, number>;
  errors: RowError[];
};

/** The one line that `lianxi import` prints (docs: what commands print). */
export async function importLine({ name, variant, startedAt, n, metrics, errors }: ImportLine): Promise<string> {
  const [server] = await sql<{ server_version: string }>("show server_version");
  return JSON.stringify({
    v: 1,
    kind: "import",
    name,
    variant,
    commit: commit(),
    seed: 0,
    startedAt: startedAt.toISOString(),
    seconds: Number(((Date.now() - startedAt.getTime()) / 1000).toFixed(2)),
    env: {
      cpu: cpus()[0]?.model ?? "",
      cores: cpus().length,
      memGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      postgres: server!.server_version,
      redis: null,
      engine: env().MEILI_URL ? "meilisearch" : "embedded",
    },
    n,
    metrics,
    goals: [],
    skipped: [],
    errors,
  });
}

/** "" where the sources are no git repository. */
function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}
