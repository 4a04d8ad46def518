import { progress } from "#cli/report.ts";
import { print } from "../bench/report.ts";
import { browserAway } from "./browser-away.ts";
import { killNode } from "./kill-node.ts";
import { killPostgres } from "./kill-postgres.ts";
import { killServer } from "./kill-server.ts";
import { redisAway } from "./redis-away.ts";
import { withRig } from "./rig.ts";
import { type Fault, isCaught, p95, runTrial } from "./trial.ts";
import { twice } from "./twice.ts";

/** In the order in which they run without a name. */
export const faults: Fault[] = [killServer, killPostgres, redisAway, killNode, browserAway, twice];

/** One fault: the planted bug must be caught first, then the real portal stands the trial. Prints its line; answers whether all goals are met. */
export async function runFault(fault: Fault, seed: number): Promise<boolean> {
  return withRig(async (rig) => {
    const startedAt = new Date();
    const planted = await runTrial(fault, rig, fault.sizes.planted, { seed, plant: fault.plant });
    const caught = isCaught(planted);
    progress(
      `${fault.name}: the planted bug "${fault.plant}" was ${caught ? "caught" : "NOT caught"}: ${JSON.stringify(planted.counts)}`,
    );
    const told = await runTrial(fault, rig, fault.sizes.full, { seed });
    const { counts, problems } = told;
    for (const problem of problems) progress(`✗ ${problem}`);
    for (const [sentence, times] of told.said) progress(`${times} × ${sentence}`);
    const share = counts.indeterminate / Math.max(1, counts.acked);
    return print({
      kind: "fault",
      name: fault.name,
      variant: `${fault.nodes} node${fault.nodes > 1 ? "s" : ""}`,
      seed,
      startedAt,
      postgres: rig.postgres.version,
      redis: fault.withRedis ? (await rig.redis()).version : null,
      n: counts,
      metrics: { resync_p95_s: p95(told.resync), indeterminate_share: Number(share.toFixed(4)), ...zeroes(counts) },
      goals: [
        { metric: "acked", op: ">=", want: 3000 },
        { metric: "lost", op: "<=", want: 0 },
        { metric: "duplicated", op: "<=", want: 0 },
        { metric: "leaked", op: "<=", want: 0 },
        { metric: "indeterminate_share", op: "<=", want: 0.02 },
      ],
      planted: { bug: fault.plant, caught },
      errors: problems,
    });
  });
}

/** Counts that have a goal, as figures. */
const zeroes = ({
  acked,
  lost,
  duplicated,
  leaked,
}: {
  acked: number;
  lost: number;
  duplicated: number;
  leaked: number;
}) => ({
  acked,
  lost,
  duplicated,
  leaked,
});
