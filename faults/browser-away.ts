import type { Cable } from "./cable.ts";
import { pause } from "./random.ts";
import type { Fault, Stage } from "./trial.ts";

/** Screens are cut off without a word for 5, 30 and 120 seconds while others write; on return each gets exactly what it missed, once. */
export const browserAway: Fault = {
  name: "browser-away",
  plant: "leaves one entry out of what was missed",
  nodes: 1,
  withRedis: false,
  cabled: true,
  sizes: {
    full: { kills: 3, between: [400, 200], awaySeconds: [5, 30, 120], least: 3000 },
    few: { kills: 1, between: [30, 20], awaySeconds: [2] },
    planted: { kills: 1, between: [30, 20], awaySeconds: [2] },
  },
  async act(stage) {
    await stage.someWrites();
    const cut = stage.size.awaySeconds ?? [];
    await Promise.all(cut.map((seconds, i) => away(stage, stage.cables[i]!, i + 2, seconds)));
    await stage.someWrites();
    await stage.writers.more(Math.max(0, (stage.size.least ?? 0) - stage.writers.acked()));
  },
};

async function away(stage: Stage, cable: Cable, screen: number, seconds: number): Promise<void> {
  const shown = () => stage.screens[screen]!.lastSeq();
  stage.broke();
  cable.cut();
  // What had passed already is shown; after that nothing may come.
  await pause(500);
  const before = shown();
  await pause(seconds * 1000 - 500);
  if (shown() !== before) throw new Error("the cable was not cut");
  cable.mend();
  // The others are still cut off, or never were.
  await stage.mended(screen);
}
