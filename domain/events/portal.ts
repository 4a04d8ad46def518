import { z } from "zod";

/** What is set for the portal as a whole. */
export const portalEvents = {
  "portal.accept-limit.changed": z.object({
    level: z.int().min(1).max(4),
    before: z.int(),
    minutes: z.int(),
    reason: z.string(),
  }),
} as const;
