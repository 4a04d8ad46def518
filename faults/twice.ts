import type { Fault } from "./trial.ts";

/** Every entry is sent twice at the same moment, through two nodes, and once more later: it acts once and all answers agree. */
export const twice: Fault = {
  name: "twice",
  plant: "acts again on the same command id",
  nodes: 2,
  withRedis: true,
  twice: true,
  sizes: {
    full: { kills: 0, between: [3100, 100] },
    few: { kills: 0, between: [60, 20] },
    planted: { kills: 0, between: [20, 10] },
  },
  async act({ someWrites }) {
    await someWrites();
  },
};
