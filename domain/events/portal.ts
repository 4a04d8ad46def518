import { z } from "zod";
import { Id } from "../kernel/fields.ts";

/** What is set for the portal or for a unit's outgoing messages. Addresses are named by their host alone: a path may hold a key. */
export const portalEvents = {
  "portal.accept-limit.changed": z.object({
    level: z.int().min(1).max(4),
    before: z.int(),
    minutes: z.int(),
    reason: z.string(),
  }),
  "portal.hook.set": z.object({
    hookId: Id,
    unitId: Id,
    unitName: z.string(),
    host: z.string(),
    enabled: z.boolean(),
    newSecret: z.boolean(),
  }),
  "portal.hook.resent": z.object({ hookId: Id, deliveryId: Id }),
  "portal.quiet-hours.changed": z.object({
    personId: Id,
    mode: z.enum(["duty", "own", "never"]),
    from: z.string().nullable(),
    until: z.string().nullable(),
  }),
} as const;
