import { z } from "zod";
import { Id } from "../kernel/fields.ts";

/** Oversight asks about one access, the person answers: additive, the access entry itself never changes. */
export const auditEvents = {
  "audit.inquiry.asked": z.object({ inquiryId: Id, entryId: z.string(), personId: Id, question: z.string() }),
  "audit.inquiry.answered": z.object({ inquiryId: Id, personId: Id, askedById: Id, answer: z.string() }),
  "audit.inquiry.checked": z.object({ inquiryId: Id, personId: Id }),
} as const;
