import { progress } from "#cli/report.ts";
import { until } from "#prisma/embedded/process-table.ts";
import { isReady } from "./programs.ts";
import { pause } from "./random.ts";
import type { Fault } from "./trial.ts";

/**
 * The disk of the database is full: what cannot be kept is refused in words, nothing is half written, and it goes on when there is room.
 * PostgreSQL itself may end when it has no room for its log; whoever supervises it starts it again, as here.
 */
export const diskFull: Fault = {
  name: "disk-full",
  plant: "answers yes to what failed",
  nodes: 1,
  withRedis: false,
  // A small disk, and a log that needs little of it.
  rig: { diskMiB: 400, settings: { max_wal_size: "48MB", min_wal_size: "32MB", shared_buffers: "32MB" } },
  sizes: {
    full: { kills: 4, between: [700, 200] },
    few: { kills: 1, between: [60, 20] },
    planted: { kills: 1, between: [60, 20] },
  },
  async act({ rig, nodes, size, writers, someWrites, broke, mended }) {
    for (let round = 0; round < size.kills; round++) {
      await someWrites();
      broke();
      rig.disk!.fill();
      const before = refusals(writers.said);
      // Until somebody is told that the disk is full, or the planted bug has had its time.
      const told = await until(() => refusals(writers.said) > before || !rig.postgres.isRunning(), 20_000);
      if (!told) progress("nobody was told that the disk is full");
      await pause(500);
      rig.disk!.empty();
      if (!rig.postgres.isRunning()) await rig.postgres.start();
      await until(() => isReady(nodes[0]!.address), 60_000, 100);
      await mended();
    }
    await someWrites();
  },
  /** At least once the portal has said what it was. */
  problems: ({ writers }) => (refusals(writers.said) > 0 ? [] : ["nobody was told that the disk is full"]),
};

const refusals = (said: Map<string, number>): number =>
  [...said].filter(([sentence]) => sentence.includes("磁盘已满")).reduce((sum, [, times]) => sum + times, 0);
