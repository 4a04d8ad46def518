import { z } from "zod";
import { Id, Instant, optionalText, text } from "../kernel/fields.ts";
import { phases } from "./phase-machine.ts";
import { taskKindNames } from "./task-kinds.ts";

const level = z.coerce
  .number({ message: "请选择等级|Choose a level" })
  .int()
  .min(1, "请选择等级|Choose a level")
  .max(4);
const reason = text(500, "理由", "Reason");
const incidentId = Id;
const version = z.coerce.number().int();
const optionalInstant = z
  .union([z.literal("").transform(() => null), z.null(), Instant])
  .optional()
  .transform((v) => v ?? null);

export const ReportIncidentInput = z.object({
  title: text(60, "标题", "Title"),
  level,
  countyId: z.uuid({ message: "请选择县区|Choose a county" }),
  place: text(120, "地点", "Place"),
  cause: optionalText(2000, "起因", "Cause"),
  occurredAt: Instant,
  drill: z.coerce.boolean().default(false),
  /** Names the kind; see templates. */
  templateId: z
    .union([z.literal("").transform(() => null), z.null(), Id])
    .optional()
    .transform((v) => v ?? null),
  submissionIds: z.array(Id).max(500, "一次最多关联 500 件|At most 500 at once").default([]),
});
export const VerifyInput = z.object({ incidentId, note: text(1000, "核实情况", "What was verified") });
/** `from` is the phase the mover saw: when it has changed meanwhile the move is stale. */
export const MoveInput = z.object({
  incidentId,
  from: z.enum(phases),
  to: z.enum(phases),
  reason: optionalText(500, "理由", "Reason"),
});
export const CloseInput = z.object({ incidentId, outcome: text(2000, "处理结果", "Outcome") });
export const ReopenInput = z.object({ incidentId, reason });
/** Only what was changed is sent; `factsVersion` is what the editor began from. */
export const EditFactsInput = z.object({
  incidentId,
  factsVersion: version,
  title: text(60, "标题", "Title").optional(),
  place: text(120, "地点", "Place").optional(),
  cause: z.string().trim().max(2000).optional(),
  reason: optionalText(500, "理由", "Reason"),
});
export const DispatchInput = z.object({
  incidentId,
  units: z
    .array(
      z.object({
        unitId: Id,
        role: z.enum(["lead", "support", "supervise"], { message: "请选择角色|Choose a role" }),
        note: optionalText(500, "要求", "Note"),
      }),
    )
    .min(1, "请至少选一个单位|Choose at least one unit")
    .max(40, "一次最多交办 40 个单位|At most 40 units at once"),
  /** Minutes; without it the level's own. */
  acceptMinutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .optional(),
});
export const AssignmentInput = z.object({ assignmentId: Id, eventTime: optionalInstant });
export const ObjectInput = z.object({
  assignmentId: Id,
  reason: text(500, "异议理由", "Reason of the objection"),
  eventTime: optionalInstant,
});
export const SettleInput = z.object({ assignmentId: Id, decision: z.enum(["uphold", "return"]), reason });
export const WithdrawInput = z.object({ assignmentId: Id, reason });
export const AcceptByPhoneInput = z.object({
  assignmentId: Id,
  name: text(40, "接受人姓名", "Name of who accepted"),
  eventTime: optionalInstant,
});
export const ReportBackInput = z.object({
  assignmentId: Id,
  text: text(2000, "反馈内容", "Report"),
  eventTime: optionalInstant,
});
export const PostEntryInput = z
  .object({
    incidentId,
    text: z.string().trim().max(4000, "一条最多 4000 字|At most 4000 characters").default(""),
    mentions: z.array(Id).max(20).default([]),
    attachments: z.array(Id).max(10, "一条最多 10 个附件|At most 10 attachments").default([]),
    eventTime: optionalInstant,
  })
  .refine((entry) => entry.text.length > 0 || entry.attachments.length > 0, {
    path: ["text"],
    message: "请写点内容或添附件|Write something or attach a file",
  });
export const StrikeEntryInput = z.object({ incidentId, seq: z.coerce.number().int().min(1), reason });
export const PinEntryInput = z.object({ incidentId, seq: z.coerce.number().int().min(1).nullable() });
export const RecordHeadCountInput = z.object({
  incidentId,
  count: z.coerce
    .number({ message: "请填写人数|Fill in the count" })
    .int("人数是整数|A whole number")
    .min(0, "人数不能为负|Not below zero")
    .max(1_000_000),
  place: optionalText(120, "地点", "Place"),
  eventTime: optionalInstant,
});
export const AddDemandInput = z.object({
  incidentId,
  text: text(500, "诉求", "Demand"),
  unitId: Id,
  dueAt: optionalInstant,
});
export const EditDemandInput = z.object({
  demandId: Id,
  version,
  text: text(500, "诉求", "Demand"),
  unitId: Id,
  dueAt: optionalInstant,
});
export const BeginAnswerInput = z.object({ demandId: Id });
export const AnswerDemandInput = z.object({ demandId: Id, version, answer: text(4000, "答复", "Answer") });
export const CarryOnDemandInput = z.object({ demandId: Id, reason });
export const AddRepresentativeInput = z.object({
  incidentId,
  matter: text(60, "共同事项", "Shared matter"),
  name: text(40, "姓名", "Name"),
  phone: optionalText(20, "电话", "Phone"),
});
export const RemoveRepresentativeInput = z.object({ representativeId: Id, reason });
export const GiveTaskInput = z.object({
  incidentId,
  kind: z.enum(taskKindNames, { message: "请选择任务类型|Choose a kind of task" }),
  title: text(120, "任务内容", "What is to be done"),
  unitId: Id,
  ownerId: z
    .union([z.literal("").transform(() => null), z.null(), Id])
    .optional()
    .transform((v) => v ?? null),
  dueAt: Instant,
});
export const StartTaskInput = z.object({ taskId: Id, eventTime: optionalInstant });
export const FinishTaskInput = z.object({
  taskId: Id,
  note: optionalText(1000, "结果", "Result"),
  eventTime: optionalInstant,
});
export const HandBackTaskInput = z.object({ taskId: Id, reason, eventTime: optionalInstant });
export const CancelTaskInput = z.object({ taskId: Id, reason });
/** Gives a handed-back task again, to the same or another unit. */
export const RegiveTaskInput = z.object({
  taskId: Id,
  unitId: Id,
  ownerId: z
    .union([z.literal("").transform(() => null), z.null(), Id])
    .optional()
    .transform((v) => v ?? null),
  dueAt: Instant,
});
export const LinkSubmissionsInput = z.object({
  incidentId,
  submissionIds: z
    .array(Id)
    .min(1, "请选信访件|Choose submissions")
    .max(500, "一次最多关联 500 件|At most 500 at once"),
  reason,
});
export const UnlinkSubmissionInput = z.object({ linkId: Id, reason });
export const VisitInput = z.object({ incidentId, lastSeq: z.coerce.number().int().min(0) });
export const ReadMentionInput = z.object({ mentionId: Id });
