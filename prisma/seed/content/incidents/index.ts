import type { SeedIncident, SeedMerge } from "../types.ts";
import { blackoutDrill } from "./blackout-drill.ts";
import { canteenIncident } from "./canteen.ts";
import { feedPlantIncident } from "./feed-plant.ts";
import { leakingRoofsIncident } from "./leaking-roofs.ts";
import { rainPipesIncident, roofsMerge } from "./rain-pipes.ts";
import { rerouteDrill } from "./reroute-drill.ts";
import { schoolBusIncident } from "./school-bus.ts";
import { streetCleanersIncident } from "./street-cleaners.ts";
import { teaLeavesIncident } from "./tea-leaves.ts";
import { universityIncident } from "./university-closed.ts";

/** One incident in every phase people look at, longest under way first: running numbers then rise with time. */
export const incidents: SeedIncident[] = [
  rerouteDrill,
  schoolBusIncident,
  streetCleanersIncident,
  teaLeavesIncident,
  feedPlantIncident,
  leakingRoofsIncident,
  rainPipesIncident,
  blackoutDrill,
  canteenIncident,
  universityIncident,
];

/** Played when both timelines have been. */
export const merges: SeedMerge[] = [roofsMerge];
