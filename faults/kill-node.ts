import type { Fault } from "./trial.ts";

/** One of two nodes dies by kill -9; those who wrote and watched through it go to the other; it comes back, and then the other dies. */
export const killNode: Fault = {
  name: "kill-node",
  plant: "acknowledges before the commit",
  nodes: 2,
  withRedis: true,
  sizes: {
    full: { kills: 10, between: [300, 300] },
    few: { kills: 1, between: [60, 40] },
    planted: { kills: 2, between: [60, 40] },
  },
  async act({ nodes, size, someWrites, broke, mended }) {
    for (let kill = 0; kill < size.kills; kill++) {
      const node = nodes[kill % nodes.length]!;
      await someWrites();
      broke();
      await node.kill();
      await mended();
      await someWrites();
      await node.start();
    }
    await someWrites();
  },
};
