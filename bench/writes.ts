import { progress } from "#cli/report.ts";
import { benchCity } from "./people.ts";
import { compare, print } from "./report.ts";
import { withRig } from "./rig.ts";

const ROUNDS = 3;
const SECONDS = 8;
const CALLERS = 8;
type Round = { per_s: number; samples: number; warmup: number };

/**
 * Entries per second through the whole command path (session, rights, receipt, lock, event, delivery, card), 8 callers, against
 * bare `pg` that runs the very statements which one such command was seen to run, in the same transaction, in its own process.
 */
export function bench(): Promise<void> {
  return withRig(async (rig) => {
    for (const variant of ["8 incidents", "1 incident"]) {
      const startedAt = new Date();
      const incidents = variant === "1 incident" ? 1 : CALLERS;
      const figures: Record<"ours" | "base", Round[]> = { ours: [], base: [] };
      for (let round = 0; round < ROUNDS; round++)
        for (const side of round % 2 ? (["base", "ours"] as const) : (["ours", "base"] as const)) {
          const url = await rig.database(`w_${incidents}_${round}_${side}`);
          const city = await benchCity(url, { people: 1, incidents });
          const part = rig.part(
            "bench/writes-part.ts",
            [side, String(SECONDS), String(CALLERS), city.persons[0]!.id, ...city.incidents],
            { DATABASE_URL: url, LIANXI_POOL: String(CALLERS) },
          );
          figures[side].push(await part.next<Round>());
          await part.stop();
          progress(`writes ${variant} round ${round + 1} ${side}: ${Math.round(figures[side].at(-1)!.per_s)}/s`);
        }
      const per_s = compare(
        figures.ours.map((r) => r.per_s),
        figures.base.map((r) => r.per_s),
      );
      const sum = (key: "samples" | "warmup") => figures.ours.reduce((n, r) => n + r[key], 0);
      print({
        kind: "bench",
        name: "writes",
        variant,
        startedAt,
        postgres: rig.postgres,
        n: { samples: sum("samples"), warmup: sum("warmup"), rows: incidents, callers: CALLERS, lost: 0 },
        metrics: { per_s },
        goals: [{ metric: "per_s.ratio", op: ">=", want: 0.6 }],
      });
    }
  });
}
