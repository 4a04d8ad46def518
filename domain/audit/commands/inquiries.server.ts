import { z } from "zod";
import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { Id, text } from "../../kernel/fields.ts";
import { newId } from "../../kernel/id.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, permit, permitRead, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { auditRules } from "../../permissions/audit.ts";

const EntryId = z.string().regex(/^\d{1,18}$/, "编号不对|Not a valid id");
export const AskInput = z.object({ entryId: EntryId, question: text(500, "要说明的问题", "Question") });
export const AnswerInput = z.object({ inquiryId: Id, answer: text(1000, "说明", "Answer") });
export const CheckInput = z.object({ inquiryId: Id });

/** 请其说明: asks the person of an access entry to explain it. One open question an entry. */
export const askInquiry = command("audit.inquiry.ask", AskInput, async ({ tx, actor, input, now }) => {
  const [entry] = await sqlIn<{ personId: string | null; unitPath: string }>(
    tx,
    `select e.person_id as "personId", coalesce(u.path, '') as "unitPath" from access_entry e left join unit u on u.id = e.unit_id where e.id = $1::bigint`,
    [input.entryId],
  );
  if (!entry?.personId) throw notFound();
  permitRead(auditRules["audit.read"](actor, entry, now));
  permit(auditRules["audit.inquiry.ask"](actor, entry, now));
  // Two auditors at once: the second waits here and finds the first's question.
  await sqlIn(tx, "select pg_advisory_xact_lock(hashtextextended('inquiry:' || $1, 0))", [input.entryId]);
  const open = await tx.accessInquiry.findFirst({ where: { entryId: BigInt(input.entryId), state: "asked" } });
  if (open)
    throw new Refusal(
      "wrong_state",
      say("已请其说明，尚未答复。", "An explanation has been asked for and not yet given."),
    );
  const id = newId(now.getTime());
  await tx.accessInquiry.create({
    data: {
      id,
      entryId: BigInt(input.entryId),
      askedById: actor.personId,
      askedAt: now,
      question: input.question,
      personId: entry.personId,
    },
  });
  await record(tx, "audit.inquiry.asked", id, {
    inquiryId: id,
    entryId: input.entryId,
    personId: entry.personId,
    question: input.question,
  });
  return { inquiryId: id };
});

/** The person answers; only he can. */
export const answerInquiry = command("audit.inquiry.answer", AnswerInput, async ({ tx, actor, input, now }) => {
  const row = await tx.accessInquiry.findUnique({ where: { id: input.inquiryId } });
  if (!row || row.personId !== actor.personId) throw notFound();
  const { count } = await tx.accessInquiry.updateMany({
    where: { id: row.id, state: "asked" },
    data: { state: "answered", answer: input.answer, answeredAt: now, version: { increment: 1 } },
  });
  if (count === 0) throw new Refusal("wrong_state", say("已经说明过。", "It has been answered already."));
  await record(tx, "audit.inquiry.answered", row.id, {
    inquiryId: row.id,
    personId: row.personId,
    askedById: row.askedById,
    answer: input.answer,
  });
  return { inquiryId: row.id };
});

/** 记为已核: oversight has read the answer. Nobody checks his own. */
export const checkInquiry = command("audit.inquiry.check", CheckInput, async ({ tx, actor, input, now }) => {
  const row = await tx.accessInquiry.findUnique({ where: { id: input.inquiryId } });
  if (!row) throw notFound();
  const [entry] = await sqlIn<{ unitPath: string }>(
    tx,
    `select coalesce(u.path, '') as "unitPath" from access_entry e left join unit u on u.id = e.unit_id where e.id = $1`,
    [row.entryId],
  );
  const thing = { unitPath: entry?.unitPath ?? "", personId: row.personId };
  permitRead(auditRules["audit.read"](actor, thing, now));
  permit(auditRules["audit.inquiry.ask"](actor, thing, now));
  const { count } = await tx.accessInquiry.updateMany({
    where: { id: row.id, state: "answered" },
    data: { state: "checked", version: { increment: 1 } },
  });
  if (count === 0) throw new Refusal("wrong_state", say("尚未说明，不能记为已核。", "It has not been answered yet."));
  await record(tx, "audit.inquiry.checked", row.id, { inquiryId: row.id, personId: row.personId });
  return { inquiryId: row.id };
});

export const auditCommands = {
  "ask-inquiry": askInquiry,
  "answer-inquiry": answerInquiry,
  "check-inquiry": checkInquiry,
} as const;
