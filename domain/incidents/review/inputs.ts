import { z } from "zod";
import { Id, Instant, text } from "../../kernel/fields.ts";

const incidentId = Id;
const seq = z.coerce.number().int().min(1);
const reason = text(500, "理由", "Reason");
const sources = z
  .array(seq)
  .min(1, "每条得失须写明出处|Each lesson names the entries it comes from")
  .max(20, "出处最多 20 条|At most 20 entries");
const lesson = { text: text(1000, "得失", "Lesson"), sources };

export const PickEntriesInput = z.object({
  incidentId,
  add: z.array(seq).max(500).default([]),
  remove: z.array(seq).max(500).default([]),
});
export const AddLessonInput = z.object({ incidentId, ...lesson });
/** `version` is what the editor began from. */
export const EditLessonInput = z.object({ lessonId: Id, version: z.coerce.number().int(), ...lesson });
export const WithdrawLessonInput = z.object({ lessonId: Id, reason });
/** A follow-up task has an owner by name. */
export const GiveFollowUpInput = z.object({
  incidentId,
  title: text(120, "任务内容", "What is to be done"),
  unitId: z.uuid({ message: "请选单位|Choose a unit" }),
  ownerId: z.uuid({ message: "请选负责人|Choose the owner" }),
  dueAt: Instant,
});
export const ReviewInput = z.object({ incidentId });
export const SeeReviewInput = z.object({ incidentId, unitId: Id });
export const DissentInput = z.object({ incidentId, unitId: Id, text: text(1000, "不同意见", "Dissent") });
