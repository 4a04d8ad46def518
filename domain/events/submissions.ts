import { z } from "zod";
import { Id } from "../kernel/fields.ts";

export const submissionEvents = {
  "submissions.import.read": z.object({
    importId: Id,
    fileName: z.string(),
    unitId: Id,
    rowsRead: z.int(),
    good: z.int(),
    doubtful: z.int(),
    bad: z.int(),
    duplicates: z.int(),
    already: z.int(),
  }),
  "submissions.import.published": z.object({
    importId: Id,
    unitId: Id,
    unitName: z.string(),
    written: z.int(),
    goodOnly: z.boolean(),
  }),
  "submissions.import.discarded": z.object({ importId: Id }),
  "submissions.received": z.object({ submissionId: Id, number: z.string(), channel: z.string(), unitId: Id }),
} as const;
export type SubmissionEventName = keyof typeof submissionEvents;
