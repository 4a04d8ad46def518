import { z } from "zod";
import { Id, Instant, optionalText, text } from "../kernel/fields.ts";
import { submissionChannels } from "./channels.ts";

/** `rows` is the number the button names: when it is no longer what would be written, nothing is. */
export const PublishImportInput = z.object({
  importId: Id,
  rows: z.coerce.number().int().min(0),
  /** Bad rows block unless the person says that they stay out. */
  goodOnly: z.coerce.boolean().default(false),
});

export const DiscardImportInput = z.object({ importId: Id });

const optionalId = z
  .union([z.literal("").transform(() => null), z.null(), Id])
  .optional()
  .transform((value) => value ?? null);

/** One submission registered by hand. */
export const ReceiveInput = z.object({
  unitId: Id,
  channel: z.enum(submissionChannels, { message: "请选择形式|Choose a form" }),
  receivedAt: Instant,
  petitioner: text(60, "信访人", "Petitioner"),
  phone: optionalText(30, "电话", "Phone").refine((value) => /^[\d+\-\s()（）转]*$/.test(value), {
    message: "电话只能有数字、空格和短横|A phone number has digits, spaces and dashes",
  }),
  idNumber: optionalText(30, "证件号", "ID number").refine((value) => /^[0-9A-Za-z()（）-]*$/.test(value), {
    message: "证件号只能有数字和字母|An ID number has digits and letters",
  }),
  address: optionalText(200, "住址", "Address"),
  title: text(100, "标题", "Title"),
  body: text(20_000, "内容", "Text"),
  place: optionalText(120, "地点", "Place"),
  countyId: optionalId,
});
export type ReceiveFields = z.input<typeof ReceiveInput>;
