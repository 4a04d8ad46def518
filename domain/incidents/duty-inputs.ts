import { z } from "zod";
import { Id, Instant, optionalText, text } from "../kernel/fields.ts";
import { instructionVia } from "./instruction-machine.ts";
import { postNames } from "./post-machine.ts";

const reason = text(500, "理由", "Reason");
const optionalId = z
  .union([z.literal("").transform(() => null), z.null(), Id])
  .optional()
  .transform((v) => v ?? null);
const optionalInstant = z
  .union([z.literal("").transform(() => null), z.null(), Instant])
  .optional()
  .transform((v) => v ?? null);

export const OfferPostInput = z.object({
  incidentId: Id,
  post: z.enum(postNames, { message: "请选择岗位|Choose a post" }),
  personId: z.uuid({ message: "请选人|Choose a person" }),
});
export const AnswerPostInput = z.object({ tenureId: Id });
export const PostReasonInput = z.object({ tenureId: Id, reason });

export const GiveInstructionInput = z.object({
  incidentId: Id,
  text: text(1000, "批示内容", "Instruction"),
  via: z.enum(instructionVia).default("self"),
  /** Of the leader, when it is recorded for him. */
  leaderName: optionalText(40, "批示领导", "Leader"),
  leaderTitle: optionalText(40, "职务", "Title"),
  unitId: z.uuid({ message: "请选择承办单位|Choose the unit in charge" }),
  ownerId: optionalId,
  dueAt: Instant,
});
export const InstructionInput = z.object({ instructionId: Id });
export const ReportInstructionInput = z.object({ instructionId: Id, text: text(2000, "回报内容", "Report") });
export const ReturnInstructionInput = z.object({ instructionId: Id, reason, dueAt: optionalInstant });

export const MakePromiseInput = z.object({
  incidentId: Id,
  text: text(300, "承诺内容", "Promise"),
  toWhom: text(40, "对谁", "To whom"),
  saidBy: optionalText(40, "谁说的", "Said by"),
  unitId: z.uuid({ message: "请选择单位|Choose a unit" }),
  dueAt: optionalInstant,
  fromSeq: z
    .union([z.literal("").transform(() => null), z.null(), z.coerce.number().int().min(1)])
    .optional()
    .transform((v) => v ?? null),
});
export const KeepPromiseInput = z.object({ promiseId: Id, note: optionalText(500, "说明", "Note") });
export const PromiseReasonInput = z.object({ promiseId: Id, reason });
