import { expect, it } from "vitest";
import { faults, hindrance } from "../../faults/main.ts";
import { type Rig, withRig } from "../../faults/rig.ts";
import { type Fault, isCaught, runTrial, type Told } from "../../faults/trial.ts";
import { atEndOfFile } from "../support/clean-up.ts";

/** A few rounds of what `npm run faults` does at length (docs/reliability.md); servers that hold nothing of worth write to disk lazily. */
const LAZY = { fsync: "off", full_page_writes: "off" };
const SEED = 20_261_127;

let shared: Promise<Rig> | undefined;
/** One PostgreSQL and one Redis for all faults that need none of their own. */
function sharedRig(): Promise<Rig> {
  shared ??= new Promise((give, fail) => {
    let over = () => {};
    const work = new Promise<void>((resolve) => {
      over = resolve;
    });
    const end = withRig(
      (rig) => {
        give(rig);
        return work;
      },
      { settings: LAZY },
    );
    end.catch(fail);
    atEndOfFile(() => {
      over();
      return end;
    });
  });
  return shared;
}

async function told(fault: Fault, how: "few" | "planted"): Promise<Told> {
  const plant = how === "planted" ? { plant: fault.plant } : {};
  const run = (rig: Rig) => runTrial(fault, rig, fault.sizes[how], { seed: SEED, ...plant });
  return fault.rig ? withRig(run, fault.rig) : run(await sharedRig());
}

const named = (name: string) => faults.find((fault) => fault.name === name)!;

it.each(["kill-server", "twice"])(
  "the checker of %s catches a planted bug",
  async (name) => {
    expect(isCaught(await told(named(name), "planted"))).toBe(true);
  },
  150_000,
);

for (const fault of faults) {
  const why = hindrance(fault);
  it.skipIf(why)(
    `${fault.name}${why ? ` (${why})` : ""}: nothing lost, nothing twice, nobody hears what is not his`,
    async () => {
      const { counts, problems } = await told(fault, "few");
      expect(problems).toEqual([]);
      expect(counts).toMatchObject({ lost: 0, duplicated: 0, leaked: 0, present: counts.acked });
      expect(counts.acked).toBeGreaterThan(0);
    },
    150_000,
  );
}
