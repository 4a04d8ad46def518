import { progress } from "#cli/report.ts";
import { benchCity } from "./people.ts";
import { compare, percentile, print } from "./report.ts";
import { withRig } from "./rig.ts";

const ROUNDS = 3;
const SECONDS = 20;
const SCREENS = 200;
const WRITERS = 20;
/** Entries a second in all. */
const RATE = 20;

type Round = { latencies: number[]; lost: number };

/**
 * From "a writer sends" to "the last of 200 screens has it": 200 sockets in one incident, 20 writers, 20 entries a second in all.
 * Ours is a real portal process; the baseline is a bare Socket.IO server in its own process that commits one INSERT through `pg`
 * and emits a frame of the same size. The screens are one process, the same for both.
 */
export function bench(): Promise<void> {
  return withRig(async (rig) => {
    const startedAt = new Date();
    const rounds: Record<"ours" | "base", Round[]> = { ours: [], base: [] };
    for (let round = 0; round < ROUNDS; round++)
      for (const side of round % 2 ? (["base", "ours"] as const) : (["ours", "base"] as const)) {
        const url = await rig.database(`f_${round}_${side}`);
        const city = await benchCity(url, { people: SCREENS, incidents: 1 });
        const env = { DATABASE_URL: url, PORT: "0", LIANXI_MODE: "demo" };
        const server =
          side === "ours" ? rig.part("cli/lianxi.ts", ["serve"], env) : rig.part("bench/fanout-bare.ts", [], env);
        const { address } = await server.next<{ address: string }>();
        const screens = rig.part("bench/fanout-screens.ts", [
          side,
          address,
          city.incidents[0]!,
          String(WRITERS),
          String(RATE),
          String(SECONDS),
          ...city.persons.map((p) => p.cookie),
        ]);
        rounds[side].push(await screens.next<Round>());
        await screens.stop();
        await server.stop();
        const { latencies, lost } = rounds[side].at(-1)!;
        progress(
          `fanout round ${round + 1} ${side}: p50 ${percentile(latencies, 0.5).toFixed(1)} p99 ${percentile(latencies, 0.99).toFixed(1)} ms, ${latencies.length} entries, ${lost} lost`,
        );
      }
    const at = (side: "ours" | "base", q: number) => rounds[side].map((r) => percentile(r.latencies, q));
    print({
      kind: "bench",
      name: "fanout",
      variant: `${SCREENS}x${WRITERS}`,
      startedAt,
      postgres: rig.postgres,
      n: {
        samples: rounds.ours.reduce((n, r) => n + r.latencies.length, 0),
        warmup: RATE * 3,
        rows: 1,
        callers: WRITERS,
        lost: rounds.ours.reduce((n, r) => n + r.lost, 0),
      },
      metrics: {
        p50_ms: compare(at("ours", 0.5), at("base", 0.5)),
        p99_ms: compare(at("ours", 0.99), at("base", 0.99)),
      },
      goals: [
        { metric: "p50_ms.ratio", op: "<=", want: 1.5 },
        { metric: "p99_ms.ratio", op: "<=", want: 1.5 },
      ],
    });
  });
}
