import { z } from "zod";
import { Id, Iso } from "../kernel/fields.ts";

/** 升级: what the portal does by itself when a unit does not accept in time. */
export const escalationEvents = {
  /**
   * `to`: who held the duty at that moment; nobody when it is empty. `minutes`: the time to accept that ran out. `dueAt`: when it had
   * to climb, `firedAt`: when it did. `nextAt`: when it climbs further; null when there is nobody higher.
   */
  "incidents.assignment.climbed": z.object({
    incidentId: Id,
    assignmentId: Id,
    unitId: Id,
    unitName: z.string(),
    step: z.enum(["head", "convener"]),
    to: z.array(z.object({ personId: Id, name: z.string(), title: z.string().nullable() })),
    minutes: z.int(),
    dueAt: Iso,
    firedAt: Iso,
    nextAt: Iso.nullable(),
  }),
} as const;
