import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { root } from "#cli/paths.ts";
import { result } from "#cli/report.ts";

/** Ours against a baseline of the same run; `rounds` are the ratios of the interleaved rounds, `ratio` their median. */
export type Compared = { ours: number; base: number; ratio: number; rounds: number[] };
export type Goal = { metric: string; op: "<=" | ">="; want: number };
export type Report = {
  kind: "bench" | "fault" | "eval" | "import";
  name: string;
  variant: string;
  seed?: number;
  startedAt: Date;
  postgres: string | null;
  redis?: string | null;
  n: Record<string, number>;
  metrics: Record<string, Compared | number>;
  goals: Goal[];
  /** Of a fault: the bug that the checker had to see first. */
  planted?: { bug: string; caught: boolean };
  skipped?: { what: string; why: string }[];
  errors?: string[];
};

/** Prints the one line of design section 12. Answers whether every goal is met, the planted bug was caught and nothing went wrong. */
export function print(report: Report): boolean {
  const {
    kind,
    name,
    variant,
    seed = 7,
    startedAt,
    postgres,
    redis = null,
    n,
    metrics,
    goals,
    planted,
    skipped = [],
    errors = [],
  } = report;
  const env = {
    cpu: cpus()[0]?.model ?? "",
    cores: cpus().length,
    memGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres,
    redis,
    engine: "embedded",
  };
  const met = goals.map((goal) => {
    const got = reading(metrics, goal.metric);
    return { ...goal, got, met: goal.op === "<=" ? got <= goal.want : got >= goal.want };
  });
  const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
  result(
    JSON.stringify({
      v: 1,
      kind,
      name,
      variant,
      commit: commit(),
      seed,
      startedAt: startedAt.toISOString(),
      seconds,
      env,
      n,
      metrics,
      goals: met,
      ...(planted && { planted }),
      skipped,
      errors,
    }),
  );
  return met.every((goal) => goal.met) && planted?.caught !== false && errors.length === 0;
}

function reading(metrics: Report["metrics"], path: string): number {
  const [name = "", part] = path.split(".");
  const metric = metrics[name];
  return typeof metric === "number" ? metric : (metric?.[part as "ratio"] as number);
}

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

export const median = (values: number[]): number => percentile(values, 0.5);

/** The value below which a share `q` of the values lies (nearest rank). */
export function percentile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

/** Compares rounds pairwise; figures are medians over the rounds. `ratio` is ours divided by base. */
export function compare(ours: number[], base: number[]): Compared {
  const rounds = ours.map((value, i) => round(value / base[i]!));
  return { ours: round(median(ours)), base: round(median(base)), ratio: round(median(rounds)), rounds };
}

const round = (value: number) => Number(value.toPrecision(4));
