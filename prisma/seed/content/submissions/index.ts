import type { SeedSubmission } from "../types.ts";
import { beiping } from "./beiping.ts";
import { feedPlant } from "./feed-plant.ts";
import { hetangAndYanxi } from "./hetang-and-yanxi.ts";
import { jinqiao } from "./jinqiao.ts";
import { meiwu } from "./meiwu.ts";
import { roofAndTea } from "./roof-and-tea.ts";

/** Every letter, visit, call, fax and web message of the demo city, oldest first. */
export const submissions: SeedSubmission[] = [
  ...feedPlant,
  ...roofAndTea,
  ...jinqiao,
  ...beiping,
  ...meiwu,
  ...hetangAndYanxi,
].sort((a, b) => b.hoursAgo - a.hoursAgo);
