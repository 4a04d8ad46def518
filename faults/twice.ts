import { progress } from "#cli/report.ts";
import { sendEveryIntent } from "./intents/trial.ts";
import type { Fault } from "./trial.ts";

/**
 * Everything is sent twice at the same moment, through two nodes, and once more later: every intent of the registries in turn
 * (faults/intents), then entries by ten writers until there are enough. Each acts once and all answers agree.
 */
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
  goals: [{ metric: "intents", op: ">=", want: 1 }],
  async first({ url, nodes, found, problems, metrics }) {
    const addresses = nodes.map(({ address }) => address);
    metrics.intents = await sendEveryIntent({ url, addresses, found, problems });
    progress(`twice: ${metrics.intents} intents were sent three times`);
  },
  async act({ someWrites }) {
    await someWrites();
  },
};
