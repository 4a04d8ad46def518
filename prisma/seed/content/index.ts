import { cityGrants } from "./grants/city.ts";
import { countyGrants } from "./grants/counties.ts";
import { incidents, merges } from "./incidents/index.ts";
import { people } from "./people.ts";
import { shifts } from "./shifts.ts";
import { submissions } from "./submissions/index.ts";
import type { SeedContent } from "./types.ts";
import { units } from "./units.ts";

/** The demo city 桐江市: an invention. Its units, people, papers, letters and incidents resemble no real ones on purpose. */
export const demoCity: SeedContent = {
  units,
  people,
  grants: [...cityGrants, ...countyGrants],
  submissions,
  incidents,
  merges,
  shifts,
};
