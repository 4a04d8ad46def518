import { z } from "zod";

/** Building blocks of inputs and event payloads. Messages read "中文|English". */
export const Id = z.uuid({ message: "编号不对|Not a valid id" });
export const text = (max: number, zh: string, en: string) =>
  z
    .string({ message: `请填写${zh}|Please fill in: ${en}` })
    .trim()
    .min(1, `请填写${zh}|Please fill in: ${en}`)
    .max(max, `${zh}最多 ${max} 字|${en}: at most ${max} characters`);
export const optionalText = (max: number, zh: string, en: string) =>
  z.string().trim().max(max, `${zh}最多 ${max} 字|${en}: at most ${max} characters`).default("");
/** An instant: ISO 8601 with zone, or a local `YYYY-MM-DDTHH:mm` taken as Asia/Shanghai. Output: Date. */
export const Instant = z
  .union([z.date(), z.string()], { message: "请填写时间|Please fill in the time" })
  .transform((value, context) => {
    if (value instanceof Date) return value;
    const local = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(value);
    const date = new Date(local ? `${value.replace(" ", "T")}+08:00` : value);
    if (Number.isNaN(date.getTime())) {
      context.addIssue({
        code: "custom",
        message: "时间应为 2026-01-31 09:30 这样的格式|A time looks like 2026-01-31 09:30",
      });
      return z.NEVER;
    }
    return date;
  });
/** An instant in an event payload: ISO 8601 in UTC. */
export const Iso = z.iso.datetime();
