import type { Fault } from "./trial.ts";

/** Redis dies under two nodes, people go on writing through both, and Redis comes back empty. */
export const redisAway: Fault = {
  name: "redis-away",
  plant: "tells everybody",
  nodes: 2,
  withRedis: true,
  sizes: {
    full: { kills: 8, between: [200, 200] },
    few: { kills: 1, between: [40, 20] },
    planted: { kills: 1, between: [40, 20] },
  },
  async act({ redis, size, someWrites, broke, mended }) {
    for (let kill = 0; kill < size.kills; kill++) {
      await someWrites();
      broke();
      await redis!.kill();
      // Nothing that is written needs it.
      await someWrites();
      await redis!.start();
      await mended();
    }
    await someWrites();
  },
};
