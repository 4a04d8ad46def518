import { until } from "#prisma/embedded/process-table.ts";
import { isReady } from "./programs.ts";
import { pause } from "./random.ts";
import type { Fault } from "./trial.ts";

/** PostgreSQL and all its processes die by kill -9 in the middle of transactions and start again after up to two seconds. */
export const killPostgres: Fault = {
  name: "kill-postgres",
  plant: "acknowledges before the commit",
  nodes: 1,
  withRedis: false,
  sizes: {
    full: { kills: 8, between: [500, 500] },
    few: { kills: 1, between: [60, 40] },
    planted: { kills: 2, between: [60, 40] },
  },
  async act({ rig, nodes, size, random, someWrites, broke, mended }) {
    for (let kill = 0; kill < size.kills; kill++) {
      await someWrites();
      broke();
      await rig.postgres.kill();
      await pause(random() * 2000);
      await rig.postgres.start();
      await until(() => isReady(nodes[0]!.address), 60_000, 100);
      await mended();
    }
    await someWrites();
  },
};
