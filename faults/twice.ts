import { sendIntentsTwice } from "./intents.ts";
import type { Fault } from "./trial.ts";

/** Every intent of an incident's life, and thousands of entries, are sent twice at the same moment, through two nodes, and once more later: each acts once and all answers agree. */
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
  async act(stage) {
    await stage.someWrites();
    await sendIntentsTwice(stage);
  },
};
