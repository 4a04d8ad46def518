import { progress } from "#cli/report.ts";
import { benchCity } from "./people.ts";
import { compare, percentile, print } from "./report.ts";
import { type Rig, withRig } from "./rig.ts";

const ROUNDS = 3;
const SAMPLES = 40;
const SMALL = 1_000;
const BIG = 100_000;

/**
 * One page of the list of submissions, by the query that the page runs, and the count that comes after it ("count of …"): with
 * 100,000 rows against 1,000, each in a process and database of its own. One variant a question: the newest page, one at 80 % of the list, a common word, a phrase of
 * three characters, a rare word, one that only old rows hold, a rare form, and a county that owns one row in a hundred.
 */
export function bench(): Promise<void> {
  return withRig(async (rig) => {
    const startedAt = new Date();
    const small = await filled(rig, "submissions_small", SMALL);
    const big = await filled(rig, "submissions_big", BIG);
    const rounds: Record<string, { small: number[]; big: number[] }> = {};
    for (let round = 0; round < ROUNDS; round++)
      for (const [side, url] of round % 2 === 0
        ? ([
            ["small", small],
            ["big", big],
          ] as const)
        : ([
            ["big", big],
            ["small", small],
          ] as const)) {
        const part = rig.part("bench/submissions-part.ts", ["measure"], { DATABASE_URL: url });
        const times = await part.next<Record<string, number[]>>();
        for (const [name, took] of Object.entries(times)) {
          rounds[name] ??= { small: [], big: [] };
          rounds[name][side].push(percentile(took, 0.5));
        }
        progress(`submissions round ${round + 1} ${side}`);
      }
    for (const [variant, p50] of Object.entries(rounds))
      print({
        ...{ kind: "bench", name: "submissions", variant, startedAt, postgres: rig.postgres },
        n: { samples: SAMPLES * ROUNDS, warmup: 5 * ROUNDS, rows: BIG, callers: 1, lost: 0 },
        metrics: { p50_ms: compare(p50.big, p50.small) },
        goals: [],
      });
  });
}

async function filled(rig: Rig, name: string, rows: number): Promise<string> {
  const url = await rig.database(name);
  await benchCity(url, { people: 1, incidents: 0 });
  const part = rig.part("bench/submissions-part.ts", ["fill", String(rows)], { DATABASE_URL: url });
  await part.next();
  progress(`submissions: ${rows} rows written`);
  return url;
}
