import { progress } from "#cli/report.ts";
import { bigBoard } from "./board-data.ts";
import { benchCity } from "./people.ts";
import { compare, percentile, print } from "./report.ts";
import { type Rig, withRig } from "./rig.ts";

const ROUNDS = 3;
const REQUESTS = 120;
const WARMUP = 20;
const SMALL = 100;
const BIG = 100_000;

type Served = { address: string; cookie: string };

/**
 * The whole page `/incidents` over HTTP, p95. Variant "growth": with 100,000 incidents (old ones closed, new ones open) against 100.
 * Variant "bare": against a bare server in its own process that runs SQL for the same rows and renders them by renderToPipeableStream.
 */
export function bench(): Promise<void> {
  return withRig(async (rig) => {
    const startedAt = new Date();
    const small = await city(rig, "board_small", SMALL);
    const big = await city(rig, "board_big", BIG);
    const portalSmall = await portal(rig, small);
    const portalBig = await portal(rig, big);
    const bare = rig.part("bench/board-bare.ts", [], { DATABASE_URL: big.url });
    const bareAt = { ...(await bare.next<{ address: string }>()), cookie: "" };
    const p95: Record<"small" | "big" | "bare", number[]> = { small: [], big: [], bare: [] };
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, at] of rotate(
        [
          ["small", portalSmall],
          ["big", portalBig],
          ["bare", bareAt],
        ] as const,
        round,
      )) {
        p95[name].push(percentile(await measure(at), 0.95));
        progress(`board round ${round + 1} ${name}: p95 ${p95[name].at(-1)!.toFixed(1)} ms`);
      }
    const n = { samples: REQUESTS * ROUNDS, warmup: WARMUP * ROUNDS, rows: BIG, callers: 1, lost: 0 };
    const line = { kind: "bench", name: "board", startedAt, postgres: rig.postgres, n } as const;
    print({
      ...line,
      variant: "growth",
      metrics: { p95_ms: compare(p95.big, p95.small) },
      goals: [{ metric: "p95_ms.ratio", op: "<=", want: 1.3 }],
    });
    print({
      ...line,
      variant: "bare",
      metrics: { p95_ms: compare(p95.big, p95.bare) },
      goals: [{ metric: "p95_ms.ratio", op: "<=", want: 1.5 }],
    });
  });
}

const rotate = <T>(list: readonly T[], by: number): T[] => list.map((_, i) => list[(i + by) % list.length]!);

async function city(rig: Rig, name: string, incidents: number) {
  const url = await rig.database(name);
  const made = await benchCity(url, { people: 1, incidents: 0 });
  await bigBoard(url, made, incidents);
  return { url, cookie: made.persons[0]!.cookie };
}

async function portal(rig: Rig, { url, cookie }: { url: string; cookie: string }): Promise<Served> {
  const part = rig.part("cli/lianxi.ts", ["serve"], { DATABASE_URL: url, PORT: "0", LIANXI_MODE: "demo" });
  return { ...(await part.next<{ address: string }>()), cookie };
}

/** Milliseconds of each request, the body read to its end. */
async function measure({ address, cookie }: Served): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < WARMUP + REQUESTS; i++) {
    const started = performance.now();
    const response = await fetch(`${address}/incidents`, {
      headers: { Cookie: cookie, Accept: "text/html", "Sec-Fetch-Mode": "navigate" },
      redirect: "manual",
    });
    const body = await response.text();
    if (response.status !== 200 || !body.includes("试验事件"))
      throw new Error(`/incidents answered ${response.status}`);
    if (i >= WARMUP) times.push(performance.now() - started);
  }
  return times;
}
