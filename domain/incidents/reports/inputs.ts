import { z } from "zod";
import { Id, Instant, optionalText, text } from "../../kernel/fields.ts";
import { LONGEST_QUOTE } from "./comment-machine.ts";
import { addresseeClasses } from "./report-kinds.ts";

const reportId = Id;
const reason = text(500, "理由", "Reason");

/** `correctsId`: a correction of a report that was sent; without it the next of the series. */
export const DraftReportInput = z.object({
  incidentId: Id,
  correctsId: z
    .union([z.literal("").transform(() => null), z.null(), Id])
    .optional()
    .transform((v) => v ?? null),
});
export const ReportInput = z.object({ reportId });
/** `seen`: the text as the page shows it, a line a paragraph; what is not yet saved is then neither checked nor frozen unseen. */
export const ReportTextInput = z.object({ reportId, seen: z.string().max(200_000).optional() });
export const ReportReasonInput = z.object({ reportId, reason });
/** A frozen text is signed as it was read: `version` is what the signer saw. */
export const SignReportInput = z.object({ reportId, version: z.coerce.number().int() });
export const ReturnReportInput = SignReportInput.extend({ reason });
export const HeadReportInput = z.object({
  reportId,
  title: text(80, "标题", "Title"),
  contact: optionalText(80, "联系人", "Contact"),
});
export const AddAddresseeInput = z.object({
  reportId,
  class: z.enum(addresseeClasses, { message: "请选择收文单位的类别|Choose what kind of addressee it is" }),
  name: text(60, "收文单位", "Addressee"),
  copy: z.coerce.boolean().default(true),
});
export const AddresseeInput = z.object({ addresseeId: Id });
export const ReceivedInput = z.object({
  addresseeId: Id,
  receivedBy: text(40, "收件人", "Who received it"),
  eventTime: z
    .union([z.literal("").transform(() => null), z.null(), Instant])
    .optional()
    .transform((v) => v ?? null),
});

const remark = text(500, "批注", "Comment");
const position = z.string().max(500).nullish();
/** 批注. Without `startsAt` and `endsAt` it is about the report as a whole; `version` is the text that the page shows. */
export const CommentInput = z
  .object({
    reportId,
    version: z.coerce.number().int(),
    quote: z
      .string()
      .default("")
      .transform((quote) => quote.slice(0, LONGEST_QUOTE)),
    startsAt: position,
    endsAt: position,
    text: remark,
  })
  .transform(({ startsAt, endsAt, quote, ...input }) =>
    startsAt && endsAt ? { ...input, quote, startsAt, endsAt } : { ...input, quote: "", startsAt: null, endsAt: null },
  );
export const ReplyInput = z.object({ commentId: Id, text: remark });
export const OneCommentInput = z.object({ commentId: Id });
