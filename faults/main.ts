import { progress } from "#cli/report.ts";
import { print } from "../bench/report.ts";
import { browserAway } from "./browser-away.ts";
import { climbDown } from "./climb-down.ts";
import { diskFull } from "./disk-full.ts";
import { killNode } from "./kill-node.ts";
import { killPostgres } from "./kill-postgres.ts";
import { killServer } from "./kill-server.ts";
import { hasRedis } from "./programs.ts";
import { redisAway } from "./redis-away.ts";
import { canMount, withRig } from "./rig.ts";
import { type Fault, isCaught, p95, runTrial } from "./trial.ts";
import { twice } from "./twice.ts";

/** In the order in which they run without a name. */
export const faults: Fault[] = [killServer, killPostgres, redisAway, killNode, browserAway, twice, diskFull, climbDown];

/** One fault: the planted bug must be caught first, then the real portal stands the trial. Prints its line; answers whether all goals are met. */
export async function runFault(fault: Fault, seed: number): Promise<boolean> {
  const startedAt = new Date();
  const hindered = hindrance(fault);
  if (hindered) return skip(fault, seed, startedAt, hindered);
  return withRig(async (rig) => {
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
      metrics: {
        resync_p95_s: p95(told.resync),
        indeterminate_share: Number(share.toFixed(4)),
        ...zeroes(counts),
        ...told.metrics,
      },
      goals: [
        { metric: "acked", op: ">=", want: 3000 },
        { metric: "lost", op: "<=", want: 0 },
        { metric: "duplicated", op: "<=", want: 0 },
        { metric: "leaked", op: "<=", want: 0 },
        { metric: "indeterminate_share", op: "<=", want: 0.02 },
        ...(fault.goals ?? []),
      ],
      planted: { bug: fault.plant, caught },
      errors: problems,
    });
  }, fault.rig);
}

/** Why this machine cannot run a fault; undefined when it can. */
export function hindrance(fault: Fault): string | undefined {
  const mountable = fault.rig?.diskMiB ? canMount() : true;
  if (mountable !== true) return mountable;
  return fault.withRedis && !hasRedis() ? "redis-server is not installed" : undefined;
}

/** A fault that this machine cannot run is a line as well, and says why; it counts as neither good nor bad. */
function skip(fault: Fault, seed: number, startedAt: Date, why: string): boolean {
  progress(`${fault.name}: skipped, ${why}`);
  const n = { acked: 0, lost: 0, duplicated: 0, indeterminate: 0, present: 0, leaked: 0, kills: 0 };
  const told = { seed, startedAt, postgres: null, n, metrics: {}, goals: [], skipped: [{ what: fault.name, why }] };
  return print({ kind: "fault", name: fault.name, variant: "skipped", ...told });
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
