import { z } from "zod";
import { Id, Instant, optionalText, text } from "../kernel/fields.ts";
import { shiftDutyNames } from "./shift-duties.ts";

const times = {
  name: text(10, "班次", "Shift"),
  personId: z.uuid({ message: "请选人|Choose a person" }),
  startsAt: Instant,
  endsAt: Instant,
};
type Times = { startsAt: Date; endsAt: Date };
const endsLater = ({ startsAt, endsAt }: Times) => endsAt > startsAt;
const notLater = { path: ["endsAt"], message: "结束要晚于开始|It ends after it begins" };
const fitsTwoDays = ({ startsAt, endsAt }: Times) => endsAt.getTime() - startsAt.getTime() <= 48 * 3_600_000;
const tooLong = { path: ["endsAt"], message: "一班最长 48 小时|A shift has at most 48 hours" };
export const PlanShiftInput = z
  .object({
    unitId: z.uuid({ message: "请选择单位|Choose an office" }),
    duty: z.enum(shiftDutyNames, { message: "请选择职责|Choose a duty" }),
    ...times,
  })
  .refine(endsLater, notLater)
  .refine(fitsTwoDays, tooLong);
/** `version` is that of the shift as it was read. */
export const ChangeShiftInput = z
  .object({ shiftId: Id, version: z.coerce.number().int(), ...times })
  .refine(endsLater, notLater)
  .refine(fitsTwoDays, tooLong);
export const ShiftInput = z.object({ shiftId: Id });
export const CancelShiftInput = z.object({ shiftId: Id, reason: text(500, "理由", "Reason") });
/** `shiftId` is the one that takes over. */
export const HandOverInput = z.object({ shiftId: Id, notes: optionalText(4000, "交班说明", "Notes") });
export const OpenRowInput = z.object({ shiftId: Id, key: z.string().regex(/^[a-z]+:[0-9a-f-]{36}(\/[a-z_]+)?$/) });
export const ShiftWordInput = z.object({ shiftId: Id, text: text(1000, "内容", "Text") });
export const AcceptShiftInput = z.object({
  shiftId: Id,
  /** From when the next one answers; without it when the shift begins, or now when it should have begun. */
  takesAt: z
    .union([z.literal("").transform(() => null), z.null(), Instant])
    .optional()
    .transform((v) => v ?? null),
});
