import { duty, office, reports } from "./duty.ts";
import type { Script } from "./every.ts";
import { incident, shape } from "./incident.ts";
import { account, notices, register, templates } from "./register.ts";

/** Every intent there is, in the order in which they are walked through: one that a registry has and this has not does not compile. */
export const script: Script = {
  ...incident,
  ...duty,
  ...reports,
  ...office,
  ...register,
  ...account,
  ...notices,
  ...templates,
  ...shape,
};
