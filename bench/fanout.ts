import { progress } from "#cli/report.ts";
import { benchCity } from "./people.ts";
import { compare, percentile, print } from "./report.ts";
import { type Rig, withRig } from "./rig.ts";

const ROUNDS = 3;
const SECONDS = 12;
const SCREENS = 200;
const WRITERS = 20;
/** Entries a second in all. */
const RATE = 20;

/** Variant "viewers": so many viewers of so many incidents, changes a second, and how long they go on. */
const VIEWERS = 200;
const INCIDENTS = 30;
const CHANGES = 20;
const VIEWED_SECONDS = 8;

type Round = { latencies: number[]; lost: number };
type Viewed = { cpu_ms: number; changes: number; messages: number };

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
    await viewers(rig);
  });
}

/**
 * CPU per change with 200 viewers of 30 incidents (half of them on the board) against one viewer: the same process, the same changes
 * at the same rate, over a transport that drops the bytes.
 */
async function viewers(rig: Rig): Promise<void> {
  const startedAt = new Date();
  const url = await rig.database("f_viewers");
  const city = await benchCity(url, { people: VIEWERS, incidents: INCIDENTS });
  const rounds: Record<"ours" | "base", Viewed[]> = { ours: [], base: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const side of round % 2 ? (["base", "ours"] as const) : (["ours", "base"] as const)) {
      const asked = {
        ...{ viewers: side === "ours" ? VIEWERS : 1, rate: CHANGES, seconds: VIEWED_SECONDS, warmSeconds: 3 },
        personId: city.persons[0]!.id,
      };
      const given = [asked, city.incidents, city.persons.map((person) => person.cookie)];
      const part = rig.part(
        "bench/viewers-part.ts",
        given.map((one) => JSON.stringify(one)),
        { DATABASE_URL: url, LIANXI_MODE: "demo" },
      );
      rounds[side].push(await part.next<Viewed>());
      await part.stop();
      const { cpu_ms, messages } = rounds[side].at(-1)!;
      progress(
        `fanout viewers round ${round + 1} ${asked.viewers}: ${cpu_ms.toFixed(2)} ms and ${messages.toFixed(1)} messages a change`,
      );
    }
  const sum = (of: (one: Viewed) => number) => rounds.ours.reduce((n, one) => n + of(one), 0);
  print({
    ...{ kind: "bench", name: "fanout", variant: "viewers", startedAt, postgres: rig.postgres },
    n: {
      ...{ samples: sum((one) => one.changes), warmup: CHANGES * 3 * ROUNDS, rows: INCIDENTS, callers: 1, lost: 0 },
      ...{ viewers: VIEWERS, messages: Math.round(sum((one) => one.messages) / ROUNDS) },
    },
    metrics: {
      cpu_ms: compare(
        rounds.ours.map((one) => one.cpu_ms),
        rounds.base.map((one) => one.cpu_ms),
      ),
    },
    goals: [{ metric: "cpu_ms.ratio", op: "<=", want: 1.2 }],
  });
}
