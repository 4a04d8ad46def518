import { z } from "zod";
import { Id, text } from "../kernel/fields.ts";

export const AcceptLimitInput = z.object({
  level: z.coerce.number().int().min(1).max(4),
  version: z.coerce.number().int(),
  minutes: z.coerce
    .number({ message: "请填写分钟数|Fill in the minutes" })
    .int("请填写整数分钟|Whole minutes")
    .min(1, "至少 1 分钟|At least 1 minute")
    .max(1440, "最多 1440 分钟（一天）|At most 1440 minutes (a day)"),
  reason: text(200, "理由", "Reason"),
});

const on = z
  .union([z.boolean(), z.literal("on"), z.literal("off")])
  .optional()
  .transform((value) => value === true || value === "on");
/** `version` 0: the unit has none yet. `newSecret`: the old one is good for nothing from now on. */
export const HookInput = z.object({
  unitId: z.uuid({ message: "请选择单位|Choose a unit" }),
  version: z.coerce.number().int().default(0),
  url: text(500, "地址", "Address"),
  enabled: on,
  newSecret: on,
});
export const ResendInput = z.object({ deliveryId: Id });

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间应为 22:00 这样的格式|A time looks like 22:00")
  .optional();
export const QuietHoursInput = z.object({ mode: z.enum(["duty", "own", "never"]), from: time, until: time });
