import type { Fault } from "./trial.ts";

/** The server process dies by kill -9 at random moments under ten writers and starts again. */
export const killServer: Fault = {
  name: "kill-server",
  plant: "acknowledges before the commit",
  nodes: 1,
  withRedis: false,
  sizes: {
    full: { kills: 30, between: [500, 500] },
    few: { kills: 2, between: [60, 40] },
    planted: { kills: 2, between: [60, 40] },
  },
  async act({ nodes: [node], size, someWrites, broke, mended }) {
    for (let kill = 0; kill < size.kills; kill++) {
      await someWrites();
      broke();
      await node!.kill();
      await node!.start();
      await mended();
    }
    await someWrites();
  },
};
