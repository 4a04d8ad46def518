import { z } from "zod";
import { Id } from "../kernel/fields.ts";

const incidentId = Id;
const seq = z.int().min(1);
const lesson = { incidentId, lessonId: Id, no: z.int(), text: z.string() };

/** The kind of an incident, the template that was used, and the after-action review (复盘). */
export const reviewEvents = {
  "incidents.kind.chosen": z.object({ incidentId, templateId: Id, kind: z.string() }),
  "incidents.template.applied": z.object({
    incidentId,
    templateId: Id,
    kind: z.string(),
    templateVersion: z.int(),
    units: z.int(),
    tasks: z.int(),
    demands: z.int(),
  }),
  "incidents.review.opened": z.object({ incidentId, picked: z.array(seq) }),
  "incidents.review.picked": z.object({ incidentId, added: z.array(seq), removed: z.array(seq) }),
  "incidents.review.lesson.added": z.object({ ...lesson, sources: z.array(seq) }),
  "incidents.review.lesson.edited": z.object({ ...lesson, sources: z.array(seq), version: z.int() }),
  "incidents.review.lesson.withdrawn": z.object({ ...lesson, reason: z.string() }),
  "incidents.review.seen": z.object({ incidentId, unitId: Id, unitName: z.string() }),
  "incidents.review.dissented": z.object({
    incidentId,
    dissentId: Id,
    unitId: Id,
    unitName: z.string(),
    text: z.string(),
  }),
  "incidents.review.finished": z.object({ incidentId, unread: z.array(z.string()) }),
} as const;
export type ReviewEventName = keyof typeof reviewEvents;
